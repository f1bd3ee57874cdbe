"""What all files of a source say of services."""

from collections.abc import Callable
from functools import cache

from driftscan.extract.service_batch import OF_SERVICES, extract_service_batch
from driftscan.extract.service_registry import (
    SERVICE_EXTRACTORS,
    claims_for_services,
    service_extractors_for,
)
from driftscan.model.fact import Problem
from driftscan.model.service_fact import ServiceFacts
from driftscan.notation.translations import is_translation
from driftscan.sources.source import Source
from driftscan.stages.caches import Caches
from driftscan.stages.code_version import service_version
from driftscan.stages.journey import Journey, SaidOfTree, said_of_tree
from driftscan.store.keys import FactKeys
from driftscan.workers.supervise import Crew

ServiceFiles = SaidOfTree[ServiceFacts]


def service_files(
    source: Source,
    caches: Caches,
    workers: int,
    is_test: Callable[[bytes], bool],
    crew: Crew | None = None,
) -> ServiceFiles:
    """Facts of everything a source holds that speaks of services. What test code says is no part
    of a system, and what people are to read is no setting of it, so that is not even read. crew:
    see service_crew."""

    def is_apart(path: bytes) -> bool:
        return is_test(path) or is_translation(path)

    return said_of_tree(_JOURNEY, source, caches, workers, is_apart, crew)


@cache
def service_keys(extractor: str) -> FactKeys:
    """Keys of what an extractor says of contents."""
    return FactKeys(f"services/{extractor}", service_version(SERVICE_EXTRACTORS[extractor]))


def _failed(problem: Problem) -> ServiceFacts:
    return ServiceFacts(problems=(problem,))


_JOURNEY = Journey(
    kind=ServiceFacts,
    failed=_failed,
    claims=claims_for_services,
    extractors_for=service_extractors_for,
    extract=extract_service_batch,
    keys=service_keys,
    marks=(OF_SERVICES,),
    imports=lambda extractor: SERVICE_EXTRACTORS[extractor].imports,
)
