"""Entries of `exceptions`: each names a rule of the same file."""

from collections.abc import Sequence

from driftscan.model.spec import SpecException
from driftscan.spec.meaning.rule_names import squeezed
from driftscan.spec.problem import quoted
from driftscan.spec.shapes.read import Shapes
from driftscan.spec.tree import Problems

SECTION = "exceptions"


def read_exceptions(
    shapes: Shapes, rule_names: Sequence[str], complete: bool, problems: Problems
) -> tuple[SpecException, ...]:
    """The exceptions; complete: every rule has its name, so that an unknown one is a mistake."""
    by_squeezed = {squeezed(name): name for name in rule_names}
    exceptions = []
    for path, shape in shapes.located(SECTION, shapes.file.exceptions):
        name = by_squeezed.get(squeezed(shape.finding), "")
        if not name and complete:
            problems.add(
                (*path, "finding"),
                f"no rule is named {quoted(shape.finding)}",
                word=shape.finding,
                among=tuple(rule_names),
                otherwise="correct the name, or remove the exception",
            )
        exceptions.append(
            SpecException(
                finding=name,
                where=shape.where,
                reason=shape.reason,
                until=shape.until,
                line=problems.tree.position(path).line,
            )
        )
    return tuple(exceptions)
