"""The services of a system: facts of its files and of its package manifests, linked."""

from driftscan.model.service_graph import ServiceGraph
from driftscan.services.facts import FactFile, TreeFacts, without_tests
from driftscan.services.link import link
from driftscan.sources.source import Source
from driftscan.stages.caches import Caches
from driftscan.stages.service_facts import ServiceFiles, service_files
from driftscan.stages.survey import Survey


def services_of(survey: Survey, source: Source, caches: Caches, workers: int) -> ServiceGraph:
    """What a surveyed tree is as services."""
    files = service_files(source, caches, workers)
    return link(_tree(survey, files))


def _tree(survey: Survey, files: ServiceFiles) -> TreeFacts:
    tests = frozenset(module.path for module in survey.modules if module.is_test)
    found = [FactFile(each.path, each.extractor, each.facts) for each in files.files]
    return TreeFacts(
        without_tests(found, tests),
        {r.file.path: r.manifest for r in survey.snapshot.records if r.manifest},
        frozenset([*files.folders, *survey.folders]),
    )
