"""The quick check: four questions, answered from what the repository shows, or with nobody."""

import datetime
from collections import Counter
from collections.abc import Iterator

from driftscan.model.brief import Material
from driftscan.model.measure import CATALOGUE
from driftscan.model.page import Section
from driftscan.model.rule import DataOwner, NoBypass, NoSharedData, OneOwner
from driftscan.model.trend import Effect, Outcome
from driftscan.report.curves import arithmetic
from driftscan.report.plain_words import in_words
from driftscan.report.terminal.layout import counted

_QUARTER = datetime.timedelta(days=92)
_FEW = 3
_DATA_RULES = (DataOwner, NoBypass, NoSharedData, OneOwner)
_NOBODY = "nobody, as far as the repository shows"


def answers(material: Material) -> tuple[Section, ...]:
    """The four, in the order in which one would ask them."""
    return (
        _deciding(material),
        _costly(material),
        _data(material),
        _decided(material),
    )


def _deciding(material: Material) -> Section:
    """The owner of the target state; and the owners of the rules, who decide on exceptions."""
    title = "Who decides what affects more than one team?"
    owner = material.spec.strategy.owner
    lines = [f"{owner}, who owns the target state"] if owner else []
    rules = Counter(rule.head.owner for rule in material.spec.rules if rule.head.owner)
    for name, count in sorted(rules.items(), key=lambda each: (-each[1], each[0]))[:_FEW]:
        lines.append(f"{name} on {counted(count, 'rule')}")
    return Section(title, tuple(lines), "" if lines else _NOBODY)


def _costly(material: Material) -> Section:
    title = "Which parts cost most to change?"
    table = material.table
    parts = [part for part in table.components if part.cost > 0] if table else []
    if not parts:
        return Section(title, (), "not known: there is too little history")
    whole = sum(part.cost for part in parts)
    lines = [
        f"{part.name}: {part.cost / whole:.0%} of the change that is expected "
        f"(about {part.cost:,.0f} lines a quarter)"
        for part in parts[:_FEW]
    ]
    return Section(title, tuple(lines))


def _data(material: Material) -> Section:
    """Rules about data, and whether they hold."""
    title = "How are the rules of shared data kept?"
    words = {
        rule.head.name: in_words(rule)
        for rule in material.spec.rules
        if isinstance(rule, _DATA_RULES)
    }
    found = [each for each in material.scan.rules if each.name in words]
    if not found:
        return Section(title, (), "no rule about shared data is written down")
    broken = [each for each in found if each.outcome == "broken"]
    kept = sum(each.outcome == "kept" for each in found)
    lines = [f"{kept} of {counted(len(found), 'rule')} {'holds' if kept == 1 else 'hold'}"]
    lines += [
        f"not kept in {counted(each.findings, 'place')}: {words[each.name]}" for each in broken
    ][:_FEW]
    return Section(title, tuple(lines))


def _decided(material: Material) -> Section:
    """The decision whose measures moved most, relative to what they were."""
    title = "Which decision of the last quarter had the biggest effect?"
    recent = list(_recent(material))
    if not recent:
        return Section(title, (), "no decision of the last quarter is recorded")
    moved = [
        (abs(effect.now.value - effect.at.value) / (abs(effect.at.value) or 1.0), outcome, effect)
        for outcome in recent
        for effect in outcome.effects
        if effect.now.value != effect.at.value
    ]
    if not moved:
        names = ", ".join(outcome.decision.title for outcome in recent[:_FEW])
        return Section(title, (f"none that the measures show: {names}",))
    _, outcome, effect = max(moved, key=lambda each: (each[0], each[1].decision.title))
    return Section(title, (_effect(outcome, effect),))


def _recent(material: Material) -> Iterator[Outcome]:
    for outcome in material.trend.outcomes if material.trend else ():
        day = outcome.decision.date
        if day and material.today - _QUARTER <= day <= material.today:
            yield outcome


def _effect(outcome: Outcome, effect: Effect) -> str:
    meaning = CATALOGUE[effect.measure].meaning
    return (
        f"{outcome.decision.title} ({outcome.decision.date}): {meaning}, "
        f"{arithmetic(effect.at)} before, {arithmetic(effect.now)} today"
    )
