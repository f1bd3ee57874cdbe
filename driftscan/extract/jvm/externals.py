"""Packages outside the tree: what they are called and which manifest entry asks for them."""

from collections.abc import Mapping, Sequence

from driftscan.extract.jvm.chains import is_capital
from driftscan.extract.jvm.distributions import well_known
from driftscan.extract.jvm.jdk import is_platform
from driftscan.extract.jvm.units import Units
from driftscan.extract.references import Outside
from driftscan.model.fact import RequirementFact

_SCOPES = ("runtime", "optional", "dev")


def package_of(parts: Sequence[str]) -> str:
    """The package of a qualified name, by the way names are written: all before a capital."""
    end = next((at for at, part in enumerate(parts) if is_capital(part)), len(parts) - 1)
    return ".".join(parts[: end or 1])


class Externals:
    """Answers by build and package, each found once."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._known: dict[tuple[str, str], Outside] = {}
        self._groups: dict[str, Mapping[str, Sequence[RequirementFact]]] = {}

    def of(self, unit: str, package: str) -> Outside:
        """A package as code of a build names it."""
        found = self._known.get((unit, package))
        if found is None:
            found = self._known[unit, package] = self._look_up(unit, package)
        return found

    def _look_up(self, unit: str, package: str) -> Outside:
        if is_platform(package):
            return Outside(package, standard=True)
        asked = self._asked(unit, package)
        names = sorted({fact.name for fact in asked})
        scope = next((each for each in _SCOPES if any(fact.scope == each for fact in asked)), "")
        return Outside(package, names[0] if len(names) == 1 else "", scope=scope)

    def _asked(self, unit: str, package: str) -> Sequence[RequirementFact]:
        """Requirements that the package may come from; several only if nothing tells which."""
        groups = self._grouped(unit)
        for group in (*_prefixes(package), *well_known(package)):
            if facts := groups.get(group):
                return _likeliest(facts, group, package)
        return ()

    def _grouped(self, unit: str) -> Mapping[str, Sequence[RequirementFact]]:
        """Requirements by their group, and by `group:artifact`."""
        found = self._groups.get(unit)
        if found is None:
            groups: dict[str, list[RequirementFact]] = {}
            for fact in self._units.requirements(unit):
                groups.setdefault(fact.name.partition(":")[0], []).append(fact)
                groups.setdefault(fact.name, []).append(fact)
            found = self._groups[unit] = groups
        return found


def _prefixes(package: str) -> list[str]:
    """The package and those above it, longest first, of at least two parts."""
    parts = package.split(".")
    return [".".join(parts[:count]) for count in range(len(parts), 1, -1)]


def _likeliest(
    facts: Sequence[RequirementFact], group: str, package: str
) -> Sequence[RequirementFact]:
    """Of several artifacts of one group those whose names share most words with the package:
    `spring-web` is where org.springframework.web comes from."""
    if len({fact.name for fact in facts}) == 1:
        return facts
    words = set(package[len(group) :].split(".")) - {""}
    scores = [len(words & set(fact.name.partition(":")[2].split("-"))) for fact in facts]
    best = max(scores)
    return [fact for fact, score in zip(facts, scores, strict=True) if score == best]
