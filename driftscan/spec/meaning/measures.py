"""`measures` of the strategy page: names of the catalogue, and the goal of each."""

import re
from collections.abc import Mapping

from driftscan.model.measure import CATALOGUE, HIGHER, LOWER, SHARE, Goal, Measure
from driftscan.spec.problem import quoted
from driftscan.spec.tree import Path, Problems

_GOAL = re.compile(r"(<=|>=|=|<|>|)\s*([0-9]{1,12}(?:\.[0-9]{1,6})?)\s*(%?)")
_WITHOUT_SIGN = {LOWER: "<=", HIGHER: ">="}
_PLACE = ("strategy", "measures")


def read_measures(written: Mapping[str, str], problems: Problems) -> tuple[Goal, ...]:
    """The goals, in the order of the file."""
    found = [_goal(name, text, problems) for name, text in written.items()]
    return tuple(goal for goal in found if goal)


def _goal(name: str, text: str, problems: Problems) -> Goal | None:
    path = (*_PLACE, name)
    measure = CATALOGUE.get(name)
    if measure is None:
        problems.add(
            path,
            f"there is no measure called {quoted(name)}",
            name,
            tuple(CATALOGUE),
            "docs/drift.md lists them",
        )
        return None
    found = _GOAL.fullmatch(text)
    if found is None:
        problems.add(path, f"the goal of '{name}' {_wanted(measure)}, not {quoted(text)}")
        return None
    return _read(measure, found, path, problems)


def _read(measure: Measure, found: re.Match[str], path: Path, problems: Problems) -> Goal | None:
    sign, number, percent = found.groups()
    value = float(number) / 100 if percent else float(number)
    unfit = value > 1 if measure.unit == SHARE else bool(percent) or value != int(value)
    if unfit:
        problems.add(
            path, f"the goal of '{measure.name}' {_wanted(measure)}, not {quoted(found.group())}"
        )
        return None
    return Goal(
        measure=measure.name,
        relation=sign or _WITHOUT_SIGN.get(measure.better, "="),
        bound=value,
        text=found.group(),
        line=problems.tree.position(path).line,
    )


def _wanted(measure: Measure) -> str:
    if measure.unit == SHARE:
        return 'must be a share such as "<= 15%" or 0.15'
    return 'must be a number such as 0 or "<= 40"'
