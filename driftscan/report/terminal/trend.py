"""A trend for a person at a terminal: curves beside their numbers, decisions, who brought what."""

from collections.abc import Iterator, Sequence

from driftscan.model.trend import Effect, Outcome, Passage, Trend
from driftscan.report.curves import (
    Curve,
    arithmetic,
    curves,
    difference,
    rule_curves,
    shown,
    sparkline,
)
from driftscan.report.escape import terminal
from driftscan.report.terminal.layout import (
    BOLD,
    FAINT,
    GREEN,
    RED,
    WIDTH,
    counted,
    painted,
    paragraph,
)
from driftscan.report.view import View

_BARS = 26
_NAME = 30
_ROW = "{name:<30}{first:>8}{now:>8}{change:>8}"
_FEW = 20
_COMMIT = 12


def render(trend: Trend, view: View) -> str:
    """The whole report."""
    lines = [*_head(trend), "", *_measures(trend, view)]
    if any(point.observed.findings for point in trend.points):
        lines += ["", *_rules(trend, view)]
    if trend.outcomes:
        lines += ["", painted("Decisions", BOLD, view), *_decisions(trend, view)]
    if trend.passages:
        lines += ["", painted("What came and went", BOLD, view), *_passages(trend, view)]
    for note in trend.notes:
        lines += ["", *paragraph(f"Note: {terminal(note)}.", hanging=2)]
    return "\n".join(lines) + "\n"


def _head(trend: Trend) -> Iterator[str]:
    first, last = trend.points[0], trend.points[-1]
    yield from paragraph(
        f"{counted(len(trend.points), 'point')} from {first.landed.day} to {last.landed.day} "
        f"({last.landed.id[:_COMMIT]}), one for each {trend.every} in which something landed, all "
        f"held against {terminal(trend.spec_file)} as it is today."
    )


def _measures(trend: Trend, view: View) -> Iterator[str]:
    yield painted(
        _ROW.format(name="measure", first="first", now="now", change="change"), BOLD, view
    )
    quiet = []
    for curve in curves(trend):
        if curve.goal is None and not any(one.part for one in curve.readings) and not view.verbose:
            quiet.append(curve.measure)
            continue
        first, last = curve.readings[0], curve.readings[-1]
        yield _row(
            curve.measure,
            [shown(first), shown(last), difference(first, last)],
            [one.value for one in curve.readings],
        )
        if curve.goal is not None:
            yield _goal(curve, view)
    if quiet:
        yield from paragraph(f"0 at every point: {', '.join(quiet)}", hanging=2)


def _goal(curve: Curve, view: View) -> str:
    assert curve.goal is not None
    met = curve.goal.is_met(curve.readings[-1].value)
    word = painted("met", GREEN, view) if met else painted("not met", RED, view)
    return f"  goal {terminal(curve.goal.text)}: {word}, {arithmetic(curve.readings[-1])}"


def _rules(trend: Trend, view: View) -> Iterator[str]:
    yield painted(
        _ROW.format(name="findings by rule", first="first", now="now", change="change"), BOLD, view
    )
    for rule, counts in rule_curves(trend).items():
        change = f"{counts[-1] - counts[0]:+,}" if counts[-1] != counts[0] else "0"
        yield _row(terminal(rule), [f"{counts[0]:,}", f"{counts[-1]:,}", change], counts)


def _row(name: str, cells: Sequence[str], values: Sequence[float]) -> str:
    """A name that leaves no room for its numbers stands on a line of its own."""
    first, now, change = cells
    short = name if len(name) < _NAME else ""
    line = _ROW.format(name=short, first=first, now=now, change=change)
    row = f"{line}  {sparkline(values, min(_BARS, WIDTH - len(line) - 2))}"
    return row if short else f"{name[: WIDTH - 1]}\n{row}"


def _decisions(trend: Trend, view: View) -> Iterator[str]:
    shown_ones = trend.outcomes if view.verbose else trend.outcomes[-_FEW:]
    for outcome in shown_ones:
        yield from _decision(outcome, view)
    if left := len(trend.outcomes) - len(shown_ones):
        yield f"{counted(left, 'earlier decision')} not shown; -v shows all."


def _decision(outcome: Outcome, view: View) -> Iterator[str]:
    decision = outcome.decision
    day = str(decision.date) if decision.date else "no date"
    origin = " (first committed then; the record has no date)" if decision.dated_by == "git" else ""
    yield from paragraph(f"{day}  {terminal(decision.title)}{origin}", hanging=12)
    if outcome.why:
        yield from paragraph(f"nothing to compare: {terminal(outcome.why)}", 12)
    for effect in outcome.effects:
        yield from _effect(effect)


def _effect(effect: Effect) -> Iterator[str]:
    before = (
        f"{arithmetic(effect.start)} to {arithmetic(effect.at)} over "
        f"{counted(effect.points_before, 'point')} before"
        if effect.start is not None and effect.points_before > 1
        else f"{arithmetic(effect.at)} before"
    )
    yield from paragraph(
        f"{effect.measure}: {before}, {arithmetic(effect.now)} now, "
        f"{counted(effect.points_after, 'point')} later: {effect.verdict}",
        12,
        2,
    )


def _passages(trend: Trend, view: View) -> Iterator[str]:
    """By commit, the latest first."""
    by_commit: dict[str, list[Passage]] = {}
    for passage in reversed(trend.passages):
        by_commit.setdefault(passage.by, []).append(passage)
    for number, (commit, group) in enumerate(by_commit.items()):
        if number == _FEW and not view.verbose:
            yield f"{counted(len(by_commit) - _FEW, 'earlier commit')} not shown; -v shows all."
            return
        landed = trend.landed[commit]
        yield f"{landed.day}  {commit[:_COMMIT]}  {terminal(landed.subject)}"[:WIDTH]
        for passage in sorted(group, key=lambda one: (not one.came, one.finding)):
            yield from _passage(passage, trend, view)


def _passage(passage: Passage, trend: Trend, view: View) -> Iterator[str]:
    known = trend.known[passage.finding]
    arrow = f"{known.source} -> {known.target}" if known.target else known.source
    sign = "+" if passage.came else "-"
    text = f"{sign} {terminal(known.rule)}: {terminal(arrow)} [{known.id[:8]}]"
    yield from paragraph(text, 2, 2)
    if passage.is_merge:
        yield from paragraph(_origin(passage, trend), 4, 2)
    if not passage.is_exact:
        span = "not all files could be read, so it may have been another commit"
        yield painted(f"    {span}", FAINT, view)


def _origin(passage: Passage, trend: Trend) -> str:
    """Of what a merge brought."""
    if not passage.origin:
        return "with one of the commits that were merged, too many to look into"
    if passage.origin == passage.by:
        return "by the merge itself: no commit of the branch did it"
    landed = trend.landed[passage.origin]
    return f"on its branch: {landed.day}  {landed.id[:_COMMIT]}  {terminal(landed.subject)}"
