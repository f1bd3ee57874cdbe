"""The terms of a system: what all files say of them, held against each other by component."""

from collections.abc import Callable
from functools import cache

from driftscan.definitions.compare import compared
from driftscan.definitions.gathered import gathered
from driftscan.extract.definition_registry import (
    DEFINITION_EXTRACTORS,
    claims_for_definitions,
    definition_extractors_for,
    extract_definition_batch,
)
from driftscan.extract.generated import is_generated_name
from driftscan.model import definition
from driftscan.model.definition import DefinitionFacts
from driftscan.model.fact import Problem
from driftscan.model.scan import SkippedFile
from driftscan.model.term import Definitions
from driftscan.stages.code_for_tests import tests_of
from driftscan.stages.code_version import definition_version
from driftscan.stages.generated import said_of
from driftscan.stages.journey import Journey, SaidOfTree, said_of_tree
from driftscan.stages.map import Map
from driftscan.stages.named_parts import part_of_path
from driftscan.store.keys import FactKeys, facts_layout

_PAST = b"migrations"
# What a program has written, as the folder says; no mark in it does.
_WRITTEN = frozenset((b"generated", b"__generated__", b"codegen"))


def definitions_of(system: Map) -> Definitions:
    """Terms that several components of a surveyed tree define."""
    said = said_of_tree(_JOURNEY, system.source, system.caches, system.workers, _unwanted(system))
    part_of = part_of_path(system)
    moved = frozenset(part_of(path) for path in said.unwanted if _is_past(path))
    found = gathered(((file.path, file.facts) for file in said.files), part_of, moved)
    vocabulary = compared(found)
    return Definitions(
        terms=vocabulary.terms,
        vocabulary=vocabulary,
        components=found.components,
        files=len(said.paths),
        entities=len(found.entities),
        meanings=len(found.meanings),
        constants=len(found.constants),
        unread=_unread(said),
        named_by="spec" if system.spec.components else "tree",
        root=system.place.root,
        revision=system.source.revision,
    )


def _unwanted(system: Map) -> Callable[[bytes], bool]:
    """Test code; what programs or others wrote; and migrations in code, for a script of one says
    what was changed, and not what holds (those in SQL are put together)."""
    is_test = tests_of(system)
    said = said_of(system.source, system.survey.marks)

    def unwanted(path: bytes) -> bool:
        if _is_past(path) or _is_written(path) or is_test(path):
            return True
        return said.by_others(path, is_generated_name(path))

    return unwanted


def _is_written(path: bytes) -> bool:
    return not _WRITTEN.isdisjoint(path.lower().split(b"/")[:-1])


def _is_past(path: bytes) -> bool:
    """Whether a file is a migration in code."""
    return _PAST in path.lower().split(b"/")[:-1] and not path.endswith(b".sql")


def _unread(said: SaidOfTree[DefinitionFacts]) -> tuple[SkippedFile, ...]:
    """Files that could not be read, each once."""
    fatal = [each for each in said.problems if each.problem.fatal]
    closed = [
        SkippedFile(each.path, "", Problem(each.code, each.reason, fatal=True))
        for each in said.left_out
        if each.code in ("unreadable", "too-large")
    ]
    return tuple(sorted({each.path: each for each in reversed([*fatal, *closed])}.values()))


@cache
def definition_keys(extractor: str) -> FactKeys:
    """Keys of what an extractor says of contents."""
    version = definition_version(DEFINITION_EXTRACTORS[extractor])
    return FactKeys(f"definitions/{extractor}", f"{version}\0{facts_layout(definition)}")


def _failed(problem: Problem) -> DefinitionFacts:
    return DefinitionFacts(problems=(problem,))


_JOURNEY = Journey(
    kind=DefinitionFacts,
    failed=_failed,
    claims=claims_for_definitions,
    extractors_for=definition_extractors_for,
    extract=extract_definition_batch,
    keys=definition_keys,
)
