"""How much of the tree a result speaks of."""

from driftscan.graph.assemble import AssembledGraph
from driftscan.model.fact import Problem
from driftscan.model.scan import Coverage
from driftscan.model.spec import Spec
from driftscan.stages.survey import Survey


def coverage_of(survey: Survey, graph: AssembledGraph, assigned: int) -> Coverage:
    """Counts of a survey. assigned: modules that belong to a component.

    A file that was not read to its end does not count as checked, though its facts stand.
    """
    skipped = tuple(found for found in survey.problems if _is_unread(found.problem))
    lost = len({problem.path for problem in skipped})
    gaps = len(graph.unresolved)
    unread = sum(1 for left in survey.left_out if left.code in _NOT_READ)
    return Coverage(
        files=survey.files,
        checked=survey.files - lost - unread,
        references=graph.statement_count + gaps,
        unresolved=gaps,
        modules=len(graph.modules),
        assigned=assigned,
        generated=sum(module.is_generated for module in graph.modules),
        dependencies=graph.dependency_count,
        externals=graph.external_count,
        ignored=survey.ignored,
        skipped=skipped,
        problems=tuple(found for found in survey.problems if _is_a_note(found.problem)),
        left_out=tuple(survey.left_out),
        unresolved_list=tuple(graph.unresolved),
    )


def _is_unread(problem: Problem) -> bool:
    return problem.fatal or problem.code == "unfinished"


def _is_a_note(problem: Problem) -> bool:
    """Computed imports are listed among the unresolved references already."""
    return not _is_unread(problem) and problem.code != "not-literal"


def shortfalls(coverage: Coverage, spec: Spec) -> tuple[str, ...]:
    """Messages where a share is below the spec's declared floor, examples and the remedy last."""
    floor = spec.coverage
    shares = [
        ("checked", floor.checked, coverage.checked, coverage.files, "files were read"),
        (
            "assigned",
            floor.assigned,
            coverage.assigned,
            coverage.modules,
            "modules are in a component",
        ),
        (
            "resolved",
            floor.resolved,
            coverage.references - coverage.unresolved,
            coverage.references,
            "references into the code were resolved",
        ),
    ]
    problems = [
        f"{spec.file}:{floor.line}: coverage: {name} must be at least {100 * least:g}%, "
        f"but {have:,} of {of:,} {what}"
        for name, least, have, of, what in shares
        # Not `least * of`: that is more than 7 for 7% of 100.
        if least is not None and of and have / of < least
    ]
    return (*problems, *_examples(coverage), _REMEDY) if problems else ()


def _examples(coverage: Coverage) -> list[str]:
    """The first files and references that are missing, each on a line."""
    lost = [f"  {_path_shown(s.path)}: {s.problem.message}" for s in coverage.skipped]
    lost += [
        f"  {_path_shown(left.path)}: {left.reason}"
        for left in coverage.left_out
        if left.code in _NOT_READ
    ]
    gaps = [
        f"  {_path_shown(gap.path)}:{gap.line}: {gap.written} ({gap.cause})"
        for gap in coverage.unresolved_list
    ]
    return [*lost[:_SHOWN], *gaps[:_SHOWN]]


def _path_shown(path: bytes) -> str:
    """A path in a message; the command line escapes what must not reach a terminal."""
    return path.decode("utf-8", "backslashreplace")


_SHOWN = 5
_NOT_READ = (
    "too-large",
    "unreadable",
    "unmerged",
)  # codes of files that belong to the scan all the same
_REMEDY = (
    "`driftscan graph --output-format json` lists all; mend what is missing, or lower the floor."
)
