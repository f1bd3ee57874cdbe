"""tach.toml and tach.domain.toml as values, with the line of every entry."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from driftscan.migrate.migration import MAX_BYTES, ForeignFile, MigrationError
from driftscan.notation.node import Node
from driftscan.notation.toml import parse_toml
from driftscan.notation.unreadable import UnreadableTextError

ROOT = "<root>"
DOMAIN_ROOT = "<domain_root>"


class Dependency(Struct, frozen=True):
    """One entry of depends_on: a module's path or a glob over paths."""

    path: str
    deprecated: bool = False


class ModuleEntry(Struct, frozen=True, kw_only=True):
    """One module or glob of modules. place: file and line. None: the key isn't there."""

    path: str
    file: str
    line: int
    depends_on: tuple[Dependency, ...] | None = None
    cannot_depend_on: tuple[Dependency, ...] = ()
    depends_on_external: tuple[str, ...] | None = None
    cannot_depend_on_external: tuple[str, ...] = ()
    visibility: tuple[str, ...] | None = None
    layer: str = ""
    utility: bool = False
    unchecked: bool = False


class InterfaceEntry(Struct, frozen=True, kw_only=True):
    """expose, origins ('from'): regular expressions. visibility: modules' paths."""

    file: str
    line: int
    expose: tuple[str, ...]
    origins: tuple[str, ...]
    visibility: tuple[str, ...] | None = None
    exclusive: bool = False
    primitive: bool = False


class Layer(Struct, frozen=True):
    """A layer, from the top down."""

    name: str
    closed: bool = False


class Project(Struct, frozen=True, kw_only=True):
    """A whole configuration. directory: where it stands, relative to the scanned root."""

    directory: str
    table: Node
    modules: tuple[ModuleEntry, ...]
    interfaces: tuple[InterfaceEntry, ...]
    layers: tuple[Layer, ...]
    source_roots: tuple[str, ...]
    exclude: tuple[str, ...]
    root_module: str

    def flag(self, key: str, default: bool = False) -> bool:
        """A truth value at the top of the file."""
        value = self.table.get(key).value
        return value if isinstance(value, bool) else default


def table_of(name: str, content: bytes) -> Node:
    """The table with tach's settings; an empty node if there is none."""
    document = parse_toml(content)
    if name.endswith("pyproject.toml"):
        return document.get("tool", "tach")
    return document if document.get("modules") or document.get("source_roots") else Node(None, {})


def read_project(file: ForeignFile) -> Project:
    """The project that a tach.toml describes. Raises MigrationError."""
    table = _table(file)
    layers = table.get("layers").elements()
    return Project(
        directory=file.directory,
        table=table,
        modules=tuple(_modules(file.name, table)),
        interfaces=tuple(_interfaces(file.name, table)),
        layers=tuple(_layer(each) for each in layers),
        source_roots=texts(table.get("source_roots")) or (".",),
        exclude=texts(table.get("exclude")),
        root_module=table.get("root_module").text or "ignore",
    )


def read_domain(file: ForeignFile, package: str) -> tuple[list[ModuleEntry], list[InterfaceEntry]]:
    """What a tach.domain.toml adds; package: the dotted path of the folder it stands in."""
    table = _table(file)
    modules = [_located(each, package) for each in _modules(file.name, table)]
    root = table.get("root")
    if root:
        modules.insert(0, _located(_module(file.name, root, DOMAIN_ROOT), package))
    interfaces = [_located_interface(each, package) for each in _interfaces(file.name, table)]
    return modules, interfaces


def texts(node: Node) -> tuple[str, ...]:
    """The texts of a list."""
    return tuple(each.text for each in node.elements() if each.text)


def _table(file: ForeignFile) -> Node:
    if len(file.content) > MAX_BYTES:
        raise MigrationError(f"{file.name}: larger than 1 MiB; no such file is written by hand")
    try:
        document = parse_toml(file.content)
    except UnreadableTextError as error:
        place = f"{file.name}:{error.line}"
        raise MigrationError(f"{place}: {error.reason}; correct it first") from error
    is_shared = file.name.endswith("pyproject.toml")
    return document.get("tool", "tach") if is_shared else document


def _modules(file: str, table: Node) -> Iterator[ModuleEntry]:
    for node in table.get("modules").elements():
        own = node.get("path").text
        for path in (*([own] if own else []), *texts(node.get("paths"))):
            yield _module(file, node, path)


def _module(file: str, node: Node, path: str) -> ModuleEntry:
    return ModuleEntry(
        path=path,
        file=file,
        line=node.line,
        depends_on=_dependencies(node.get("depends_on")) if node.get("depends_on") else None,
        cannot_depend_on=_dependencies(node.get("cannot_depend_on")),
        depends_on_external=_optional(node.get("depends_on_external")),
        cannot_depend_on_external=texts(node.get("cannot_depend_on_external")),
        visibility=_optional(node.get("visibility")),
        layer=node.get("layer").text,
        utility=node.get("utility").value is True,
        unchecked=node.get("unchecked").value is True,
    )


def _optional(node: Node) -> tuple[str, ...] | None:
    return texts(node) if node else None


def _dependencies(node: Node) -> tuple[Dependency, ...]:
    return tuple(
        Dependency(each.text or each.get("path").text, each.get("deprecated").value is True)
        for each in node.elements()
        if each.text or each.get("path").text
    )


def _interfaces(file: str, table: Node) -> Iterator[InterfaceEntry]:
    for node in table.get("interfaces").elements():
        yield InterfaceEntry(
            file=file,
            line=node.line,
            expose=texts(node.get("expose")),
            origins=texts(node.get("from")) if node.get("from") else (".*",),
            visibility=_optional(node.get("visibility")),
            exclusive=node.get("exclusive").value is True,
            primitive=node.get("data_types").text == "primitive",
        )


def _layer(node: Node) -> Layer:
    return Layer(node.text or node.get("name").text, node.get("closed").value is True)


def _located(entry: ModuleEntry, package: str) -> ModuleEntry:
    def absolute(found: tuple[Dependency, ...]) -> tuple[Dependency, ...]:
        return tuple(Dependency(_absolute(d.path, package), d.deprecated) for d in found)

    return replace(
        entry,
        path=package if entry.path == DOMAIN_ROOT else f"{package}.{entry.path}",
        depends_on=None if entry.depends_on is None else absolute(entry.depends_on),
        cannot_depend_on=absolute(entry.cannot_depend_on),
        visibility=_all_absolute(entry.visibility, package),
    )


def _located_interface(entry: InterfaceEntry, package: str) -> InterfaceEntry:
    origins = tuple(package if o == DOMAIN_ROOT else f"{package}.{o}" for o in entry.origins)
    return replace(entry, origins=origins, visibility=_all_absolute(entry.visibility, package))


def _all_absolute(paths: tuple[str, ...] | None, package: str) -> tuple[str, ...] | None:
    return None if paths is None else tuple(_absolute(path, package) for path in paths)


def _absolute(path: str, package: str) -> str:
    if path.startswith("//"):
        return path[2:]
    return package if path == DOMAIN_ROOT else f"{package}.{path}"
