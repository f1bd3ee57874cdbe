"""A surveyed tree and a spec to the map of a system: the graph, and who each module belongs to."""

from driftscan.graph.assemble import assemble
from driftscan.graph.components import Territory
from driftscan.model.spec import Spec
from driftscan.sources.source import Source
from driftscan.stages.caches import Caches
from driftscan.stages.coverage import coverage_of
from driftscan.stages.declared_tests import with_declared_tests
from driftscan.stages.expansion import spelled_out
from driftscan.stages.facts import FactReader
from driftscan.stages.generated import said_of, with_generated_marks
from driftscan.stages.map import Map
from driftscan.stages.names import NameReader
from driftscan.stages.ownership import code_owners_of
from driftscan.stages.survey import Survey
from driftscan.stages.target import Place
from driftscan.stages.used_tests import with_helpers, without_used


def build_map(
    place: Place, spec: Spec, source: Source, survey: Survey, caches: Caches, workers: int
) -> Map:
    """The map of what was surveyed, as this spec sees it."""
    modules = without_used(survey.modules, survey.resolved)
    modules = with_helpers(modules, survey.resolved)
    modules = with_declared_tests(modules, spec.sources)
    modules = with_generated_marks(modules, survey.generated, said_of(source, survey.marks))
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
