"""Services, data stores and how they use each other: what linking makes of service facts."""

from msgspec import Struct

from driftscan.model.scan import SkippedFile


class Evidence(Struct, frozen=True, order=True):
    """A line that says something. what: in a few words, '' where the line speaks for itself."""

    path: bytes
    line: int
    what: str = ""


class Service(Struct, frozen=True, kw_only=True):
    """Something that is deployed by itself, or that is reached over a network.

    name: as most of its manifests call it. aliases: its other names (host names, image, application
        name, folder), sorted.
    kind: 'service', 'frontend', 'job', 'gateway', 'library', 'infra' (config server, discovery,
        monitoring), 'datastore', 'broker', 'external' (not part of the system), 'user' (people).
    engine: of a data store or broker, as in StoreFact. folder: of its code, None if it has none.
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


class ServiceEdge(Struct, frozen=True, kw_only=True):
    """One service depends on another; source and target are positions in ServiceGraph.services.

    kind: 'http', 'grpc', 'publish', 'consume', 'connect' (to a broker, which way is not known),
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
    ('computed', 'no-such-host', 'no-service': the code belongs to no service)."""

    path: bytes
    line: int
    written: str
    cause: str


class OutsideHost(Struct, frozen=True, order=True):
    """A host that is none of the system's. callers: positions of the services that call it, sorted.
    sites: the lines that call, each once, sorted."""

    host: str
    callers: tuple[int, ...]
    sites: tuple[Evidence, ...]


class ServiceGraph(Struct, frozen=True, kw_only=True):
    """The system as services, sorted by name; edges and uses: sorted by what they join."""

    services: tuple[Service, ...]
    edges: tuple[ServiceEdge, ...]
    uses: tuple[DataUse, ...]
    lost: tuple[LostCall, ...] = ()
    outside: tuple[OutsideHost, ...] = ()


class ServiceCoverage(Struct, frozen=True):
    """How many files were asked what they say of services, and those that could not be read. Test
    code is not asked."""

    files: int
    unread: tuple[SkippedFile, ...] = ()

    @property
    def checked(self) -> int:
        """The files that could be."""
        return self.files - len({each.path for each in self.unread})
