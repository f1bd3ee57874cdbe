"""What rules that do check something name without effect today."""

from collections.abc import Iterable, Iterator

from driftscan.checks.externals import misspelt_externals
from driftscan.checks.layer_matching import ENOUGH
from driftscan.checks.layer_places import layer_places
from driftscan.checks.private import private_modules
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import listed
from driftscan.model.rule import (
    Acyclic,
    AllowOnly,
    Chain,
    Contracts,
    Deny,
    Deprecate,
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
)


def silent_parts(question: CheckInput, rules: Iterable[Rule]) -> list[str]:
    """What rules that do check something name without effect: a sentence for each rule.

    Components of a language that is not read, external packages whose name looks misspelt,
    containers with fewer than two of the layers, private names that nothing has yet, packages
    for development where no manifest tells which those are.
    """
    return [
        f"'{rule.head.name}' says nothing today of {listed(parts)}"
        for rule in rules
        if question.evaluates(rule) and (parts := [*_silent(question, rule)])
    ]


def _silent(question: CheckInput, rule: Rule) -> Iterator[str]:
    asked = question.asked_by(rule)
    question = question.scene(rule)
    for name in dict.fromkeys(_components(rule)):
        if not question.territory.extent(name):
            yield f"{name} (no module that driftscan reads)"
        elif not asked.territory.extent(name):
            yield f"{name} (all its modules are test code)"
    if isinstance(rule, Deny | Protect | Deprecate):
        yield from _silent_externals(question, rule)
    elif isinstance(rule, Private):
        if not private_modules(asked, rule):
            yield f"names like {' or '.join(rule.named)} (no module or package there has one)"
    elif isinstance(rule, Layers) and not rule.exhaustive:
        for place in layer_places(asked, rule):
            if place.container and len(place.filled) < ENOUGH:
                yield f"{place.container} (no two of the layers are there)"


def _silent_externals(question: CheckInput, rule: Deny | Protect | Deprecate) -> Iterator[str]:
    for name, near in misspelt_externals(question, rule.target):
        yield f"external:{name} (nobody imports it; did you mean external:{near}?)"
    if rule.target.dev_externals and not any(d.scope == "dev" for d in question.graph.external):
        yield "external:dev (no import of a package that manifests ask for only to develop)"


def _components(rule: Rule) -> tuple[str, ...]:
    """Components that a rule names and that may be without a module."""
    match rule:
        case Deny() | AllowOnly() | Expect() | Deprecate():
            return rule.source.components + rule.target.components
        case Protect():
            return rule.target.components + rule.users.components
        case (
            Independent()
            | NoSharedData()
            | OneOwner()
            | NoBypass()
            | Chain()
            | Contracts()
            | OneImplementation()
        ):
            return rule.members
        case OneDefinition() | NoDuplicates():
            return rule.members
        case Acyclic():
            return rule.members or rule.inside
        case Public():
            return (rule.component,)
        case Private():
            return rule.components
        case Layers(containers=()):
            return tuple(name for layer in rule.order for name in layer.optional)
    return ()
