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
            message = f"no rule is named {quoted(shape.finding)}"
            if not rule_names:
                message += "; this file has no rules, remove the exception"
            problems.add((*path, "finding"), message, shape.finding, tuple(rule_names))
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
