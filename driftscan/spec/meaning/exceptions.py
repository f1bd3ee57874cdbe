"""Entries of `exceptions`: each names a rule of the same file."""

from collections.abc import Sequence

from driftscan.model.spec import SpecException
from driftscan.spec.meaning.names import Names
from driftscan.spec.meaning.rule_names import squeezed
from driftscan.spec.meaning.words import fits
from driftscan.spec.problem import quoted
from driftscan.spec.shapes.read import Shapes
from driftscan.spec.tree import Problems

SECTION = "exceptions"


def read_exceptions(
    shapes: Shapes, rule_names: Sequence[str], complete: bool, names: Names, problems: Problems
) -> tuple[SpecException, ...]:
    """The exceptions; complete: every rule has its name, so that an unknown one is a mistake."""
    by_squeezed = {squeezed(name): name for name in rule_names}
    # Named by what a component says of itself: 'public services/*'.
    patterns = [squeezed(name) for name in rule_names if name.partition(" ")[2] in names.patterns]
    exceptions = []
    for path, shape in shapes.located(SECTION, shapes.file.exceptions):
        name = by_squeezed.get(squeezed(shape.finding), "")
        if any(fits(squeezed(shape.finding), pattern) for pattern in patterns):
            # Of one component that the pattern makes, perhaps; spec/expand looks it up.
            name = name or " ".join(shape.finding.split())
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
