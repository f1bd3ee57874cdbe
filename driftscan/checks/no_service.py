"""What a rule about services names although no service is there: a check of nothing must not look
green."""

from collections.abc import Collection, Iterable, Iterator

from driftscan.checks.no_data import no_such_data
from driftscan.checks.question import CheckInput, speaks_of_services_only
from driftscan.checks.sides import divide_sides
from driftscan.checks.wording import suggestion
from driftscan.graph.components import NOBODY
from driftscan.graph.seats import is_called
from driftscan.model.rule import (
    Acyclic,
    AllowOnly,
    Chain,
    Contracts,
    DataOwner,
    Deny,
    Deprecate,
    Every,
    Expect,
    Independent,
    Layers,
    NoBypass,
    NoSharedData,
    OneOwner,
    Protect,
    Rule,
)

_ENOUGH = 2  # components that a rule can hold apart


def components_without_service(
    question: CheckInput, rule: Rule, empty: Collection[str]
) -> Iterator[str]:
    """Components of which a rule about nothing but services can say nothing, for they have none.

    question: with services. empty: components at whose paths nothing is, which is said already.
    """
    if isinstance(rule, Every) and not question.called:
        yield "no service was found in this tree, so the rule says nothing of services"
    if not speaks_of_services_only(rule):
        return
    if not question.called:
        yield "no service was found in this tree, so the rule says nothing"
        return
    if isinstance(rule, Deny | AllowOnly | Deprecate | Expect | Protect) and _is_outside(rule):
        yield (
            "which services outside of this tree are used is not found by this version, so "
            "'external:' says nothing beside kinds that are between services; put it into a rule "
            "of its own"
        )
    yield from _missing(question, rule, empty)


def _missing(question: CheckInput, rule: Rule, empty: Collection[str]) -> Iterator[str]:
    match rule:
        case Deny() | AllowOnly() | Expect() | Deprecate():
            sides = divide_sides(question, rule.source, rule.target)
            for units, there in (
                (sides.sources, question.callers),
                (sides.targets, question.called),
            ):
                filled = {sides.unit_of[at] for at in there}
                if units and units.isdisjoint(filled):
                    yield from _without((sides.names[unit] for unit in sorted(units)), empty)
        case Protect():
            yield from _few(question, rule.target.components, 1, empty)
        case DataOwner():
            yield from no_such_data(question, rule)
        case NoBypass() | Contracts():
            yield from _few(question, rule.members, 1, empty)
        case Independent() | Acyclic(inside=()) | NoSharedData() | OneOwner() | Chain():
            yield from _few(question, rule.members, _ENOUGH, empty)
        case Layers(containers=()):
            members = [name for layer in rule.order for name in layer.members]
            yield from _few(question, members, _ENOUGH, empty)


def unknown_services(question: CheckInput) -> Iterator[tuple[int, str]]:
    """Names of services that components have and the system has not, each with its line."""
    known = sorted(question.graph.modules[at].name for at in question.called)
    for component in question.territory.components:
        for name in component.services:
            if not any(is_called(each, name) for each in known):
                near = suggestion(name, known) or "; `driftscan services` shows what there is"
                yield component.line, f"component '{component.name}': no service is '{name}'{near}"


def _is_outside(rule: Deny | AllowOnly | Deprecate | Expect | Protect) -> bool:
    target = rule.target
    named = target.externals or target.every_external or target.dev_externals
    return bool(named) or (isinstance(rule, AllowOnly) and rule.limits_externals)


def _few(
    question: CheckInput, names: Iterable[str], enough: int, empty: Collection[str]
) -> Iterator[str]:
    """Those without a service, where fewer than enough have one. No name is no component's."""
    named = list(names)
    unit_of = question.territory.divide(named)
    filled = {unit_of[at] for at in question.callers | question.called} - {NOBODY}
    if named and len(filled) < enough:
        yield from _without((n for at, n in enumerate(named) if at not in filled), empty)


def _without(names: Iterable[str], empty: Collection[str]) -> Iterator[str]:
    for name in names:
        if name != "*" and name not in empty:
            yield (
                f"component '{name}' has no service that driftscan finds, so the rule says nothing "
                "of it; `driftscan services` shows what there is, and a component may name its own "
                "by `services`"
            )
