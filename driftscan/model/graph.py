"""The values the system graph is made of."""

from enum import IntEnum

from msgspec import Struct


class Kind(IntEnum):
    """Kind of a dependency. Later kinds join at the end.

    QUEUE: a broker is connected to, which way is not known; DATA: so is a store. RUNS: a service
    runs a file, which is no dependency that a rule could speak of but leads on from one. RPC: a
    procedure is called over a broker, or by a protocol that is neither HTTP nor gRPC.
    """

    IMPORT = 0
    TYPE_ONLY = 1
    HTTP = 2
    GRPC = 3
    PUBLISH = 4
    CONSUME = 5
    QUEUE = 6
    READ = 7
    WRITE = 8
    DATA = 9
    RUNS = 10
    RPC = 11

    @property
    def label(self) -> str:
        """The word used in specs, reports and JSON."""
        return KIND_LABELS[self]


KIND_LABELS = {
    Kind.IMPORT: "import",
    Kind.TYPE_ONLY: "type-only import",
    Kind.HTTP: "http",
    Kind.GRPC: "grpc",
    Kind.PUBLISH: "publish",
    Kind.CONSUME: "consume",
    Kind.QUEUE: "queue",
    Kind.READ: "read",
    Kind.WRITE: "write",
    Kind.DATA: "data",
    Kind.RUNS: "runs",
    Kind.RPC: "rpc",
}

# Between modules of the code, and between services; a rule speaks of the latter by name only.
CODE_KINDS = frozenset({Kind.IMPORT, Kind.TYPE_ONLY})
SERVICE_KINDS = frozenset(Kind) - CODE_KINDS


class Module(Struct, frozen=True, array_like=True, gc=False):
    """One importable source file.

    id: shown name, unique in the graph: the dotted name, prefixed `root:` only on a clash.
    key: identity that no other module can change: `root:dotted name`, always prefixed.
    path: bytes relative to the scanned root.
    is_test: code that tests other code, by the language's own conventions or as the spec says.
    is_generated: written by a program, as its file, its name or a .gitattributes says.
    """

    id: str
    key: str
    path: bytes
    language: str
    name: str
    root: str
    is_package: bool = False
    is_stub: bool = False
    is_test: bool = False
    is_generated: bool = False


class ExternalPackage(Struct, frozen=True, array_like=True, gc=False, order=True):
    """A package outside the scanned tree.

    name: the top-level import name; distribution: the name in a manifest, '' if no manifest tells.
    standard: part of the language's standard library. language: of the modules that use it;
        two languages may have packages of one name, which have nothing to do with each other.
    """

    name: str
    distribution: str = ""
    standard: bool = False
    language: str = ""


class Dependency(Struct, frozen=True, array_like=True, gc=False):
    """A typed edge between two modules, or from a module to an external package.

    source, target: index into SystemGraph.modules; targets of external dependencies index
        SystemGraph.externals instead (they are kept in a list of their own).
    lines: evidence, sorted 1-based lines in the source module's file.
    confidence: 0..1; 1.0 for a literal import statement.
    reexport: the source is a package's own index file that passes a name on from inside it.
    scope: of an external one, what the manifests that govern the source ask for the package for:
        'runtime', 'optional' or 'dev' (nothing but development); '' if none of them asks for it.
    guarded: of an external one, that every statement stands in a try: the source may do without.
    """

    source: int
    target: int
    kind: Kind
    lines: tuple[int, ...]
    confidence: float = 1.0
    reexport: bool = False
    scope: str = ""
    guarded: bool = False


class Access(Struct, frozen=True, array_like=True, gc=False, order=True):
    """A module uses data: source and store are positions in SystemGraph.modules.

    kind: READ, WRITE, or DATA where the store is only opened. data_set: table, collection or key,
    '' where it is not known; database: schema or database in the store, likewise. lines: evidence,
    in the file of the source; they count as long as a dependency of that kind has them.
    is_mapped: of a write, that a class is mapped to it, by which one may read and write; whether
    anything is written is not seen.
    """

    source: int
    store: int
    kind: Kind
    database: str
    data_set: str
    lines: tuple[int, ...]
    is_mapped: bool = False


class Door(Struct, frozen=True, array_like=True, gc=False, order=True):
    """A service answers: positions of the service and of the module that says so, with its line.

    kind: HTTP, GRPC or RPC. count: of its endpoints or interfaces.
    """

    service: int
    kind: Kind
    source: int
    line: int
    count: int


class Unmet(Struct, frozen=True, array_like=True, gc=False, order=True):
    """One side of a contract is missing; positions in SystemGraph.modules.

    source: the module that says so; target: the service or broker it is said to, for 'unused' the
    one that serves. kind, what, known: as of service_graph.Unmet.
    """

    source: int
    target: int
    kind: str
    what: str
    line: int
    known: tuple[str, ...] = ()


class Unresolved(Struct, frozen=True, array_like=True, gc=False, order=True):
    """A reference whose target is not known: what is written, where, and why.

    Causes: 'missing' (inside the scanned code, but no such module), 'ambiguous' (several modules
    fit, or a bare folder and a package outside), 'outside-path' (a file has that name, but no
    source root leads to it), 'beyond-root' (more dots than packages), 'not-literal' (a computed
    name).
    """

    path: bytes
    line: int
    written: str
    cause: str
    detail: str = ""
