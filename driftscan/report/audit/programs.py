"""Which programs files start, by name and line: those of the code here, and those of images that
nothing here is seen to build. What others made to keep data or pass messages on is told apart."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from msgspec import Struct

from driftscan.graph.code_bases import with_code
from driftscan.model.service_graph import Service, ServiceGraph
from driftscan.report.audit.starting import (
    NAMED,
    SAMPLES,
    by_code,
    is_aside,
    is_for_work,
    is_of,
    is_tool,
    listed,
    named,
    place_text,
    some,
    started_at,
    starts,
    told_by,
)
from driftscan.report.escape import name_text, path_text
from driftscan.report.terminal.layout import counted

_OWN = ("gateway", "service", "frontend", "job", "infra")
_OF_OTHERS = ("gateway", "infra")  # where no code is known
_PLACES = 3
_IMAGES = 4
_DOCKERFILES = 4
_HIDDEN = re.compile(rb"(?:^|/)\.[^/]+/")


class _Programs(Struct, frozen=True):
    """places: those that start programs from files here, each with positions in the graph of what
    it is told to start. images: by position the place of what the same places start by an image
    alone; a name that is only like that of a folder says too little."""

    places: list[tuple[bytes, list[int]]]
    images: dict[int, bytes]


def programs_text(graph: ServiceGraph) -> str:
    """One or two sentences; '' if no file starts a program, or builds an image."""
    found = _sorted_out(graph)
    clauses = [*_started(graph, found), *_of_images(graph, found)]
    starting = f"Deployment: {'; '.join(clauses)}." if clauses else ""
    return " ".join(text for text in (starting, _dockerfiles(graph)) if text)


def _sorted_out(graph: ServiceGraph) -> _Programs:
    known = with_code(graph)
    all_started = [
        at for at, each in enumerate(graph.services) if each.kind in _OWN and starts(each)
    ]
    ours = [at for at in all_started if _is_ours(graph.services[at], is_known=at in known)]
    images = {
        at: starts(graph.services[at])
        for at in all_started
        if at not in ours and _runs_an_image(graph.services[at])
    }
    places = _told(graph, ours)
    # What files start beside programs of the code here; where there is no code, the file that
    # starts most. Images beside code that no file starts are there to work on it or to test it.
    beside = {place for place, _ in places[:_PLACES]}
    if not (beside or graph.programs):
        beside = {place for place, _ in told_by(images, _plain(images))[:1]}
    shown = {at: each & beside for at, each in images.items() if each & beside}
    return _Programs(places, {at: min(each, key=_near_the_top) for at, each in shown.items()})


def _is_ours(service: Service, *, is_known: bool) -> bool:
    """Whether a manifest builds it here, or its name is surely that of code here."""
    return bool(service.built_by) or (is_known and not service.unsure)


def _runs_an_image(service: Service) -> bool:
    """Whether that is how a manifest starts it, and it is no product known for what it passes on or
    looks after."""
    return bool(service.image) and (service.kind not in _OF_OTHERS or bool(service.unsure))


def _told(graph: ServiceGraph, ours: Sequence[int]) -> list[tuple[bytes, list[int]]]:
    starting = {at: starts(graph.services[at]) for at in ours}
    return told_by(starting, _plain(starting))


def _plain(starting: Mapping[int, Set[bytes]]) -> Set[bytes]:
    """The places that are not there for those who develop or test alone."""
    return {place for each in starting.values() for place in each if not is_aside(place)}


def _started(graph: ServiceGraph, found: _Programs) -> Iterator[str]:
    """`compose.yml starts api and web from files here (lines 3 and 9)`: it builds them, or mounts
    what they run; `k8s/ starts cron of the code here too`: by an image."""
    for number, (place, group) in enumerate(found.places[:_PLACES]):
        services = _in_order([graph.services[at] for at in group], place)
        names = listed(_titled(each, place) for each in services)
        is_from_here = all(_is_built_at(each, place) for each in services)
        whose = " from files here" if is_from_here else " of the code here"
        whose += " too" if number else ""
        yield f"{_place(place)} starts {names}{whose}{_lines(place, services)}"
    if rest := sum(len(group) for _, group in found.places[_PLACES:]):
        files = len(found.places) - _PLACES
        where = "1 other place starts" if files == 1 else f"{files:,} other places start"
        yield f"{where} {rest:,} more"
    starting = [starts(graph.services[at]) for _, group in found.places for at in group]
    told = {place for place, _ in found.places}
    if again := sorted(set().union(*starting) - told, key=_near_the_top):
        verb = "starts" if len(again) == 1 else "start"
        how = "all" if all(each.issuperset(again) for each in starting) else "some or all"
        by = _by_what(graph, found, again)
        yield f"{listed(map(place_text, again), _PLACES)} {verb} {how} of these, too{by}"


def _by_what(graph: ServiceGraph, found: _Programs, again: Sequence[bytes]) -> str:
    """Nothing where the first places run images as well, or these name none."""
    told = [(graph.services[at], place) for place, group in found.places for at in group]
    if not any(_is_built_at(*each) for each in told):
        return ""
    pairs = [(each, place) for each, _ in told for place in again if place in starts(each)]
    by_image = [not _is_built_at(*pair) and _has_image_at(*pair) for pair in pairs]
    if True not in by_image:
        return ""
    return ", by images" if all(by_image) else ", some by images"


def _has_image_at(service: Service, place: bytes) -> bool:
    return any(is_of(each.path, place) for each in service.images)


def _in_order(services: Sequence[Service], place: bytes) -> Sequence[Service]:
    """As one file has them; those of a folder as they are."""
    if place.endswith(b"/"):
        return services
    return sorted(services, key=lambda each: started_at(each, place).line)


def _place(place: bytes) -> str:
    """With what it is for, where its name says that."""
    text = place_text(place)
    return f"{text}, for development or tests by its name," if is_for_work(place) else text


def _is_built_at(service: Service, place: bytes) -> bool:
    return any(is_of(path, place) for path in service.built_by)


def _near_the_top(place: bytes) -> tuple[int, bytes]:
    return place.count(b"/"), place


def _lines(place: bytes, group: Sequence[Service]) -> str:
    """Where in one file each of them is started; of a folder its name says enough."""
    if place.endswith(b"/"):
        return ""
    shown = group if len(group) <= NAMED else group[: NAMED - 1]
    lines = [f"{started_at(each, place).line:,}" for each in shown]
    return f" ({'line' if len(lines) == 1 else 'lines'} {listed(lines)})"


def _titled(service: Service, place: bytes) -> str:
    """With what it is."""
    called = started_at(service, place).what if service.called else ""
    if service.kind == "gateway" and by_code(service) is None:
        return f"{name_text(called or service.name)} (a server of others with files from here)"
    return named(service, called)


def _of_images(graph: ServiceGraph, found: _Programs) -> Iterator[str]:
    """What runs by an image alone; it may be of code that lies elsewhere, or of others."""
    if found.images:
        placed = (_placed(graph.services[at], place) for at, place in found.images.items())
        beside = " beside them" if found.places else ""
        said = f"images that nothing here is seen to build run{beside}"
        yield f"{said}, as {some(placed, _IMAGES)}"


def _placed(service: Service, place: bytes) -> str:
    """With the image that this line names: another file may start it by another one."""
    where = started_at(service, place)
    name = where.what if service.called else service.name
    line = (where.path, where.line)
    image = next((e.what for e in service.images if (e.path, e.line) == line), "")
    said = [name_text(image)] if image else []
    return f"{name_text(name)} ({', '.join([*said, f'{path_text(where.path)}:{where.line}'])})"


def _dockerfiles(graph: ServiceGraph) -> str:
    """The files by which images are built: all, for what is in them nobody need guess."""
    seen = (each for each in graph.dockerfiles if not _HIDDEN.search(each))
    paths = sorted(seen, key=lambda each: (is_tool(each), each.count(b"/"), each))
    if not paths:
        return ""
    names = listed(map(path_text, paths), _DOCKERFILES)
    # Where there is nothing but samples, they are what is built.
    are_samples = all(SAMPLES.search(each) for each in paths)
    aside = "tests" if are_samples else "tests, benchmarks, samples"
    return f"{counted(len(paths), 'Dockerfile')}, {aside}, hidden files and folders apart: {names}."
