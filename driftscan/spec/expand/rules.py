"""Rules with words for components to rules with concrete names."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.model.expansion import Meaningless
from driftscan.model.rule import (
    Acyclic,
    AllowOnly,
    CapabilityUse,
    Chain,
    Contracts,
    Covered,
    DataOwner,
    Deny,
    Deprecate,
    Every,
    Expect,
    Independent,
    Layers,
    NoBypass,
    NoDuplicates,
    NoSharedData,
    OneDefinition,
    OneImplementation,
    OneOwner,
    Private,
    Protect,
    Public,
    Rule,
    Side,
    TermOwner,
)
from driftscan.model.spec import Component
from driftscan.spec.expand.components import Made
from driftscan.spec.expand.spelling import Speller
from driftscan.spec.meaning.names import Names
from driftscan.spec.meaning.validity import members_problem, order_problems, sides_problem
from driftscan.spec.meaning.words import is_pattern


class SpelledRule(Struct, frozen=True):
    """written: the rule as it stands in the spec; rules: what it is in the tree."""

    written: Rule
    rules: tuple[Rule, ...]
    meaningless: tuple[Meaningless, ...] = ()


def spell_rules(rules: Sequence[Rule], made: Made) -> Iterator[SpelledRule]:
    """Each rule of a spec, in its order."""
    names, idle = _names_of(made.components), _names_of(made.idle)
    for rule in rules:
        speller = Speller(names, idle)
        own = tuple(_own_rules(rule, made.components))
        spelled = tuple(spelled_out(each, speller) for each in own)
        messages = list(dict.fromkeys(speller.unknown))
        if not messages and not speller.excused:
            messages += [message for each in spelled for message in broken_conditions(each)]
        head = rule.head
        lines = (Meaningless(head.line, message, head.name) for message in messages if message)
        yield SpelledRule(rule, spelled, tuple(lines))


def spelled_out(rule: Rule, speller: Speller) -> Rule:
    """The rule with concrete names. A new kind of rule is one case here."""
    match rule:
        case Deny() | AllowOnly() | Expect() | Deprecate():
            source, target = speller.side(rule.source), speller.side(rule.target)
            return replace(rule, source=source, target=target)
        case Layers(containers=()):
            order, besides = map(speller.layer, rule.order), speller.names(rule.besides)
            return replace(rule, order=tuple(order), besides=_once(besides))
        case Layers():
            return replace(rule, containers=_once(speller.names(rule.containers)))
        case Protect():
            target, users = speller.side(rule.target), speller.side(rule.users)
            return replace(rule, target=target, users=users)
        case Private():
            return replace(rule, components=tuple(sorted({*speller.names(rule.components)})))
        case (
            Independent()
            | NoSharedData()
            | OneOwner()
            | NoBypass()
            | Chain()
            | Contracts()
            | OneImplementation()
            | NoDuplicates()
            | OneDefinition()
        ):
            return replace(rule, members=speller.names(rule.members))
        case DataOwner() | TermOwner():
            return _owned(rule, speller)
        case Acyclic():
            members, inside = speller.names(rule.members), speller.names(rule.inside)
            return replace(rule, members=members, inside=_once(inside))
        case Public() | Covered() | Every() | CapabilityUse():
            return rule


def _owned(rule: DataOwner | TermOwner, speller: Speller) -> Rule:
    """What stands by its own name only has to be there."""
    if isinstance(rule, DataOwner):
        speller.names((rule.owner,))
        return replace(rule, readers=_once(speller.names(rule.readers)))
    speller.names((rule.owner, *(name for name, _ in rule.translations)))
    return rule


def broken_conditions(rule: Rule) -> list[str]:
    """What must hold of the names of a rule and does not; '' among them says nothing."""
    match rule:
        case Deny() | Expect() | Deprecate():
            return [sides_problem(rule.source, rule.target)]
        case (
            Independent()
            | NoSharedData()
            | OneOwner()
            | NoDuplicates()
            | OneDefinition()
            | Chain()
            | Acyclic(inside=())
        ):
            return [members_problem(rule.members)]
        case Layers(containers=()):
            return order_problems(name for layer in rule.order for name in layer.members)
    return []


def _own_rules(rule: Rule, components: Sequence[Component]) -> Iterator[Rule]:
    """What a pattern says of itself is a rule for each component that it makes; else the rule."""
    pattern = _stated_by(rule)
    if not is_pattern(pattern):
        yield rule
        return
    for component in components:
        if component.pattern == pattern:
            name = component.name
            head = replace(rule.head, name=rule.head.name.replace(pattern, name))
            if isinstance(rule, Public):
                yield replace(rule, head=head, component=name)
            elif isinstance(rule, Protect):
                yield replace(rule, head=head, target=Side(text=name, components=(name,)))


def _stated_by(rule: Rule) -> str:
    """The component that a rule is a part of, as its `public` or `visible_to`; '' for none."""
    if isinstance(rule, Public):
        return rule.component
    stated = rule.head.name.removeprefix("visible_to ")
    own = isinstance(rule, Protect) and rule.target.components == (stated,)
    return stated if own and stated != rule.head.name else ""


def _once(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _names_of(components: Sequence[Component]) -> Names:
    return Names(
        {component.name: component.kind for component in components},
        {component.name: component.tags for component in components if component.tags},
    )
