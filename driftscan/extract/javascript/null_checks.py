"""Whether compiler settings say that a field may be missing only where its type says so."""

from collections.abc import Iterator, Mapping

from driftscan.extract.javascript.configs import Config
from driftscan.extract.javascript.layout import ancestors
from driftscan.extract.paths import text_of


class NullChecks:
    """by_path: every file of compiler settings."""

    def __init__(self, by_path: Mapping[str, Config]) -> None:
        self._by_path = by_path
        self._known: dict[str, bool] = {}

    def are_off(self, path: bytes) -> bool:
        """Whether the nearest tsconfig.json above a file, with what it refers to, lets every type
        be null or undefined; not where none is there, nor where it extends what the tree lacks."""
        folder = text_of(path).rpartition("/")[0]
        if folder not in self._known:
            said = {config.checks_nulls for config in self._about(folder)}
            self._known[folder] = said == {False}
        return self._known[folder]

    def _about(self, folder: str) -> Iterator[Config]:
        for each in ancestors(folder):
            config = self._by_path.get(f"{each}/tsconfig.json".lstrip("/"))
            if config is not None:
                named = (self._by_path.get(path) for path in self._referred(config))
                found = [one for one in (config, *named) if one is not None]
                yield from (one for one in found if one.includes or one.includes is None)
                return

    def _referred(self, config: Config) -> Iterator[str]:
        for path in config.references:
            yield path if path in self._by_path else f"{path}/tsconfig.json"
