"""The whole journey: source tree, facts, graph, findings, result. Read this first."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from driftscan.errors import HistoryError
from driftscan.extract.claims import claims, claims_as_manifest
from driftscan.model.scan import Scan
from driftscan.model.spec import SourceSettings, Spec
from driftscan.sources.opening import open_source
from driftscan.sources.source import Claims, Source
from driftscan.stages.building import build_map
from driftscan.stages.caches import Caches, open_caches
from driftscan.stages.crew import crew_for
from driftscan.stages.judgement import judge_system
from driftscan.stages.map import Map
from driftscan.stages.request import Request as Request
from driftscan.stages.spec_reading import SpecReading, Stated
from driftscan.stages.target import Place, find_place, no_target, open_target
from driftscan.stages.terms import Before, Terms
from driftscan.stages.tree import survey_source
from driftscan.workers.supervise import Crew

if TYPE_CHECKING:  # most runs ask for no services and no history, and compare nothing
    from driftscan.model.backtest import Backtest
    from driftscan.model.cost import CostTable
    from driftscan.model.diff import Diff
    from driftscan.model.family import Criteria, Duplicates
    from driftscan.model.page import Page
    from driftscan.model.ranking import FirstThings
    from driftscan.model.sprawl import Sprawl
    from driftscan.model.teamwork import Owners
    from driftscan.model.term import Definitions
    from driftscan.report.audit.audited import Audit
    from driftscan.sources.revision import RevisionSource
    from driftscan.stages.deployed_code import Deployed
    from driftscan.stages.services import Services

_NOTHING_SAID = SourceSettings()


class Progress(Protocol):
    """Told what is being done, while it is being done."""

    def step(self, name: str, /) -> AbstractContextManager[object]:
        """A part of the journey begins; it ends with the context."""
        ...

    def advance(self, done: int, total: int, /) -> None:
        """So much of the part at hand is done."""
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
        return services_of(
            parts_of(maps),
            caches,
            request.workers,
            lambda: [map_system(each) for each in (request, *others)],
        )


def map_definitions(request: Request, progress: Progress | None = None) -> "Definitions":
    """What the components of a system say of each term that several of them define."""
    from driftscan.stages.definitions import definitions_of

    system = _map_manifests(request, progress)
    with _step(progress, "Reading definitions"):
        return definitions_of(system)


def map_duplicates(
    request: Request, criteria: "Criteria", progress: Progress | None = None, explained: int = 0
) -> "Duplicates":
    """Functions of a system that solve the same problem. explained: of how many families it is
    told what differs."""
    from driftscan.stages.duplicates import duplicates_of
    from driftscan.stages.oddities import with_differences

    system = _map_manifests(request, progress)
    with _step(progress, "Comparing functions"):
        found = duplicates_of(system, criteria)
    return with_differences(found, system.source, explained)


def cost_of_change(
    request: Request, progress: Progress | None = None, with_services: bool = False
) -> "CostTable":
    """What changes cost, by the history of the request's revision; HEAD where it names none.

    with_services: sums are over the services that are found, not over those of the spec alone.
    """
    from driftscan.stages.hotspots import cost_table
    from driftscan.stages.past import open_past

    place = find_place(request.path, request.config)
    caches = open_caches(place.root, request.use_cache)
    past = open_past(place.root, request.revision)
    deployed = _deployed(replace(request, revision=past.tip), progress) if with_services else None
    with _step(progress, "Reading the history"):
        return cost_table(place, past, caches, _advance(progress), deployed)


def _deployed(request: Request, progress: Progress | None) -> "Deployed":
    from driftscan.stages.deployed_code import deployed_by

    return deployed_by(map_services(request, progress).graph)


def ownership(
    request: Request, progress: Progress | None = None, by: str = "", names: bool = False
) -> "Owners":
    """Who owns what, and how many people work on it. by: 'owner', 'component', '' for whichever
    says more. names: also whom one could ask."""
    from driftscan.stages.past import open_past
    from driftscan.stages.teamwork import owners_with_history, owners_without_history
    from driftscan.stages.worked import worked_of

    system = None
    try:
        past = open_past(find_place(request.path, request.config).root, request.revision)
        system = map_system(replace(request, revision=past.tip), progress)
        with _step(progress, "Reading the history"):
            worked, table = worked_of(system.place, past, system.caches, _advance(progress))
    except HistoryError as missing:
        system = system or map_system(request, progress)
        return owners_without_history(system, str(missing), by)
    return owners_with_history(system, worked, table, by, names)


def ranking(
    request: Request,
    progress: Progress | None = None,
    with_findings: bool | None = None,
    with_services: bool = False,
) -> "tuple[CostTable, FirstThings | None]":
    """What changes cost; and with findings, these by what they cost and what changes together.

    with_findings: None for whether there is a spec beside the code that findings could come of.
    The commit that is ranked is the one that is scanned, so that both speak of the same files.
    """
    if with_findings is None:
        with_findings = bool(find_place(request.path, request.config).spec_file)
    if not with_findings:
        return cost_of_change(request, progress, with_services), None
    from driftscan.stages.first_things import first_things
    from driftscan.stages.past import open_past
    from driftscan.stages.worked import worked_of

    past = open_past(find_place(request.path, request.config).root, request.revision)
    asked = replace(request, revision=past.tip)
    system = map_system(asked, progress)
    deployed = _deployed(asked, progress) if with_services else None
    with _step(progress, "Reading the history"):
        worked, table = worked_of(system.place, past, system.caches, _advance(progress), deployed)
    found = judge_system(system, Terms(today=request.today)) if system.spec.file else None
    return table, first_things(system, found, worked)


def audit(
    requests: Sequence[Request], progress: Progress | None = None, remotes: Sequence[str] = ()
) -> "Audit":
    """All that can be found out of one repository, or of several as one system, without a spec.

    The newest commit of each is what is looked at. remotes: where each of them was cloned from.
    """
    from driftscan.stages.audit import audit_of, looked_at
    from driftscan.stages.services import parts_of, services_of

    named = zip(requests, remotes or [""] * len(requests), strict=True)
    found = [looked_at(*each, lambda asked: map_system(asked, progress)) for each in named]
    looked, maps = zip(*found, strict=True)
    with _step(progress, "Finding services"):
        services = services_of(parts_of(maps), maps[0].caches, requests[0].workers)
    with _step(progress, "Reading the history"):
        return audit_of(looked, services, _advance(progress))


def tool_sprawl(
    request: Request,
    progress: Progress | None = None,
    only: Sequence[str] = (),
    across_languages: bool = False,
    with_costs: bool = True,
) -> "Sprawl":
    """In how many ways the system does each thing. only: of these capabilities. with_costs: also
    what the files cost that would have to change, where there is a history."""
    from driftscan.stages.sprawl import costs_at, known_capabilities, sprawl_of

    system = map_system(request, progress)
    wanted = known_capabilities(system, only)
    with _step(progress, "Reading the history"):
        costs = costs_at(system, request, _advance(progress)) if with_costs else None
    with _step(progress, "Comparing"):
        return sprawl_of(system, wanted, costs, across_languages)


def one_page(request: Request, progress: Progress | None = None) -> "Page":
    """What somebody who reads no code should know of a system."""
    from driftscan.stages.briefing import one_page_of

    system, found = scan_with_map(request, progress)
    with _step(progress, "Reading the history"):
        return one_page_of(system, found, request, _advance(progress))


def week_in_review(request: Request, progress: Progress | None = None, days: int = 7) -> "Page":
    """What a review of the last days should speak about."""
    from driftscan.stages.reviewing import agenda_of

    system, found = scan_with_map(request, progress)
    with _step(progress, "Reading the history"):
        return agenda_of(system, found, request, days)


def hindsight(request: Request, progress: Progress | None = None) -> "Backtest":
    """What the ranking by expected change cost, and others, foretold in the past."""
    from driftscan.stages.past import open_past
    from driftscan.stages.testing_history import backtest_of

    place = find_place(request.path, request.config)
    caches = open_caches(place.root, request.use_cache)
    past = open_past(place.root, request.revision)
    with _step(progress, "Reading the history"):
        return backtest_of(place, past, caches, _advance(progress))


def _advance(progress: Progress | None) -> Callable[[int, int], None]:
    return progress.advance if progress else lambda done, total: None


def _map_manifests(request: Request, progress: Progress | None) -> Map:
    """A map of package manifests alone: services rarely need imports."""
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
    from driftscan.stages.before import judge_base

    earlier, source = _at_base(system, request, _head(request) or "HEAD", progress)
    return judge_base(earlier, source, system, request.base, terms)


def _at_base(
    system: Map, request: Request, head: str, progress: Progress | None
) -> "tuple[Map, RevisionSource]":
    """The system where the histories of base and head parted."""
    from driftscan.stages.before import open_base

    caches = open_caches(system.place.root, request.use_cache)
    source = open_base(system, request.base, head)
    with _step(progress, "Reading the code at the base"):
        stated = Stated(system.stated)
        return _map(system.place, stated, source, caches, request.workers, None, "base"), source


def compare(
    request: Request,
    progress: Progress | None,
    exactly: bool,
    with_services: bool,
    with_costs: bool = False,
) -> "Diff":
    """What differs between a system and its base. Without a revision the work tree counts.

    exactly: from the base itself, not from where the histories parted.
    """
    from driftscan.stages.before import judge_base
    from driftscan.stages.difference import difference, with_cost

    system = map_system(replace(request, base=""), progress)
    if not system.spec.file:
        raise no_target(system.place)
    terms = Terms(select=request.select, ignore=request.ignore, today=request.today)
    head = request.base if exactly else request.revision or "HEAD"
    earlier, source = _at_base(system, request, head, progress)
    with _step(progress, "Comparing"):
        before = judge_base(earlier, source, system, request.base, terms)
        result = judge_system(system, terms, before)
        found = difference(earlier, system, source, result, request.base, with_services)
    if not with_costs:
        return found
    with _step(progress, "Reading the history"):
        return with_cost(found, earlier, system, source)


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
        return build_map(place, spec, source, survey, caches, workers)


def _step(progress: Progress | None, name: str) -> AbstractContextManager[object]:
    return progress.step(name) if progress else nullcontext()
