"""What all files of a source hold of functions that are compared."""

from collections.abc import Callable
from functools import cache

from driftscan.extract.fragments.registry import (
    claims_for_fragments,
    extract_fragment_batch,
    fragment_extractors_for,
)
from driftscan.model import fragment
from driftscan.model.fact import Problem
from driftscan.model.fragment import FragmentFacts
from driftscan.sources.source import Source
from driftscan.stages.caches import Caches
from driftscan.stages.code_version import code_version
from driftscan.stages.journey import Journey, SaidOfTree, said_of_tree
from driftscan.store.keys import FactKeys, facts_layout

_MAKES = (
    *("extract/fragments", "extract/fragments/registry.py", "extract/generated.py"),
    "extract/possessive.py",
)


def fragments_in(
    source: Source, caches: Caches, workers: int, unwanted: Callable[[bytes], bool]
) -> SaidOfTree[FragmentFacts]:
    """Fragments of every file of a language. unwanted: paths that are not even read."""
    return said_of_tree(_JOURNEY, source, caches, workers, unwanted)


@cache
def _keys(language: str) -> FactKeys:
    version = f"{code_version(_MAKES)} {facts_layout(fragment)}"
    return FactKeys(f"fragments/{language}", version)


def _failed(problem: Problem) -> FragmentFacts:
    return FragmentFacts(problems=(problem,))


_JOURNEY = Journey(
    kind=FragmentFacts,
    failed=_failed,
    claims=claims_for_fragments,
    extractors_for=fragment_extractors_for,
    extract=extract_fragment_batch,
    keys=_keys,
)
