"""What all files of a system say of capabilities beside their imports."""

from functools import cache

from driftscan.extract.homemade.registry import (
    capability_extractors_for,
    claims_for_capabilities,
    extract_capability_batch,
)
from driftscan.model.capability_fact import CapabilityFacts
from driftscan.model.fact import Problem
from driftscan.services.facts import is_test_code
from driftscan.stages.code_version import MAKES_FACTS, code_version
from driftscan.stages.journey import Journey, said_of_tree
from driftscan.stages.map import Map
from driftscan.store.keys import FactKeys


def capability_facts(system: Map) -> dict[bytes, CapabilityFacts]:
    """By path, of those that say anything. What test code says is not even read."""
    tests = frozenset(module.path for module in system.survey.modules if module.is_test)
    said = said_of_tree(
        _JOURNEY,
        system.source,
        system.caches,
        system.workers,
        lambda path: path in tests or is_test_code(path),
    )
    return {file.path: file.facts for file in said.files}


@cache
def _keys(language: str) -> FactKeys:
    """Keys of what is said in a language."""
    return FactKeys(f"capabilities/{language}", code_version((*MAKES_FACTS, "extract/homemade")))


def _failed(problem: Problem) -> CapabilityFacts:
    return CapabilityFacts(problems=(problem,))


_JOURNEY = Journey(
    kind=CapabilityFacts,
    failed=_failed,
    claims=claims_for_capabilities,
    extractors_for=capability_extractors_for,
    extract=extract_capability_batch,
    keys=_keys,
)
