"""What stands on the one page, in plain words: from the spec what was meant, from the code, its
history and the findings what is so. What nobody wrote down, and nothing shows, is a gap.

The page has to stay one page, so every list is short and says how much more there is.
"""

import datetime
from collections.abc import Iterator, Sequence

from driftscan.model.brief import Material
from driftscan.model.finding import Finding
from driftscan.model.measure import CATALOGUE, Goal
from driftscan.model.page import Chapter, Page, Section
from driftscan.model.ranking import Task
from driftscan.model.rule import Expect
from driftscan.model.spec import Strategy
from driftscan.model.trend import Reading
from driftscan.report.brief_answers import answers
from driftscan.report.curves import arithmetic
from driftscan.report.outcome import new_errors
from driftscan.report.plain_words import in_words
from driftscan.report.terminal.layout import counted

_FEW = 3
_SOON = datetime.timedelta(days=90)
_COSTLIEST = 5
_COMMIT = 12


def brief(material: Material) -> Page:
    """The page of a system."""
    strategy = material.spec.strategy
    sections = (
        _told("The problem today", strategy.problem, "problem"),
        _told("Where it should be", strategy.target, "target"),
        _told("The bet", strategy.bet, "bet"),
        _not_now(strategy),
        _milestones(material),
        _risks(material),
        _measures(material),
    )
    return Page(
        title=f"{material.name}: the architecture on one page",
        facts=tuple(_facts(material)),
        chapters=(Chapter("", sections), Chapter("Quick check", answers(material))),
        notes=(*material.lacking, *(material.trend.notes if material.trend else ())),
    )


def _facts(material: Material) -> Iterator[tuple[str, str]]:
    strategy = material.spec.strategy
    yield "Owner", strategy.owner or "nobody is named (gap: strategy.owner)"
    yield "Until", strategy.horizon or "no date (gap: strategy.horizon)"
    yield "As of", f"{material.today}{_commit(material)}"


def _commit(material: Material) -> str:
    revision = material.scan.revision
    return f", commit {revision[:_COMMIT]}" if revision else ""


def _told(title: str, text: str, key: str) -> Section:
    gap = "" if text else f"nobody has written it down, strategy.{key} in driftscan.yaml is empty"
    return Section(title, (text,) if text else (), gap)


def _not_now(strategy: Strategy) -> Section:
    gap = "" if strategy.not_now else "no trade-off is written down, strategy.not_now is empty"
    return Section("What is not being done now", short(strategy.not_now, 2 * _FEW), gap)


def _milestones(material: Material) -> Section:
    """What has a date, then what costs most as long as it is not done."""
    planned = [rule for rule in material.spec.rules if isinstance(rule, Expect)]
    dated = sorted((rule.by, in_words(rule), rule.head.name) for rule in planned if rule.by)
    kept = {each.name for each in material.scan.rules if each.outcome == "kept"}
    lines = [
        f"by {day}: {words} ({'done' if name in kept else 'not there yet'})"
        for day, words, name in dated
    ]
    tasks = material.things.tasks if material.things else ()
    for task in tasks:
        owner = task.owner or "nobody is named"
        lines.append(
            f"{_aim(task, material)} ({owner}; about {task.cost:,.0f} lines of that code are "
            "expected to change in a quarter)"
        )
    gap = "" if lines else "nothing is planned with a date, and nothing is found that has to change"
    return Section("First milestones", short(lines, 2 * _FEW), gap)


def _aim(task: Task, material: Material) -> str:
    """What there is to mend, and what for; of what changes together without a rule, its title."""
    ids = frozenset(task.findings)
    first = next((each for each in material.scan.findings if each.id in ids), None)
    rules = {rule.head.name: rule for rule in material.spec.rules}
    if first is None or first.rule not in rules:
        return task.title
    where = f" in {first.source_component}" if first.source_component else ""
    return f"mend {counted(len(ids), 'place')}{where}, so that {in_words(rules[first.rule])}"


def _risks(material: Material) -> Section:
    lines = list(_risk_lines(material))
    return Section(
        "Risks", short(lines, 2 * _FEW), "" if lines else "none that the repository shows"
    )


def _risk_lines(material: Material) -> Iterator[str]:
    late = [each for each in material.scan.findings if _is_late(each)]
    if late:
        words = {rule.head.name: in_words(rule) for rule in material.spec.rules}
        things = list(dict.fromkeys(words.get(each.rule, each.rule) for each in late))
        yield f"planned, and late: {'; '.join(short(things, _FEW))}"
    new = [each for each in new_errors(material.scan.findings) if not _is_late(each)]
    if new:
        yield f"{counted(len(new), 'place')} in the code where it departs from the plan, open today"
    ending = [
        each
        for each in material.spec.exceptions
        if each.until and material.today <= each.until <= material.today + _SOON
    ]
    if ending:
        first = min(each.until for each in ending if each.until)
        yield f"{counted(len(ending), 'exception')} from the rules will end, the first on {first}"
    yield from _cost_risks(material)
    nobody = [rule.head.name for rule in material.spec.rules if not rule.head.owner]
    if nobody:
        yield f"{counted(len(nobody), 'rule')} that nobody owns"


def _cost_risks(material: Material) -> Iterator[str]:
    table, owners = material.table, material.owners
    if table and len(table.files) > _COSTLIEST:
        whole = sum(file.cost for file in table.files)
        first = sum(file.cost for file in table.files[:_COSTLIEST])
        if whole:
            yield (
                f"{first / whole:.0%} of all change is expected in {_COSTLIEST} of "
                f"{len(table.files):,} files"
            )
    if owners and owners.has_history and owners.files:
        alone = sum(row.one for row in owners.rows)
        yield f"{alone / owners.files:.0%} of files were changed by one person alone in two years"


def _is_late(finding: Finding) -> bool:
    return finding.check == "expect" and finding.status == "new"


def _measures(material: Material) -> Section:
    goals, trend = material.spec.goals, material.trend
    if not goals:
        return Section("Measures", (), "no measure has a goal, strategy.measures is empty")
    before = [
        (f" on {point.landed.day}", one)
        for point in (trend.points if trend else ())
        for one in point.observed.readings
    ]
    known = before or [("", one) for one in material.today_reads]
    return Section("Measures", tuple(_measure(goal, known) for goal in goals))


def _measure(goal: Goal, known: Sequence[tuple[str, Reading]]) -> str:
    """Today's value, where it came from, and the goal."""
    readings = [(day, one) for day, one in known if one.measure == goal.measure]
    if not readings:
        return f"{_meaning(goal)}: not known; goal {goal.text}"
    (day, first), (_, now) = readings[0], readings[-1]
    met = "met" if goal.is_met(now.value) else "not met"
    before = f", {arithmetic(first)}{day}" if len(readings) > 1 else ""
    return f"{_meaning(goal)}: {arithmetic(now)} today{before}; goal {goal.text}, {met}"


def _meaning(goal: Goal) -> str:
    text = CATALOGUE[goal.measure].meaning
    return text[0].upper() + text[1:]


def short(lines: Sequence[str], most: int) -> tuple[str, ...]:
    """The first ones, and how many there are beyond."""
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[:most], f"and {len(lines) - most:,} more")
