"""lintel: arch.yaml. Layers are components; what it says of dependencies becomes rules.

Written against version 1.1.
"""

from driftscan.graph.system import SystemGraph
from driftscan.migrate.areas.area import Area, Under, less
from driftscan.migrate.areas.cells import Cell
from driftscan.migrate.areas.drafting import Land, path_wish, settle, surveyed
from driftscan.migrate.builder import Builder
from driftscan.migrate.documents import readable_yaml
from driftscan.migrate.lintel.config import Config, globs_of_files, layer_areas, read_config
from driftscan.migrate.lintel.rules import (
    BAN,
    ENTRY,
    EXCEPT,
    banned,
    between_layers,
    coverage,
    cycles,
    dependencies,
    encapsulated,
)
from driftscan.migrate.migration import ForeignFile, Migration
from driftscan.migrate.modules import Modules
from driftscan.migrate.writer import spec_text
from driftscan.model.spec import SourceSettings

TOOL = "lintel"
COMPANIONS: tuple[str, ...] = ()
MARK = b""
_SIGNS = frozenset(("rules", "bans", "coverage", "encapsulation", "cycles", "metrics", "strict"))
_NO_EQUAL = {
    "metrics": "sizes of files and functions are not measured",
    "naming": "names of files and symbols are not checked",
    "suppressions": "comments that silence other tools are not looked for",
    "placeholders": "signs of unfinished code are not looked for",
    "pairing": "that a file has a companion is not checked",
    "resolve": "how imports are found is not said in a spec",
    "baseline": "what was accepted there is not read; --accept or `driftscan baseline` accepts it",
}


def recognises(name: str, content: bytes) -> bool:
    """Whether the file configures lintel: layers by name, each with a path."""
    document = readable_yaml(name, content)
    layers = [node.get("path") for _, node in document.get("layers").entries()]
    keys = {key for key, _ in document.entries()}
    return bool(layers and all(layers) and (keys & _SIGNS or name.endswith("arch.yaml")))


def sources(_file: ForeignFile) -> SourceSettings:
    """lintel looks at all files that it can read."""
    return SourceSettings()


def migrate(file: ForeignFile, graph: SystemGraph) -> Migration:
    """The layers as components, with the rules between them. Raises MigrationError."""
    config = read_config(file)
    build = Builder(file, Modules(graph))
    land = surveyed(_areas(build, config), file)
    settle(build, land, lambda cell: _wish(cell, config, land))
    between_layers(build, config, land)
    encapsulated(build, config, land)
    banned(build, config, land)
    cycles(build, config, land)
    coverage(build, config)
    dependencies(build, config)
    for key, sentence in _NO_EQUAL.items():
        for node in config.entries(key):
            build.no_equal(node.line, f"{key}: {sentence}")
        if config.document.get(key).text:
            build.no_equal(config.document.get(key).line, f"{key}: {sentence}")
    for one, other in land.division.unclear:
        build.no_equal(
            config.document.get("layers").line,
            f"a file that fits both {one} and {other} belongs to the one that says most about it",
        )
    draft = build.draft(_heading(file))
    return Migration(TOOL, draft, spec_text(draft), build.missing)


def _areas(build: Builder, config: Config) -> dict[str, Area]:
    areas = layer_areas(build, config)
    for node in config.entries("encapsulation"):
        globs = globs_of_files(build, config, node.get("entry"))
        areas[f"{ENTRY}{node.get('layer').text}"] = Under(globs)
    for number, node in enumerate(config.entries("bans"), 1):
        if node.get("imports"):
            area = Under(globs_of_files(build, config, node.get("target")))
            spared = Under(globs_of_files(build, config, node.get("except")))
            areas[f"{BAN}{number}"] = less(area, spared)
    besides = config.document.get("coverage", "except")
    if besides:
        areas[EXCEPT] = Under(globs_of_files(build, config, besides))
    return areas


def _wish(cell: Cell, config: Config, land: Land) -> str:
    """The name of the layer; for a part of it that other rules set apart, with its last word."""
    own = [area for area in cell.areas if area in config.layers]
    if not own:
        return "needs-no-layer" if EXCEPT in cell.areas else path_wish(cell)
    name = own[0].replace(".", "-")
    is_first = land.within(own[0])[0] == cell
    return name if is_first else f"{name}-{path_wish(cell).rpartition('.')[2]}"


def _heading(file: ForeignFile) -> tuple[str, ...]:
    return (
        f"Moved from lintel: what {file.name} demands of dependencies, by `driftscan init --from`. "
        "Give the rules that matter an owner.",
    )
