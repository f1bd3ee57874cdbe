"""go-arch-lint: .go-arch-lint.yml, versions 1 to 3 of its syntax.

A component of go-arch-lint is a set of Go packages, that is of directories without what is below
them, unless a `**` says so.
"""

from collections.abc import Mapping

from msgspec import Struct

from driftscan.graph.system import SystemGraph
from driftscan.migrate.areas.area import Under
from driftscan.migrate.areas.cells import Cell
from driftscan.migrate.areas.derived import behind
from driftscan.migrate.areas.drafting import Land, key_of, settle, surveyed
from driftscan.migrate.areas.expression import arms_of
from driftscan.migrate.areas.globs import globs_of
from driftscan.migrate.areas.overlap import contains
from driftscan.migrate.areas.parts import NotPlainError
from driftscan.migrate.areas.placed import below
from driftscan.migrate.builder import Builder
from driftscan.migrate.documents import readable_yaml, texts, yaml_document
from driftscan.migrate.draft import Arrow, Children, DraftRule
from driftscan.migrate.migration import ForeignFile, Migration
from driftscan.migrate.modules import Modules
from driftscan.migrate.writer import spec_text
from driftscan.model.spec import SourceSettings
from driftscan.notation.node import Node
from driftscan.notation.words import listed

TOOL = "go-arch-lint"
COMPANIONS: tuple[str, ...] = ()
MARK = b""


class Project(Struct, frozen=True):
    """A whole file. directory: what its paths are relative to, with the scanned root above it."""

    document: Node
    directory: str

    def globs(self, name: str) -> tuple[str, ...]:
        """Patterns for the files of a component's packages."""
        entries = texts(self.document.get("components", name, "in"))
        return tuple(package_files(entry, self.directory) for entry in entries)

    def may_use(self, name: str) -> set[str]:
        """Components that one may import, those that everyone may among them."""
        said = self.document.get("deps", name, "mayDependOn")
        return {*texts(said), *texts(self.document.get("commonComponents"))}

    def packages(self, name: str) -> list[str]:
        """Import paths of vendors that a component may import."""
        said = self.document.get("deps", name, "canUse")
        vendors = [*texts(said), *texts(self.document.get("commonVendors"))]
        found = [each for v in vendors for each in texts(self.document.get("vendors", v, "in"))]
        return list(dict.fromkeys(found))

    def flag(self, *keys: str, default: bool = False) -> bool:
        """A truth value somewhere in the file."""
        value = self.document.get(*keys).value
        return value if isinstance(value, bool) else default


def recognises(name: str, content: bytes) -> bool:
    """Whether the file configures go-arch-lint: components with `in`, and deps."""
    document = readable_yaml(name, content)
    inside = [node.get("in") for _, node in document.get("components").entries()]
    return bool(document.get("version") and inside and all(inside))


def sources(file: ForeignFile) -> SourceSettings:
    """What go-arch-lint leaves out of the tree."""
    return SourceSettings(exclude=tuple(_exclude(_read(file))[0]))


def migrate(file: ForeignFile, graph: SystemGraph) -> Migration:
    """The components with their packages, and what each may import. Raises MigrationError."""
    project = _read(file)
    build = Builder(file, Modules(graph))
    names = [name for name, _ in project.document.get("components").entries()]
    land = surveyed({name: Under(project.globs(name)) for name in names}, file)
    settle(build, land, lambda cell: _owner(cell, land).replace(".", "-"))
    for cell in land.cells:
        _rule(build, project, land, cell)
    covered = Children((project.directory,))
    origin = f"{file.name}:{project.document.get('components').line}"
    build.rule(
        DraftRule(
            name="every package is in a component", keys=(("covered", covered),), origin=origin
        )
    )
    _tell(build, project, land, names)
    draft = build.draft(_heading(file), tuple(_exclude(project)[0]))
    return Migration(TOOL, draft, spec_text(draft), build.missing)


def package_files(entry: str, directory: str) -> str:
    """A pattern for the files of the packages that an `in` means."""
    path = below(directory, entry)
    if "**" not in path:
        return "*.go" if path == "." else f"{path}/*.go"
    return below("", path.removesuffix("**"))


def _read(file: ForeignFile) -> Project:
    document = yaml_document(file)
    return Project(document, below(file.directory, document.get("workdir").text))


def _owner(cell: Cell, land: Land) -> str:
    """Of the components that a cell is in the narrowest, which is the one that holds it."""
    sizes: Mapping[str, int] = {
        area: sum(1 for other in land.cells if area in other.areas) for area in cell.areas
    }
    return min(cell.areas, key=lambda area: (sizes[area], -len(area), area))


def _rule(build: Builder, project: Project, land: Land, cell: Cell) -> None:
    owner = _owner(cell, land)
    allowed = project.may_use(owner)
    node = project.document.get("deps", owner) or project.document.get("components", owner)
    targets = [key_of(c) for c in land.cells if c != cell and allowed & set(c.areas)]
    if project.flag("deps", owner, "anyProjectDeps"):
        targets = ["*"]
    free = project.flag("allow", "depOnAnyVendor") or project.flag("deps", owner, "anyVendorDeps")
    packages = [_package(each) for each in project.packages(owner)]
    free = free or not all(packages)  # what no word means would be forbidden
    words = [f"external:{name}" for name in packages]
    targets += [] if free else words or ["external:none"]
    if targets == ["*"]:
        return
    targets = list(dict.fromkeys(targets))
    build.rule(
        DraftRule(
            name=f"deps of {owner}",
            keys=(("allow_only", Arrow((key_of(cell),), tuple(targets))),),
            origin=f"{build.file.name}:{node.line}",
        )
    )


def _package(path: str) -> str:
    """An import path without a glob at its end; '' where the glob stands before."""
    plain = path.rstrip("*").rstrip("/")
    return "" if "*" in plain else plain


def _exclude(project: Project) -> tuple[list[str], list[tuple[int, str]]]:
    """Patterns for files that are left out, and expressions that no pattern can say."""
    found = [
        f"/{below(project.directory, each)}" for each in texts(project.document.get("exclude"))
    ]
    lost: list[tuple[int, str]] = []
    for node in project.document.get("excludeFiles").elements():
        try:
            # The expression is held against an absolute path.
            above = "" if project.directory == "." else project.directory
            arms = arms_of(node.text)
            globs = globs_of(behind(arms.arms, f"/{above}/" if above else "/"), above)
            found += [glob if glob.startswith("**/") else f"/{glob}" for glob in globs]
            said = [f"{part} was read as anything within a name" for part in arms.widened]
        except NotPlainError as error:
            said = [f"{node.text} {error}; it was left out"]
        lost += [(node.line, f"excludeFiles: {each}") for each in said]
    return list(dict.fromkeys(found)), lost


def _tell(build: Builder, project: Project, land: Land, names: list[str]) -> None:
    document = project.document
    for line, sentence in _exclude(project)[1]:
        build.no_equal(line, sentence)
    scans = document.get("version").text == "3"
    if project.flag("allow", "deepScan", default=scans):
        line = (document.get("allow", "deepScan") or document.get("version")).line
        build.no_equal(line, "deepScan: what is passed on to methods is not followed, imports are")
    for name in names:
        _tell_of_component(build, project, land, name)
    _tell_of_unknown(build, document)
    for vendor, node in document.get("vendors").entries():
        for path in texts(node.get("in")):
            if not _package(path):
                sentence = (
                    f"vendor '{vendor}': no word of a spec means {path}; components that may use "
                    "it may use every package"
                )
                build.no_equal(node.line, sentence)
    for one, other in land.division.unclear:
        build.no_equal(
            document.get("components").line,
            f"a package that fits both {one} and {other} belongs to the one that says most about "
            "it; go-arch-lint takes the component with fewer files",
        )


def _tell_of_component(build: Builder, project: Project, land: Land, name: str) -> None:
    node = project.document.get("components", name)
    entries = texts(node.get("in"))
    several = len(entries) > 1 or any("*" in entry for entry in entries)
    free = project.flag("deps", name, "anyProjectDeps") or name in project.may_use(name)
    if several and not free:
        build.no_equal(
            node.line,
            f"component '{name}' does not name itself: go-arch-lint keeps its packages from one "
            "another, in a spec a component may use itself",
        )
    if not land.within(name) or not any(_owner(cell, land) == name for cell in land.within(name)):
        inside = [o for o in land.areas if o != name and _is_within(project, name, o)]
        sentence = f"component '{name}' has no files of its own beside those of {listed(inside)}"
        build.no_equal(node.line, sentence)


def _tell_of_unknown(build: Builder, document: Node) -> None:
    """Components and vendors that are named and not there."""

    def tell(said: str, where: Node, kind: str) -> None:
        for name in texts(where):
            if not document.get(f"{kind}s", name):
                sentence = f"{said}: no {kind} is called '{name}', so it allows nothing"
                build.no_equal(where.line, sentence)

    tell("commonComponents", document.get("commonComponents"), "component")
    tell("commonVendors", document.get("commonVendors"), "vendor")
    for name, node in document.get("deps").entries():
        if not document.get("components", name):
            sentence = f"deps of {name}: no component is called '{name}', so no rule was made of it"
            build.no_equal(node.line, sentence)
        tell(f"deps of {name}", node.get("mayDependOn"), "component")
        tell(f"deps of {name}", node.get("canUse"), "vendor")


def _is_within(project: Project, name: str, other: str) -> bool:
    own, its = project.globs(name), project.globs(other)
    return any(contains(outer, inner) for outer in its for inner in own)


def _heading(file: ForeignFile) -> tuple[str, ...]:
    return (
        f"Moved from go-arch-lint: what {file.name} demands, by `driftscan init --from`. A "
        "component is the files of its packages; a directory with all below it where it had a "
        "`**`. Give the rules that matter an owner and a reason.",
    )
