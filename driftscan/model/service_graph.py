"""Services, data stores and how they use each other: what linking makes of service facts."""

from msgspec import Struct

from driftscan.model.scan import SkippedFile

AMBIGUOUS = "ambiguous"  # of LostCall

SERVICE_KINDS = {
    "gateway": "passes requests on",
    "frontend": "shows pages in a browser, and answers nothing itself",
    "service": "everything that is none of these",
    "job": "ends by itself",
    "infra": "config server, discovery, monitoring, identity and the like",
    "broker": "passes messages on",
    "datastore": "keeps data",
    "external": "not part of the system",
    "user": "people, or programs of others",
}
"""What a Service may be, in the order in which one asks about them. A library is none: it is a
Library, for nothing calls it over a network."""


class Evidence(Struct, frozen=True, order=True):
    """A line that says something. what: in a few words, '' where the line speaks for itself."""

    path: bytes
    line: int
    what: str = ""


class Service(Struct, frozen=True, kw_only=True):
    """Something that is deployed by itself, or that is reached over a network.

    name: as most of its manifests call it. aliases: its other names (host names, image, application
        name, folder), sorted.
    kind: one of SERVICE_KINDS.
    engine: of a data store or broker, as in StoreFact. folder: of its code, None if it has none.
    owner: as a catalogue (Backstage) has it. called: where manifests deploy it, what is its name
        there. built_by: those of them that build it, or have it work in a folder of the tree.
    image: that it runs, without its registry and version, '' if none is written. images: where
        manifests deploy it by an image, each with that one.
    evidence: what shows that it is there. unsure: how it was found to be one with another name,
        where that is likely but not certain.
    """

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    engine: str = ""
    folder: bytes | None = None
    evidence: tuple[Evidence, ...] = ()
    unsure: tuple[str, ...] = ()
    owner: str = ""
    called: tuple[Evidence, ...] = ()
    built_by: frozenset[bytes] = frozenset()
    image: str = ""
    images: tuple[Evidence, ...] = ()


class ServiceEdge(Struct, frozen=True, kw_only=True):
    """One service depends on another; source and target are positions in ServiceGraph.services.

    kind: 'http', 'grpc', 'rpc' (by a name over a broker, or by a library's own protocol),
        'publish', 'consume', 'connect' (to a broker, which way is not known),
        'data', 'config', 'discovery', 'metrics' (traces, dashboards), 'auth', 'entry' (people come
        in).
    detail: verb and path, topic, or interface. confidence: 0..1.
    evidence: the line that calls first, then the way its address took, then what answers.
    sites: of the evidence the lines that call, one for each place.
    """

    source: int
    target: int
    kind: str
    confidence: float
    detail: str = ""
    evidence: tuple[Evidence, ...] = ()
    sites: tuple[Evidence, ...] = ()


ONLY_ONE_SURENESS = 0.7
"""Confidence that a service uses a store where no address leads there, but there is no other one of
its engine."""


class DataUse(Struct, frozen=True, kw_only=True):
    """A service uses a data store, or a data set in it.

    store: position in ServiceGraph.services. data_set: table, collection, topic, key or bucket
    path; '' for the store as such. mode: 'r', 'w', 'rw', 'define'; '' where it is not known.
    database: schema or database in the store, '' if unknown. sites: as of ServiceEdge.
    """

    service: int
    store: int
    data_set: str
    mode: str
    confidence: float
    database: str = ""
    evidence: tuple[Evidence, ...] = ()
    sites: tuple[Evidence, ...] = ()


class LostCall(Struct, frozen=True, order=True):
    """A call whose target is not known: where it stands, what is written, why it leads nowhere
    ('computed', 'no-such-host', 'no-service': the code belongs to no service). Also a data set of
    which it is not known in which of several stores it is ('ambiguous')."""

    path: bytes
    line: int
    written: str
    cause: str


class Api(Struct, frozen=True, kw_only=True, order=True):
    """That a service answers. kind: 'http', 'grpc', 'rpc'. count: of its endpoints, interfaces."""

    service: int
    kind: str
    where: Evidence
    count: int


class Unmet(Struct, frozen=True, kw_only=True, order=True):
    """Something asked of or offered to a service that has no other side in the system.

    kind: 'http', 'grpc' (service asks other for what that does not serve), 'publish', 'consume'
        (other is the broker, and nobody takes or sends it), 'unused' (nobody asks service for it).
    what: 'GET /items/{}', an interface or a topic. known: what is there instead, nearest first.
    """

    service: int
    other: int
    kind: str
    what: str
    where: Evidence
    known: tuple[str, ...] = ()


class OutsideHost(Struct, frozen=True, order=True):
    """A host that is none of the system's. callers: positions of the services that call it, sorted.
    sites: the lines that call, each once, sorted."""

    host: str
    callers: tuple[int, ...]
    sites: tuple[Evidence, ...]


class Library(Struct, frozen=True, kw_only=True):
    """Code of the system that nothing deploys and that services are made of. users: positions of
    those services, sorted. evidence: the lines of package manifests that ask for it."""

    name: str
    folder: bytes
    users: tuple[int, ...]
    evidence: tuple[Evidence, ...]


class Driver(Struct, frozen=True):
    """A kind of data store that a system may use: libraries that speak with it are asked for, code
    opens one, or settings name it. engine: as of StoreFact. evidence: the lines of package
    manifests that ask for them; opened: those of code; named: those of settings. Those near the top
    of the tree first."""

    engine: str
    evidence: tuple[Evidence, ...]
    opened: tuple[Evidence, ...] = ()
    named: tuple[Evidence, ...] = ()


class Program(Struct, frozen=True, order=True):
    """That code or a build file says that there is a program, whether or not anything deploys it.

    form: 'cargo-bin', 'go-main', 'dotnet-exe', 'jvm-main', 'console-script', 'django' (manage.py),
        'npm-bin', 'npm-start', 'meteor-main', 'composer-bin', 'gem-executable', 'php-script',
        'php-front' (index.php), 'app of x' (an application object of the framework x), 'server of
        x' (code that starts to listen by it).
    name: as it is started; of what has no name of its own that of its folder or file."""

    form: str
    name: str
    where: Evidence


class ServiceGraph(Struct, frozen=True, kw_only=True):
    """The system as services, sorted by name; edges and uses: sorted by what they join.

    apis: sorted by service; libraries: by folder; drivers: by engine; programs: by form, those
    near the top of the tree first. dockerfiles: sorted, tests and samples apart.
    unmet: where one side of a contract is missing.
    compared: how many requests of those whose target is known were held against what that serves.
    """

    services: tuple[Service, ...]
    edges: tuple[ServiceEdge, ...]
    uses: tuple[DataUse, ...]
    lost: tuple[LostCall, ...] = ()
    apis: tuple[Api, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    compared: int = 0
    outside: tuple[OutsideHost, ...] = ()
    libraries: tuple[Library, ...] = ()
    drivers: tuple[Driver, ...] = ()
    programs: tuple[Program, ...] = ()
    dockerfiles: tuple[bytes, ...] = ()


class ServiceCoverage(Struct, frozen=True):
    """How many files were asked what they say of services, and those that could not be read. Test
    code is not asked."""

    files: int
    unread: tuple[SkippedFile, ...] = ()

    @property
    def checked(self) -> int:
        """The files that could be."""
        return self.files - len({each.path for each in self.unread})
