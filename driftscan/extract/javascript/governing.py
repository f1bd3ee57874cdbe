"""Which compiler settings hold for a file: the nearest above it that say they are about it."""

from collections.abc import Iterator

from driftscan.extract.javascript.configs import Config, Configs
from driftscan.extract.javascript.globs import matches
from driftscan.extract.javascript.layout import ScriptFile, ancestors, below, split_suffix

_NAMES = ("tsconfig.json", "jsconfig.json")
_MOST_REFERENCES = 200


class Governing:
    """Answers by file; folders whose settings all agree are asked once."""

    def __init__(self, configs: Configs) -> None:
        self._by_path = configs.by_path
        self._agreed: dict[str, Config | None] = {}
        self._candidates: dict[str, list[Config]] = {}

    def of(self, file: ScriptFile) -> Config | None:
        """The settings for a file; the nearest ones where none say that they are about it."""
        if file.folder not in self._agreed:
            candidates = list(self._above(file.folder))
            self._candidates[file.folder] = candidates
            alike = len({each.finds for each in candidates}) == 1
            self._agreed[file.folder] = candidates[0] if alike else None
        candidates = self._candidates[file.folder]
        agreed = self._agreed[file.folder]
        if agreed is not None or not candidates:
            return agreed
        return next((each for each in candidates if _is_about(each, file)), candidates[0])

    def _above(self, folder: str) -> Iterator[Config]:
        """The settings of a folder and those above, each followed by what it refers to."""
        seen: set[str] = set()
        for each in ancestors(folder):
            for name in _NAMES:
                path = f"{each}/{name}" if each else name
                if path in self._by_path:
                    yield from self._with_references(path, seen)
                    break

    def _with_references(self, path: str, seen: set[str]) -> Iterator[Config]:
        pending = [path]
        while pending and len(seen) < _MOST_REFERENCES:
            path = pending.pop()
            config = self._by_path.get(path) or self._by_path.get(f"{path}/tsconfig.json")
            if config is not None and config.path not in seen:
                seen.add(config.path)
                yield config
                pending += reversed(config.references)


def _is_about(config: Config, file: ScriptFile) -> bool:
    if file.text in config.files:
        return True
    if config.includes is None:
        included = below(file.text, config.directory) is not None
    else:
        included = any(_covers(pattern, file.text) for pattern in config.includes)
    return included and not any(_covers(pattern, file.text) for pattern in config.excludes)


def _covers(pattern: str, path: str) -> bool:
    """A pattern without stars may name a folder, and one that ends in a folder all below it."""
    last = pattern.rpartition("/")[2]
    if "*" not in last and "?" not in last and not split_suffix(last)[1]:
        pattern = f"{pattern}/**/*" if pattern else "**/*"
    elif last == "**":
        pattern += "/*"
    return matches(pattern, path)
