"""Rules about cycles, from a configuration or from a rule set of dependency-cruiser itself."""

from msgspec.structs import replace

from driftscan.migrate.areas.drafting import Land, key_of
from driftscan.migrate.areas.overlap import is_file
from driftscan.migrate.builder import Builder
from driftscan.migrate.dependency_cruiser.config import Config, CruiserRule
from driftscan.migrate.dependency_cruiser.writing import add
from driftscan.migrate.documents import texts
from driftscan.migrate.draft import Inside
from driftscan.notation.node import Node
from driftscan.notation.words import listed

NO_CIRCULAR = "no-circular"


def of_presets(config: Config) -> list[tuple[CruiserRule, str]]:
    """The rule about cycles that an extended rule set of the tool itself brings."""
    own = [rule for rule in config.rules("forbidden") if rule.name == NO_CIRCULAR]
    if not config.presets or any(rule.target for rule in own):
        return []
    only_warns = all(name.endswith("-warn-only") for name in config.presets)
    weight = own[0].severity if own else "warning" if only_warns else "error"
    line = config.node.get("extends").line
    node = Node({}, {("extends",): line}, ("extends",))
    return [(CruiserRule("forbidden", node, NO_CIRCULAR, weight), "")] if weight != "ignore" else []


def changes_preset(config: Config, rule: CruiserRule) -> bool:
    """Whether a rule only changes one of an extended rule set."""
    return bool(config.presets) and not rule.target and not rule.node.get("module")


def about_cycles(build: Builder, rule: CruiserRule) -> list[tuple[CruiserRule, str]]:
    """A rule about cycles with its `via`, if it is about all of them."""
    _tell_of_places(build, rule)
    restricted = [key for key in ("via", "viaOnly", "viaNot", "viaSomeNot") if rule.target.get(key)]
    besides = texts(rule.target.get("viaOnly", "dependencyTypesNot"))
    by_path = [key for key in ("path", "pathNot") if rule.target.get("viaOnly", key)]
    if restricted == ["viaOnly"] and set(besides) & {"type-only"} and not by_path:
        return [(rule, "runtime import")]
    if restricted:
        build.no_equal(
            rule.node.line,
            f"{rule.name}: {restricted[0]} says which cycles count; `acyclic` speaks of all. Write "
            "it, and accept those of today with `driftscan baseline`",
        )
        return []
    return [(rule, "")]


def write_cycles(build: Builder, land: Land, rule: CruiserRule, via: str) -> None:
    """No cycles between components, nor within one."""
    if len(land.cells) > 1:
        between = replace(rule, name=f"{rule.name} between components")
        add(build, between, ("acyclic", "components"), via=via)
    for cell in land.cells:
        if not all(is_file(glob) for glob in cell.globs):
            where = "" if len(land.cells) == 1 else f" in {cell.globs[0]}"
            inside = replace(rule, name=f"{rule.name}{where}")
            add(build, inside, ("acyclic", Inside(key_of(cell))), via=via)
    there, here = ("folders", "files") if rule.is_about_folders else ("files", "folders")
    build.no_equal(
        rule.node.line,
        f"{rule.name}: dependency-cruiser looks for cycles between {there}, these rules between "
        f"components and {here} as well, so they may find more",
    )


def _tell_of_places(build: Builder, rule: CruiserRule) -> None:
    """What else the rule says of cycles: only such count that go through some code."""
    sides = (rule.source, rule.target)
    paths = [t for side in sides for key in ("path", "pathNot") for t in texts(side.get(key))]
    paths = [text for text in paths if "node_modules" not in text]
    kinds = [key for key in ("dependencyTypes", "dependencyTypesNot") if rule.target.get(key)]
    if paths or kinds:
        build.no_equal(
            rule.node.line,
            f"{rule.name}: cycles are looked for everywhere and in imports of any kind; "
            f"{listed([*paths, *kinds])} is not looked at",
        )
