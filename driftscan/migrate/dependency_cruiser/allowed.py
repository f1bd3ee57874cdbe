"""The list `allowed`: each dependency must fit one of its rules."""

from driftscan.migrate.areas.area import Area, Under, Without
from driftscan.migrate.areas.drafting import Land, key_of
from driftscan.migrate.areas.parts import NotPlainError
from driftscan.migrate.builder import Builder
from driftscan.migrate.dependency_cruiser.code import is_code, unknown, unknown_elements
from driftscan.migrate.dependency_cruiser.config import Config, CruiserRule
from driftscan.migrate.dependency_cruiser.packages import ALL_PACKAGES
from driftscan.migrate.dependency_cruiser.plan import Ban, bans_of
from driftscan.migrate.dependency_cruiser.told import refused
from driftscan.migrate.draft import Arrow, DraftRule, Value

_NAME = "not-in-allowed"
_EVERYWHERE = "allowed everywhere"
_PLAIN = frozenset(("path", "pathNot"))


def permissions(build: Builder, config: Config) -> list[Ban] | None:
    """What the list allows; None where one of its rules has no equal, for then none has."""
    for piece in unknown_elements(config):
        _left_out(build, piece.line, is_code(piece))
        return None
    found: list[Ban] = []
    for rule in config.rules("allowed"):
        if rule.severity == "ignore":
            continue
        try:
            found += _permission(rule, config.directory)
        except NotPlainError as error:
            _left_out(build, rule.node.line, str(error))
            return None
    for each in found:
        for part in each.otherwise:
            build.no_equal(each.rule.node.line, f"allowed: {part}")
    return found


def _left_out(build: Builder, line: int, why: str) -> None:
    build.no_equal(
        line,
        f"allowed: this rule has no equal ({why}), and without it the others would forbid too "
        "much; the whole list was left out",
    )


def _permission(rule: CruiserRule, directory: str) -> list[Ban]:
    for piece in unknown(rule):
        raise NotPlainError(is_code(piece))
    strange = {key for side in (rule.source, rule.target) for key, _ in side.entries()} - _PLAIN
    if strange:
        raise NotPlainError(f"it goes by {sorted(strange)[0]}")
    if why := refused(rule):
        raise NotPlainError(why)
    found = bans_of(rule, directory)
    if any(ban.peers or ban.only for ban in found):
        raise NotPlainError("it says so by name")
    return found


def areas_of(permitted: list[Ban]) -> dict[str, Area]:
    """Areas by key; one more for everything, so that all code has a component."""
    areas: dict[str, Area] = {_EVERYWHERE: Without(Under(()))} if permitted else {}
    for number, each in enumerate(permitted):
        if each.source is not None:
            areas[f"allowed {number} source"] = each.source
        if each.target is not None:
            areas[f"allowed {number} target"] = each.target
    return areas


def write(build: Builder, land: Land, permitted: list[Ban]) -> None:
    """One allow_only for each component."""
    for cell in land.cells if permitted else ():
        targets: dict[str, None] = {}
        for number, each in enumerate(permitted):
            if each.source is None or f"allowed {number} source" in cell.areas:
                targets |= dict.fromkeys(_targets(land, number, each))
        targets.pop(key_of(cell), None)
        words = list(targets)
        if "*" in words:
            words = ["*", *(word for word in words if word.startswith("external:"))]
        if ALL_PACKAGES in words:
            words.remove(ALL_PACKAGES)
        elif not any(word.startswith("external:") for word in words):
            words.append("external:none")
        if words == ["*"]:
            continue
        weight: tuple[tuple[str, Value], ...] = ()
        if permitted[0].rule.severity == "warning":
            weight = (("severity", "warning"),)
        arrow = Arrow((key_of(cell),), tuple(words))
        origin = f"{build.file.name}:{permitted[0].rule.node.line}"
        name = f"{_NAME} {cell.globs[0]}"
        build.rule(DraftRule(name=name, keys=(("allow_only", arrow), *weight), origin=origin))


def _targets(land: Land, number: int, permission: Ban) -> list[str]:
    words = list(permission.words)
    if permission.everything:
        return ["*", *words]
    return [*(key_of(c) for c in land.within(f"allowed {number} target")), *words]
