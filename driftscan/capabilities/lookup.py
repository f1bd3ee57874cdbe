"""Names in code, and packages in manifests, to the solutions of the catalogue."""

from collections import defaultdict
from collections.abc import Iterable

from driftscan.capabilities.spelling import beginnings
from driftscan.model.capability import LANGUAGE_OF, Catalogue, Solution

_LETTERS_ALIKE = frozenset({"nuget", "pypi", "packagist", "maven"})


class Lookup:
    """A catalogue, asked for names. Of several that fit, the longest counts."""

    def __init__(self, catalogue: Catalogue, added: Iterable[Solution] = ()) -> None:
        """added: what a spec says beside it; it goes before the catalogue."""
        self.capabilities = {each.name: each for each in catalogue.capabilities}
        self.solutions = tuple(
            solution
            for every in ([s for c in catalogue.capabilities for s in c.solutions], added)
            for solution in every
        )
        self._by_name: dict[str, dict[str, Solution]] = defaultdict(dict)
        self._by_package: dict[str, dict[str, list[Solution]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for solution in self.solutions:
            for name in solution.imports:
                self._by_name[solution.language][name] = solution
            self._by_package[solution.language][package_key(solution)].append(solution)

    def named(self, language: str, name: str) -> Solution | None:
        """What a name in code is of, by the longest name of the catalogue that it begins with."""
        known = self._by_name[language]
        return next((known[each] for each in beginnings(name) if each in known), None)

    def packaged(self, language: str, package: str) -> Solution | None:
        """What a whole package is for: none if only parts of it are in the catalogue, or several
        capabilities have some."""
        found = self._by_package[language].get(_folded(package), ())
        return found[0] if len(found) == 1 and not found[0].explicit else None

    def knows(self, section: str, package: str) -> bool:
        """Whether the catalogue speaks of a package at all. section: its ecosystem."""
        if section == "go":  # a module path is what its packages are imported by
            return self.named("go", package) is not None
        key = _key(section, package)
        known = self._by_package[LANGUAGE_OF[section]]
        stars = (f"{key[:at]}*" for at in range(len(key), 0, -1))
        return any(
            each.section == section for name in (key, *stars) for each in known.get(name, ())
        )


def package_key(solution: Solution) -> str:
    """What a package is found by."""
    return _key(solution.section, solution.package)


def _key(section: str, package: str) -> str:
    folded = _folded(package) if section in _LETTERS_ALIKE else package
    if section == "pypi":
        return folded.replace("_", "-").replace(".", "-")
    return folded.replace("-", "_") if section == "crates" else folded


def _folded(package: str) -> str:
    return package.lower()
