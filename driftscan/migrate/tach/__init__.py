"""tach: tach.toml, tach.domain.toml, and its section in pyproject.toml.

Written against version 0.35.
"""

from collections.abc import Iterable

from driftscan.graph.system import SystemGraph
from driftscan.migrate.builder import Builder
from driftscan.migrate.migration import ForeignFile, Migration
from driftscan.migrate.modules import Modules
from driftscan.migrate.tach.dependencies import dependencies
from driftscan.migrate.tach.externals import cycles, externals
from driftscan.migrate.tach.globs import is_glob
from driftscan.migrate.tach.interfaces import interfaces
from driftscan.migrate.tach.layering import layering
from driftscan.migrate.tach.outside import outside
from driftscan.migrate.tach.places import Places, joined
from driftscan.migrate.tach.project import Project, read_domain, read_project, table_of
from driftscan.migrate.tach.told import tell
from driftscan.migrate.tach.visibility import visibility
from driftscan.migrate.tach.world import World
from driftscan.migrate.writer import spec_text
from driftscan.model.spec import SourceSettings
from driftscan.notation.unreadable import UnreadableTextError

TOOL = "tach"
COMPANIONS = ("tach.domain.toml",)
MARK = b"tach-ignore"


def recognises(name: str, content: bytes) -> bool:
    """Whether the file configures tach, by what is in it."""
    if not name.endswith(".toml"):
        return False
    try:
        return bool(table_of(name, content))
    except UnreadableTextError:
        return name.rpartition("/")[2] == "tach.toml"


def sources(file: ForeignFile) -> SourceSettings:
    """What tach leaves out, and where it says that importable code starts."""
    project = read_project(file)
    roots = [joined(project.directory, root) for root in project.source_roots]
    return SourceSettings(
        exclude=tuple(_anchored(project.directory, each) for each in project.exclude),
        roots=_as_said(root for root in roots if not is_glob(root)),
    )


def migrate(file: ForeignFile, graph: SystemGraph) -> Migration:
    """The modules as components, what each may use as rules. Raises MigrationError."""
    project = read_project(file)
    build = Builder(file, Modules(graph))
    runtime_only = project.flag("ignore_type_checking_imports", default=True)
    build.via = "runtime import" if runtime_only else "import"
    world = _world(build, project, graph)
    outside(world)
    for step in (layering, dependencies, visibility, interfaces, externals, cycles):
        step(world)
    tell(build, project)
    settings = sources(file)
    draft = build.draft(_heading(file), settings.exclude, _as_said(world.places.roots))
    return Migration(TOOL, draft, spec_text(draft), build.missing)


def _world(build: Builder, project: Project, graph: SystemGraph) -> World:
    paths = [module.path for module in graph.modules if module.language == "python"]
    places = Places(paths, project.directory, project.source_roots)
    modules, found = list(project.modules), list(project.interfaces)
    for companion in build.file.companions:
        more, others = read_domain(companion, places.package_of(companion.directory))
        modules += more
        found += others
    return World(build, project, places, modules, found)


def _as_said(roots: Iterable[str]) -> tuple[str, ...]:
    """Source roots for a spec; the whole tree alone, tach's default, goes without saying."""
    said = tuple(dict.fromkeys(root or "." for root in roots))
    return said if said != (".",) else ()


def _anchored(directory: str, pattern: str) -> str:
    """tach reads its globs as .gitignore does, from its own directory."""
    if not directory:
        return pattern
    is_anchored = "/" in pattern.rstrip("/")
    return f"{directory}/{pattern.lstrip('/')}" if is_anchored else f"{directory}/**/{pattern}"


def _heading(file: ForeignFile) -> tuple[str, ...]:
    return (
        f"Moved from tach: what {file.name} demands, by `driftscan init --from`. Each module is a "
        "component, apart from those nested in it, as in tach. Give the rules that matter an "
        "owner and a reason; what allow_only says module by module can often be said in one "
        "order of layers.",
    )
