"""Which programs of its own a system has, by name, and the files that say so. What manifests start
of others is told apart: a catalogue of templates has hundreds."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from driftscan.graph.code_bases import code_bases, with_code
from driftscan.model.service_graph import Evidence, Service, ServiceGraph
from driftscan.report.audit.starting import (
    by_code,
    dockerfile,
    is_built,
    line_text,
    listed,
    named,
    place_text,
    shows_pages,
    starts,
    told_by,
)
from driftscan.report.escape import name_text
from driftscan.report.terminal.layout import counted

_OWN = ("gateway", "service", "frontend", "job")
_PLACES = 3
_PASSING_ON = frozenset(["http", "grpc", "rpc"])


class _Programs(Struct, frozen=True):
    """Positions in the graph. started: by files, their code is known. built, coded, shown: no file
    starts them; a Dockerfile builds them, their code begins like a program, or they are pages.
    strange: started, and it is not known of what code. servers: those of others that pass on."""

    started: tuple[int, ...]
    built: tuple[int, ...]
    coded: tuple[int, ...]
    shown: tuple[int, ...]
    strange: tuple[int, ...]
    servers: tuple[int, ...]


def programs_text(graph: ServiceGraph) -> str:
    """A sentence; '' if there is no program. One image may be started as web server, worker and
    migration, so it says of how many code bases they are."""
    found = _sorted_out(graph)
    known = [*_started(graph, found), *_unstarted(graph, found)]
    clauses = [*known, *_strange(graph, found, is_first=not known), *_of_others(graph, found)]
    is_subject = found.strange and not known
    return f"Programs{' ' if is_subject else ': '}{'; '.join(clauses)}." if clauses else ""


def _sorted_out(graph: ServiceGraph) -> _Programs:
    groups: dict[str, list[int]] = {name: [] for name in _Programs.__struct_fields__}
    known = with_code(graph)
    for at, service in enumerate(graph.services):
        if group := _group(service, is_known=at in known):
            groups[group].append(at)
    return _Programs(**{name: tuple(each) for name, each in groups.items()})


def _group(service: Service, *, is_known: bool) -> str:
    is_ours = is_known and by_code(service) is not None
    if service.kind not in _OWN and not (service.kind == "infra" and is_ours):
        return ""
    if service.kind == "gateway" and not is_ours:
        return "servers"
    if not is_known:
        return "strange"
    if starts(service):
        return "started"
    if shows_pages(service):
        return "shown"
    return "built" if is_built(service) else "coded"


def _started(graph: ServiceGraph, found: _Programs) -> Iterator[str]:
    """`compose.yml starts 2 programs of the code here: api and web; k8s/ starts 1 more: cron`."""
    places = told_by({at: starts(graph.services[at]) for at in found.started})
    for number, (place, group) in enumerate(places[:_PLACES]):
        names = listed(named(graph.services[at]) for at in group)
        if number:
            yield f"{place_text(place)} starts {len(group):,} more: {names}"
        else:
            yield f"{place_text(place)} starts {_counted(graph, group)}: {names}"
    if rest := sum(len(group) for _, group in places[_PLACES:]):
        files = len(places) - _PLACES
        where = "1 other place starts" if files == 1 else f"{files:,} other places start"
        yield f"{where} {rest:,} more"


def _counted(graph: ServiceGraph, group: Sequence[int]) -> str:
    """`2 programs of the code here`, `10 programs of 9 code bases here`."""
    bases = len(code_bases(graph, group))
    whose = "the code" if bases == len(group) else counted(bases, "code base")
    return f"{counted(len(group), 'program')} of {whose} here"


def _unstarted(graph: ServiceGraph, found: _Programs) -> Iterator[str]:
    services = graph.services
    if found.built:
        names = listed(_placed(services[at], dockerfile(services[at])) for at in found.built)
        yield f"built by a Dockerfile, and started by no file that was read: {names}"
    if found.coded:
        names = listed(_placed(services[at], by_code(services[at])) for at in found.coded)
        if found.started or found.built:
            yield f"code that begins like a program, one of these or another: {names}"
        else:
            yield f"no file that was read starts or builds any; code begins like one in {names}"
    if found.shown:
        names = listed(_placed(services[at], by_code(services[at])) for at in found.shown)
        yield f"pages that browsers show: {names}"


def _placed(service: Service, where: Evidence | None) -> str:
    name = name_text(service.name)
    return f"{name} ({line_text(where)})" if where else name


def _strange(graph: ServiceGraph, found: _Programs, *, is_first: bool) -> Iterator[str]:
    """is_first: whether it goes on from the word `Programs`."""
    if found.strange:
        names = listed(_with_image(graph.services[at]) for at in found.strange)
        too = " too" if found.started else ""
        said = "of which the" if is_first else f"started{too}, but of which"
        yield f"{said} code is not known: {names}"


def _of_others(graph: ServiceGraph, found: _Programs) -> Iterator[str]:
    in_front = _in_front(graph, found)
    for is_before in (True, False):
        here = [at for at in found.servers if (at in in_front) == is_before]
        given = [at for at in here if _is_given_files(graph.services[at])]
        for group in (given, [at for at in here if at not in given]):
            if group:
                names = listed(name_text(graph.services[at].name) for at in group)
                kind = "a web server" if len(group) == 1 else "servers"
                what = f"{kind} of others with files from here" if group is given else ""
                yield _said(names, what or "made by others", len(group), is_before=is_before)


def _said(names: str, what: str, count: int, *, is_before: bool) -> str:
    if is_before:
        return f"in front {'stands' if count == 1 else 'stand'} {names}, {what}"
    return f"{what}, not seen to lead to a program here: {names}"


def _in_front(graph: ServiceGraph, found: _Programs) -> set[int]:
    """The servers from which requests are passed on to a program here, by others or not; where of
    none the code is known, to any that is started."""
    leads = {*found.started, *found.built, *found.coded, *found.shown} or {*found.strange}
    passed_on = [(each.source, each.target) for each in graph.edges if each.kind in _PASSING_ON]
    in_front: set[int] = set()
    while new := {
        source
        for source, target in passed_on
        if source in found.servers and source not in in_front and target in leads | in_front
    }:
        in_front |= new
    return in_front


def _is_given_files(service: Service) -> bool:
    """Whether pages, scripts or settings of a folder here are put into an image of others."""
    return service.folder is not None and is_built(service)


def _with_image(service: Service) -> str:
    """An image that is named with whose it is tells a reader what it is."""
    image = min((alias for alias in service.aliases if "/" in alias), default="")
    name = name_text(service.name)
    return f"{name} (image {name_text(image)})" if image else name
