"""The whole journey: source tree, facts, graph, findings, result. Read this first."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING

from msgspec.structs import replace

from driftscan.extract.claims import claims, claims_as_manifest
from driftscan.model.scan import Scan
from driftscan.model.spec import SourceSettings, Spec
from driftscan.sources.opening import open_source
from driftscan.sources.source import Claims, Source
from driftscan.stages.building import build_map
from driftscan.stages.caches import Caches, held, open_caches
from driftscan.stages.crew import crew_for
from driftscan.stages.map import Map
from driftscan.stages.progress import Progress, step
from driftscan.stages.request import Request as Request
from driftscan.stages.spec_reading import SpecReading, Stated
from driftscan.stages.target import Place, find_place, no_target, open_target
from driftscan.stages.terms import Before, Terms
from driftscan.stages.tree import survey_source
from driftscan.workers.supervise import Crew

if TYPE_CHECKING:  # most runs compare nothing
    from driftscan.sources.revision import RevisionSource

_NOTHING_SAID = SourceSettings()


def scan(request: Request, progress: Progress | None = None) -> Scan:
    """Check a system against its target state. Raises DriftscanError where that can't be done."""
    return scan_with_map(request, progress)[1]


def scan_with_map(
    request: Request, progress: Progress | None = None, crew: Crew | None = None
) -> tuple[Map, Scan]:
    """The same, with the system that the scan speaks of. crew: see map_system."""
    system = map_system(request, progress, crew)
    if not system.spec.file:
        raise no_target(system.place)
    from driftscan.stages.judgement import judge_system  # a graph of services needs none of it

    terms = Terms(
        select=request.select,
        ignore=request.ignore,
        today=request.today,
        strict_baseline=request.strict_baseline,
    )
    before = _before(system, request, terms, progress) if request.base else None
    with step(progress, "Checking the rules"):
        return system, judge_system(system, terms, before)


def scan_as_if(request: Request, system: Map, path: bytes, content: bytes) -> Scan:
    """The scan of a system in which one file has this content; nothing is written."""
    from driftscan.sources.overlay import Overlay
    from driftscan.stages.judgement import judge_system

    caches = open_caches(system.place.root, request.use_cache)
    source = Overlay(system.source, path, content)
    changed = _map(system.place, Stated(system.stated), source, caches, request.workers, None)
    return judge_system(changed, Terms(today=request.today))


def map_system(
    request: Request,
    progress: Progress | None = None,
    crew: Crew | None = None,
    is_asked_again: bool = False,
) -> Map:
    """Build the graph of a system; it needs no target state for that. crew: of crew_for(request),
    if workers were started before all this was loaded. is_asked_again: what files say will be asked
    for once more, so it is held in memory where no cache keeps it."""
    place = replace(find_place(request.path, request.config), staged=request.staged)
    caches = open_caches(place.root, request.use_cache)
    caches = held(caches) if is_asked_again else caches
    with nullcontext(crew) if crew else crew_for(request) as crew:
        reading, source = open_target(place, _head(request), caches)
        return _map(place, reading, source, caches, request.workers, progress, crew=crew)


def map_manifests(
    request: Request,
    progress: Progress | None,
    crew: Crew | None = None,
    meanwhile: Callable[[], object] = lambda: None,
) -> Map:
    """A map of package manifests alone: services rarely need imports. crew: see service_crew.
    meanwhile: called while a worker starts."""
    place = find_place(request.path, request.config)
    caches = open_caches(place.root, request.use_cache)
    reading, source = open_target(place, request.revision, caches)
    return _map(
        place,
        reading,
        source,
        caches,
        request.workers,
        progress,
        slot=" manifests",
        crew=crew,
        claimed=claims_as_manifest,
        meanwhile=meanwhile,
    )


def map_without(
    request: Request, unwanted: Callable[[bytes], bool], crew: Crew | None = None
) -> Map:
    """A map of what code imports, without some files that nobody asks about. crew: as above."""
    from driftscan.sources.without import Without

    place = find_place(request.path, request.config)
    caches = open_caches(place.root, request.use_cache)
    reading, source = open_target(place, request.revision, caches)
    source = Without(source, unwanted)
    return _map(place, reading, source, caches, request.workers, None, slot=" without", crew=crew)


def _head(request: Request) -> str:
    """The revision to scan, '' for the work tree or the index."""
    return request.revision or ("HEAD" if request.base and not request.staged else "")


def _before(system: Map, request: Request, terms: Terms, progress: Progress | None) -> Before:
    """What held at the base, against the same target state."""
    from driftscan.stages.before import judge_base

    earlier, source = map_at_base(system, request, _head(request) or "HEAD", progress)
    return judge_base(earlier, source, system, request.base, terms)


def map_at_base(
    system: Map, request: Request, head: str, progress: Progress | None
) -> "tuple[Map, RevisionSource]":
    """The system where the histories of base and head parted."""
    from driftscan.stages.before import open_base

    caches = open_caches(system.place.root, request.use_cache)
    source = open_base(system, request.base, head)
    with step(progress, "Reading the code at the base"):
        stated = Stated(system.stated)
        return _map(system.place, stated, source, caches, request.workers, None, "base"), source


def map_without_target(
    request: Request,
    progress: Progress | None = None,
    sources: SourceSettings = _NOTHING_SAID,
) -> Map:
    """The same for PATH itself, as if it had no target state yet. sources: what to look at."""
    caches = open_caches(request.path, request.use_cache)
    source = open_source(request.path, request.revision, sources)
    stated = Stated(Spec(sources=sources))
    return _map(Place(request.path), stated, source, caches, request.workers, progress)


def _map(
    place: Place,
    reading: SpecReading | Stated,
    source: Source,
    caches: Caches,
    workers: int,
    progress: Progress | None,
    slot: str = "",
    crew: Crew | None = None,
    claimed: Claims = claims,
    meanwhile: Callable[[], object] = lambda: None,
) -> Map:
    with step(progress, "Reading the code"):
        survey = survey_source(
            source,
            reading.sources.roots,
            caches,
            workers,
            slot,
            crew=crew,
            is_often=place.staged,
            claimed=claimed,
            meanwhile=lambda: (meanwhile(), reading.spec),
        )
        spec = reading.spec
    with step(progress, "Building the graph"):
        return build_map(place, spec, source, survey, caches, workers)
