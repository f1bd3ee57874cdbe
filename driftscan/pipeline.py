"""The whole journey: source tree, facts, graph, findings, result. Read this first."""

import datetime
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from msgspec import Struct

from driftscan.graph.assemble import assemble
from driftscan.graph.components import Territory
from driftscan.model.scan import Scan
from driftscan.model.spec import Spec
from driftscan.sources.opening import open_source
from driftscan.sources.source import Source
from driftscan.stages.caches import Caches, open_caches
from driftscan.stages.coverage import coverage_of
from driftscan.stages.facts import FactReader
from driftscan.stages.judgement import judge_system
from driftscan.stages.map import Map
from driftscan.stages.names import NameReader
from driftscan.stages.ownership import code_owners_of
from driftscan.stages.target import Place, find_place, no_target, open_target
from driftscan.stages.tree import survey_source


class Request(Struct, frozen=True, kw_only=True):
    """What a user asks for.

    path: what to scan. revision: a git revision to scan instead of the work tree.
    config: the spec file, '' to look for it. today: the day that dates are judged by.
    select, ignore: rule names or kinds of check. workers: processes, 0 for one per core.
    """

    path: str = "."
    revision: str = ""
    config: str = ""
    use_cache: bool = True
    today: datetime.date
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    workers: int = 0


class Progress(Protocol):
    """Told what is being done, while it is being done."""

    def step(self, name: str, /) -> AbstractContextManager[object]:
        """A part of the journey begins; it ends with the context."""
        ...


def scan(request: Request, progress: Progress | None = None) -> Scan:
    """Check a system against its target state. Raises DriftscanError where that can't be done."""
    return scan_with_map(request, progress)[1]


def scan_with_map(request: Request, progress: Progress | None = None) -> tuple[Map, Scan]:
    """The same, with the system that the scan speaks of."""
    system = map_system(request, progress)
    if not system.spec.file:
        raise no_target(system.place)
    with _step(progress, "Checking the rules"):
        return system, judge_system(system, request.select, request.ignore, request.today)


def map_system(request: Request, progress: Progress | None = None) -> Map:
    """Build the graph of a system; it needs no target state for that."""
    place = find_place(request.path, request.config)
    caches = open_caches(place.root, request.use_cache)
    spec, source = open_target(place, request.revision, caches)
    return _map(place, spec, source, caches, request.workers, progress)


def map_without_target(request: Request, progress: Progress | None = None) -> Map:
    """The same for PATH itself, as if it had no target state yet."""
    caches = open_caches(request.path, request.use_cache)
    source = open_source(request.path, request.revision)
    return _map(Place(request.path), Spec(), source, caches, request.workers, progress)


def _map(
    place: Place,
    spec: Spec,
    source: Source,
    caches: Caches,
    workers: int,
    progress: Progress | None,
) -> Map:
    with _step(progress, "Reading the code"):
        survey = survey_source(source, spec.sources.roots, caches, workers)
    with _step(progress, "Building the graph"):
        graph = assemble(survey.modules, survey.resolved)
        territory = Territory(spec.components, graph.modules)
        assigned = sum(1 for home in territory.home if home >= 0)
        coverage = coverage_of(survey, graph, assigned)
        owners = code_owners_of(survey)
    reader = FactReader(source.read, caches.facts, workers)
    names = NameReader(graph, survey.snapshot.records, source, reader)
    return Map(place, spec, source, graph, territory, coverage, names, survey.folders, owners)


def _step(progress: Progress | None, name: str) -> AbstractContextManager[object]:
    return progress.step(name) if progress else nullcontext()
