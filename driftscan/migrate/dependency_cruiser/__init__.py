"""dependency-cruiser: .dependency-cruiser.json, .js, .cjs, .mjs; modules are read as data.

Written against versions 16 to 18. Expressions over paths become components with globs for paths;
where expressions cross, what they share is a component of its own.
"""

from driftscan.graph.system import SystemGraph
from driftscan.migrate.areas.area import Under, Without
from driftscan.migrate.areas.cells import Cell
from driftscan.migrate.areas.drafting import Land, path_wish, settle, surveyed
from driftscan.migrate.areas.excluded import excluded
from driftscan.migrate.areas.parts import NotPlainError
from driftscan.migrate.builder import Builder
from driftscan.migrate.dependency_cruiser import allowed
from driftscan.migrate.dependency_cruiser.config import (
    Config,
    CruiserRule,
    is_configuration,
    read_config,
)
from driftscan.migrate.dependency_cruiser.cycles import (
    about_cycles,
    changes_preset,
    of_presets,
    write_cycles,
)
from driftscan.migrate.dependency_cruiser.plan import Ban, bans_of
from driftscan.migrate.dependency_cruiser.told import refusal, tell
from driftscan.migrate.dependency_cruiser.writing import areas_of, is_apart, write
from driftscan.migrate.documents import texts
from driftscan.migrate.migration import ForeignFile, Migration
from driftscan.migrate.modules import Modules
from driftscan.migrate.writer import spec_text
from driftscan.model.spec import SourceSettings
from driftscan.notation.words import listed

TOOL = "dependency-cruiser"
COMPANIONS: tuple[str, ...] = ()
MARK = b""
_ALL = "all code"

recognises = is_configuration


def sources(file: ForeignFile) -> SourceSettings:
    """What dependency-cruiser leaves out of the tree."""
    return SourceSettings(exclude=tuple(_exclude(read_config(file))[0]))


def migrate(file: ForeignFile, graph: SystemGraph) -> Migration:
    """The expressions as components, the rules over them. Raises MigrationError."""
    config = read_config(file)
    build = Builder(file, Modules(graph))
    build.via = config.via
    bans, cyclic = _forbidden(build, config)
    permitted = allowed.permissions(build, config) or []
    areas = {**areas_of(bans), **allowed.areas_of(permitted)}
    if cyclic:
        areas[_ALL] = Without(Under(()))
    land = surveyed(areas, file, is_apart)
    _settle(build, land, {ban.peers for ban in bans if ban.peers})
    for number, ban in enumerate(bans):
        write(build, land, number, ban)
    allowed.write(build, land, permitted)
    for rule, via in cyclic:
        write_cycles(build, land, rule, via)
    _tell(build, config, land)
    draft = build.draft(_heading(file), tuple(_exclude(config)[0]))
    return Migration(TOOL, draft, spec_text(draft), build.missing)


def _forbidden(build: Builder, config: Config) -> tuple[list[Ban], list[tuple[CruiserRule, str]]]:
    """What is forbidden between code, and which rules are about cycles."""
    bans: list[Ban] = []
    cyclic: list[tuple[CruiserRule, str]] = of_presets(config)
    for rule in config.rules("forbidden"):
        refused = refusal(config, rule)
        if refused:
            build.no_equal(refused[0], f"{rule.name}: {refused[1]}")
        elif rule.target.get("circular").value is True:
            cyclic += about_cycles(build, rule)
        elif not changes_preset(config, rule):
            try:
                bans += bans_of(rule, config.directory)
            except NotPlainError as error:
                sentence = f"{rule.name}: {error}; state by hand what it demands"
                build.no_equal(rule.node.line, sentence)
    for ban in bans:
        for part in ban.otherwise:
            build.no_equal(ban.rule.node.line, f"{ban.rule.name}: {part}")
    return bans, cyclic


def _settle(build: Builder, land: Land, peers: set[str]) -> None:
    def wish(cell: Cell) -> str:
        # A name with a star is a pattern: each folder is a component.
        return cell.globs[0] if cell.globs[0] in peers else path_wish(cell)

    settle(build, land, wish)


def _exclude(config: Config) -> tuple[list[str], list[tuple[int, str]]]:
    """Patterns for files that are left out, and expressions that no pattern can say."""
    found: list[str] = []
    lost: list[tuple[int, str]] = []
    node = config.node.get("options", "exclude")
    for text in (*texts(node), *texts(node.get("path"))):
        globs, said = excluded(text, config.directory)
        found += globs
        lost += [(node.line, f"options.exclude: {each}") for each in said]
    return list(dict.fromkeys(found)), lost


def _tell(build: Builder, config: Config, land: Land) -> None:
    tell(build, config)
    for line, sentence in _exclude(config)[1]:
        build.no_equal(line, sentence)
    if unclear := land.division.unclear:
        patterns = listed(sorted({pattern for pair in unclear for pattern in pair}))
        build.no_equal(
            1,
            f"a file that fits several of {patterns} belongs to the one that says most about it, "
            "and to no other",
        )


def _heading(file: ForeignFile) -> tuple[str, ...]:
    return (
        f"Moved from dependency-cruiser: what {file.name} demands, by `driftscan init --from`. "
        "Rules have the names and comments of the original; a component is what one of its "
        "expressions over paths means. Give the rules that matter an owner.",
    )
