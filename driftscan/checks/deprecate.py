"""deprecate: dependencies that are to go; warnings until a day, errors after it."""

from collections.abc import Iterator
from itertools import chain

from msgspec.structs import replace

from driftscan.checks.boundary import Boundary, direct_crossings
from driftscan.checks.external_uses import uses_of_externals
from driftscan.checks.question import CheckInput
from driftscan.checks.sides import Sides, divide_sides
from driftscan.model.finding import Finding
from driftscan.model.rule import Deprecate


def check(question: CheckInput, rule: Deprecate) -> Iterator[Finding]:
    """One finding for each dependency of a source module on a target module or package.

    The note says when it turns into an error, or since when it is one.
    """
    sides = divide_sides(question, rule.source, rule.target)
    boundary = Boundary(
        sides.names,
        sides.unit_of,
        forbids=lambda source, target: source in sides.sources and target in sides.targets,
        because=lambda _source, target: _because(rule, sides, target),
    )
    severity, note = _stage(question, rule)
    found = chain(
        direct_crossings(question, rule, boundary),
        uses_of_externals(
            question, rule, lambda at: sides.unit_of[at] in sides.sources, "it is deprecated"
        ),
    )
    for finding in found:
        yield replace(finding, severity=severity, note=note)


def _because(rule: Deprecate, sides: Sides, target: int) -> str:
    if rule.target.everything:
        return f"that {rule.source.text} depends on anything else is deprecated"
    return f"{sides.names[target]} is deprecated"


def _stage(question: CheckInput, rule: Deprecate) -> tuple[str, str]:
    """The severity on the day of judgement, and a note about the day it changes."""
    if rule.by is None:
        return "warning", ""
    if question.today is None or question.today <= rule.by:
        return "warning", f"an error after {rule.by.isoformat()}"
    return "error", f"was to be gone by {rule.by.isoformat()}"
