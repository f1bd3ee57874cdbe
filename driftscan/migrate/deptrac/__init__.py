"""deptrac: deptrac.yaml with its imports, in the forms of versions 0.20 to 4.

Layers become components, as far as they are places: directories, globs, names of classes by way
of composer.json. The ruleset becomes allow_only.
"""

from driftscan.graph.system import SystemGraph
from driftscan.migrate.areas.area import Area, Under, Within, less
from driftscan.migrate.areas.cells import Cell
from driftscan.migrate.areas.drafting import Land, settle, surveyed
from driftscan.migrate.areas.excluded import excluded
from driftscan.migrate.builder import Builder
from driftscan.migrate.deptrac.classes import Place, places_of
from driftscan.migrate.deptrac.collectors import Collectors, without_delimiters
from driftscan.migrate.deptrac.config import (
    KEYS,
    Config,
    body_of,
    filled,
    read_config,
    refuse_without_layers,
)
from driftscan.migrate.deptrac.imports import wanted
from driftscan.migrate.deptrac.parameters import HOME
from driftscan.migrate.deptrac.rulesets import (
    PRIVATE,
    allowed_layers,
    layers_of,
    packages,
    private_parts,
    rulesets,
)
from driftscan.migrate.deptrac.told import skipped, tell
from driftscan.migrate.documents import readable_yaml
from driftscan.migrate.migration import ForeignFile, Migration
from driftscan.migrate.modules import Modules
from driftscan.migrate.writer import spec_text
from driftscan.model.spec import SourceSettings
from driftscan.notation.words import listed

__all__ = ["COMPANIONS", "MARK", "TOOL", "migrate", "recognises", "sources", "wanted"]
TOOL = "deptrac"
COMPANIONS: tuple[str, ...] = (
    "composer.json",
    "deptrac.baseline.yaml",
    "deptrac.baseline.yml",
    "deptrac-baseline.yaml",
    "depfile-baseline.yaml",
)
MARK = b""


def recognises(name: str, content: bytes) -> bool:
    """Whether the file configures deptrac: layers with collectors, its own or those it imports."""
    if not any(sign in content for sign in (b"collectors", b"imports")):
        return False
    document = readable_yaml(name, content)
    imports_layers = document.get("imports") and document.get("deptrac")
    body = document.get("deptrac") if imports_layers else body_of(document)
    return any(body.get(key) for key in KEYS) if imports_layers else bool(body.get("layers"))


def sources(file: ForeignFile) -> SourceSettings:
    """What deptrac leaves out of the tree."""
    return SourceSettings(exclude=tuple(_exclude(read_config(file))[0]))


def migrate(file: ForeignFile, graph: SystemGraph) -> Migration:
    """The layers as components, the ruleset as rules. Raises MigrationError."""
    config = read_config(file)
    refuse_without_layers(config)
    build = Builder(file, Modules(graph))
    places = places_of(file.companions, config.paths)
    collectors = Collectors(config, places)
    land, outside = _land(build, config, collectors)
    settle(build, land, _wish)
    allowed = allowed_layers(config)
    lines = {name: f"{s.name}:{node.line}" for s, name, node in config.tables("ruleset")}
    rulesets(build, land, allowed, lines)
    private_parts(build, land)
    packages(build, land, allowed, outside)
    skipped(build, config, land, places)
    _tell(build, config, land, places, collectors)
    draft = build.draft(_heading(file), tuple(_exclude(config)[0]))
    return Migration(TOOL, draft, spec_text(draft), build.missing)


def _land(
    build: Builder, config: Config, collectors: Collectors
) -> tuple[Land, dict[str, tuple[str, ...]]]:
    """The layers that are places, divided; and those that are packages from outside."""
    areas: dict[str, Area] = {}
    outside: dict[str, tuple[str, ...]] = {}
    for name in collectors.layers:
        file, line = collectors.place(name)
        found = collectors.layer(name)
        if found.packages:
            own = collectors.layer(name, private=True).packages
            outside[name + PRIVATE] = own
            outside[name] = tuple(each for each in found.packages if each not in own)
        if found.area is not None:
            areas[name] = _looked_at(config, found.area)
            if private := _private(build, collectors, name):
                areas[name + PRIVATE] = _looked_at(config, private)
        elif not found.packages:
            sentence = f"layer '{name}' has no place of its own, so no rule speaks of it"
            build.no_equal(line, sentence, file)
    land = surveyed(areas, build.file)
    for name in areas:
        if not land.within(name):
            file, line = collectors.place(name.removesuffix(PRIVATE))
            sentence = f"layer '{name}': no path can be what its collectors ask for"
            build.no_equal(line, sentence, file)
    return land, outside


def _private(build: Builder, collectors: Collectors, name: str) -> Area | None:
    """What only private collectors of a layer gather: what others gather too is not private."""
    private = collectors.layer(name, private=True).area
    public = collectors.layer(name, private=False)
    if private is None or public.area is None:
        return private
    if public.is_whole:
        return less(private, public.area)
    file, line = collectors.place(name)
    sentence = f"layer '{name}': what of it is private cannot be told without what was left out"
    build.no_equal(line, f"{sentence}; no rule was made of it", file)
    return None


def _looked_at(config: Config, area: Area) -> Area:
    """An area within the paths that deptrac reads."""
    return area if "." in config.paths else Within((Under(config.paths), area))


def _wish(cell: Cell) -> str:
    layers = layers_of(cell)
    if not layers:
        return "outside-of-layers"
    return "-and-".join(layer.replace(".", "-") for layer in layers)


def _exclude(config: Config) -> tuple[list[str], list[tuple[str, int, str]]]:
    """Patterns for files that are left out, and expressions that no pattern can say."""
    found: list[str] = []
    lost: list[tuple[str, int, str]] = []
    for source, node in config.lists("exclude_files"):
        text = without_delimiters(filled(source, node.text)).replace(HOME, "")
        globs, said = excluded(text, config.directory)
        found += globs
        lost += [(source.name, node.line, f"exclude_files: {each}") for each in said]
    return list(dict.fromkeys(found)), lost


def _tell(
    build: Builder,
    config: Config,
    land: Land,
    places: tuple[Place, ...],
    collectors: Collectors,
) -> None:
    tell(build, config, frozenset(collectors.layers))
    for name, line, sentence in _exclude(config)[1]:
        build.no_equal(line, sentence, name)
    for told in collectors.told:
        build.no_equal(told.line, told.sentence, told.file)
    file, top = collectors.place(next(iter(collectors.layers)))
    if unclear := land.division.unclear:
        patterns = listed(sorted({pattern for pair in unclear for pattern in pair}))
        build.no_equal(
            top,
            f"a file that fits several of {patterns} belongs to the one that says most about it, "
            "and to no other; in deptrac it would be in all of their layers",
            file,
        )
    if collectors.goes_by_names and not all(place.known for place in places):
        build.no_equal(
            top,
            "no composer.json says where classes are: namespaces were taken for the folders below "
            f"{listed(config.paths)}",
            file,
        )
    sentence = "expressions of deptrac do not tell upper from lower case, paths of a spec do"
    build.no_equal(top, sentence, file)


def _heading(file: ForeignFile) -> tuple[str, ...]:
    return (
        f"Moved from deptrac: what {file.name} demands, by `driftscan init --from`. Layers are "
        "components; code that is in several layers at once is a component of its own. Give the "
        "rules that matter an owner and a reason.",
    )
