"""independent: no member may depend on another member."""

from collections.abc import Iterator

from driftscan.checks.boundary import Boundary, crossings
from driftscan.checks.question import CheckInput
from driftscan.model.finding import Finding
from driftscan.model.rule import Independent


def check(question: CheckInput, rule: Independent) -> Iterator[Finding]:
    """One finding for each dependency of a member's module on a module of another member."""
    names = rule.members
    boundary = Boundary(
        names,
        question.territory.divide(names),
        forbids=lambda _source, _target: True,
        because=lambda source, target: (
            f"{names[source]} and {names[target]} must be independent of each other"
        ),
    )
    yield from crossings(question, rule, boundary)
