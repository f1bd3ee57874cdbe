"""The parts that the JSON of `check` and of `graph` have in common."""

from collections.abc import Iterable

from msgspec import Struct

from driftscan.model.graph import Unresolved
from driftscan.model.location import Location
from driftscan.model.scan import Coverage, SkippedFile
from driftscan.model.source import LeftOut
from driftscan.report.escape import path_text


class EvidenceJson(Struct):
    """A line that states a dependency; line 0 is the file as a whole."""

    path: str
    line: int


class SkippedJson(Struct):
    """A file, or something in it, that could not be read."""

    path: str
    line: int
    extractor: str
    code: str
    message: str


class LeftOutJson(Struct):
    """A path that was not read on purpose."""

    path: str
    code: str
    reason: str


class CoverageJson(Struct):
    """How much of the tree the result speaks of."""

    files: int
    checked: int
    references: int
    unresolved: int
    modules: int
    assigned: int
    generated: int
    dependencies: int
    externals: int
    ignored: int
    skipped: list[SkippedJson]
    problems: list[SkippedJson]
    left_out: list[LeftOutJson]


class UnresolvedJson(Struct):
    """A reference whose target is not known."""

    path: str
    line: int
    written: str
    cause: str
    detail: str


def evidence_json(locations: Iterable[Location]) -> list[EvidenceJson]:
    """Locations with their paths as text."""
    return [EvidenceJson(path_text(where.path), where.line) for where in locations]


def coverage_json(coverage: Coverage) -> CoverageJson:
    """Coverage with its paths as text; unresolved references are a list of their own."""
    return CoverageJson(
        files=coverage.files,
        checked=coverage.checked,
        references=coverage.references,
        unresolved=coverage.unresolved,
        modules=coverage.modules,
        assigned=coverage.assigned,
        generated=coverage.generated,
        dependencies=coverage.dependencies,
        externals=coverage.externals,
        ignored=coverage.ignored,
        skipped=[skipped_json(file) for file in coverage.skipped],
        problems=[skipped_json(file) for file in coverage.problems],
        left_out=[_left_out(path) for path in coverage.left_out],
    )


def unresolved_json(references: Iterable[Unresolved]) -> list[UnresolvedJson]:
    """Unresolved references with their paths as text."""
    return [
        UnresolvedJson(
            path_text(reference.path),
            reference.line,
            reference.written,
            reference.cause,
            reference.detail,
        )
        for reference in references
    ]


def skipped_json(file: SkippedFile) -> SkippedJson:
    """With its path as text."""
    problem = file.problem
    message = problem.message
    return SkippedJson(path_text(file.path), problem.line, file.extractor, problem.code, message)


def _left_out(left_out: LeftOut) -> LeftOutJson:
    return LeftOutJson(path_text(left_out.path), left_out.code, left_out.reason)
