"""every: what rules, components and exceptions say of themselves; whose the services are."""

from collections.abc import Iterator

from msgspec import Struct

from driftscan.checks.findings import End, finding_of, spec_location
from driftscan.checks.question import CheckInput
from driftscan.model.finding import Finding
from driftscan.model.rule import Every

_SHOWN = {"until": "`until`, a day on which it ends", "adr": "`adr`, where it was decided"}


class _Thing(Struct, frozen=True):
    """A rule, component or exception: how it is called, and which of the words it says."""

    kind: str
    name: str
    called: str
    says: frozenset[str]
    line: int
    component: str = ""


def check(question: CheckInput, rule: Every) -> Iterator[Finding]:
    """One finding for each thing and each word that it does not say, at its line in the spec; for
    a service at the line that shows it.

    This rule is a rule like the others. Not asked are those that a component's description states:
    they have no keys of their own, and their owner is the component's. A component's owner may
    stand in CODEOWNERS.
    """
    if rule.service:  # most such rules ask for no service
        from driftscan.checks.unowned import unowned

        yield from unowned(question, rule)
    for thing, words in _asked(question, rule):
        for word in words:
            if word not in thing.says:
                what = _SHOWN.get(word, f"`{word}`")
                yield finding_of(
                    rule,
                    (End(thing.called, thing.name, thing.component), End(word, word)),
                    thing.kind,
                    f"{thing.called[0].upper()}{thing.called[1:]} has no {what}.",
                    spec_location(question, thing.line),
                    nature="absence",
                )


def _asked(question: CheckInput, rule: Every) -> Iterator[tuple[_Thing, tuple[str, ...]]]:
    if rule.rule:
        yield from ((thing, rule.rule) for thing in _rules(question))
    if rule.component:
        yield from ((thing, rule.component) for thing in _components(question))
    if rule.exception:
        yield from ((thing, rule.exception) for thing in _exceptions(question))


def _rules(question: CheckInput) -> Iterator[_Thing]:
    for head in (each.head for each in question.spec.rules):
        if not head.component:
            said = {"owner": head.owner, "reason": head.reason, "adr": head.adr}
            says = {word for word, text in said.items() if text}
            says |= {"until"} if head.until else set()
            called = f"rule '{head.name}'"
            yield _Thing("rule", head.name, called, frozenset(says), head.line)


def _components(question: CheckInput) -> Iterator[_Thing]:
    for component in question.spec.components:
        name, owner = component.name, question.owner_of(component.name)
        says = frozenset({"owner"} if owner else ())
        yield _Thing("component", name, f"component '{name}'", says, component.line, name)


def _exceptions(question: CheckInput) -> Iterator[_Thing]:
    """Those from the same rule at the same place are one."""
    seen = set()
    for exception in question.spec.exceptions:
        where = f" for {exception.where}" if exception.where else ""
        called = f"exception from '{exception.finding}'{where}"
        if exception.until is None and called not in seen:
            seen.add(called)
            name = f"{exception.finding}\0{exception.where}"
            yield _Thing("exception", name, called, frozenset(), exception.line)
