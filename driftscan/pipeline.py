"""The whole journey: source tree, facts, graph, findings, result. Read this first."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from driftscan.extract.claims import claims, claims_as_manifest
from driftscan.graph.assemble import assemble
from driftscan.graph.components import Territory
from driftscan.model.scan import Scan
from driftscan.model.spec import SourceSettings, Spec
from driftscan.sources.opening import open_source
from driftscan.sources.source import Claims, Source
from driftscan.stages.caches import Caches, open_caches
from driftscan.stages.coverage import coverage_of
from driftscan.stages.crew import crew_for
from driftscan.stages.declared_tests import with_declared_tests
from driftscan.stages.expansion import spelled_out
from driftscan.stages.facts import FactReader
from driftscan.stages.generated import with_generated_marks
from driftscan.stages.judgement import judge_system
from driftscan.stages.map import Map
from driftscan.stages.names import NameReader
from driftscan.stages.ownership import code_owners_of
from driftscan.stages.request import Request as Request
from driftscan.stages.spec_reading import SpecReading, Stated
from driftscan.stages.target import Place, find_place, no_target, open_target
from driftscan.stages.terms import Before, Terms
from driftscan.stages.tree import survey_source
from driftscan.workers.supervise import Crew

if TYPE_CHECKING:  # most runs ask for no services
    from driftscan.stages.services import Services

_NOTHING_SAID = SourceSettings()


class Progress(Protocol):
    """Told what is being done, while it is being done."""

    def step(self, name: str, /) -> AbstractContextManager[object]:
        """A part of the journey begins; it ends with the context."""
        ...


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
    terms = Terms(
        select=request.select,
        ignore=request.ignore,
        today=request.today,
        strict_baseline=request.strict_baseline,
    )
    before = _before(system, request, terms, progress) if request.base else None
    with _step(progress, "Checking the rules"):
        return system, judge_system(system, terms, before)


def scan_as_if(request: Request, system: Map, path: bytes, content: bytes) -> Scan:
    """The scan of a system in which one file has this content; nothing is written."""
    from driftscan.sources.overlay import Overlay

    caches = open_caches(system.place.root, request.use_cache)
    source = Overlay(system.source, path, content)
    changed = _map(system.place, Stated(system.stated), source, caches, request.workers, None)
    return judge_system(changed, Terms(today=request.today))


def map_system(request: Request, progress: Progress | None = None, crew: Crew | None = None) -> Map:
    """Build the graph of a system; it needs no target state for that. crew: of crew_for(request),
    if workers were started before all this was loaded."""
    place = replace(find_place(request.path, request.config), staged=request.staged)
    caches = open_caches(place.root, request.use_cache)
    with nullcontext(crew) if crew else crew_for(request) as crew:
        reading, source = open_target(place, _head(request), caches)
        return _map(place, reading, source, caches, request.workers, progress, crew=crew)


def map_services(
    request: Request, progress: Progress | None = None, others: Sequence[Request] = ()
) -> "Services":
    """The system's services, how they talk and the data they use. others: further repositories of
    the same system."""
    from driftscan.stages.services import parts_of, services_of

    maps = [_map_manifests(each, progress) for each in (request, *others)]
    caches = open_caches(maps[0].place.root, request.use_cache)
    with _step(progress, "Finding services"):
        return services_of(parts_of(maps), caches, request.workers)


def _map_manifests(request: Request, progress: Progress | None) -> Map:
    """A map of package manifests alone: services need no imports."""
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
        claimed=claims_as_manifest,
    )


def _head(request: Request) -> str:
    """The revision to scan, '' for the work tree or the index."""
    return request.revision or ("HEAD" if request.base and not request.staged else "")


def _before(system: Map, request: Request, terms: Terms, progress: Progress | None) -> Before:
    """What held at the base, against the same target state."""
    from driftscan.stages.before import judge_base, open_base

    caches = open_caches(system.place.root, request.use_cache)
    source = open_base(system, request.base, _head(request) or "HEAD")
    with _step(progress, "Reading the code at the base"):
        earlier = _map(
            system.place, Stated(system.stated), source, caches, request.workers, None, "base"
        )
        return judge_base(earlier, source, system, request.base, terms)


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
) -> Map:
    with _step(progress, "Reading the code"):
        survey = survey_source(
            source,
            reading.sources.roots,
            caches,
            workers,
            slot,
            crew=crew,
            claimed=claimed,
            meanwhile=lambda: reading.spec,
        )
        spec = reading.spec
    with _step(progress, "Building the graph"):
        modules = with_declared_tests(survey.modules, spec.sources)
        modules = with_generated_marks(modules, survey.generated, survey.marks)
        graph = assemble(modules, survey.resolved)
        target = spelled_out(spec, survey.folders, survey.modules)
        territory = Territory(target.spec.components, graph.modules)
        assigned = sum(1 for home in territory.home if home >= 0)
        coverage = coverage_of(survey, graph, assigned)
    reader = FactReader(source.read, caches.facts, workers)
    return Map(
        place=place,
        spec=target.spec,
        stated=spec,
        source=source,
        graph=graph,
        territory=territory,
        coverage=coverage,
        survey=survey,
        caches=caches,
        workers=workers,
        names=NameReader(graph, survey.snapshot.records, source, reader),
        folders=survey.folders,
        code_owners=code_owners_of(survey),
        suppressions=survey.suppressions,
        meaningless=target.meaningless,
    )


def _step(progress: Progress | None, name: str) -> AbstractContextManager[object]:
    return progress.step(name) if progress else nullcontext()
