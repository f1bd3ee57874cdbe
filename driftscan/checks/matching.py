"""What the spec declares but the tree does not have: a check of nothing must not look green."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from driftscan.checks.covered import covered_modules
from driftscan.checks.externals import finer_than_known, misspelt_externals
from driftscan.checks.interface import index_modules, public_modules, public_names
from driftscan.checks.question import CheckInput, is_checkable
from driftscan.checks.sides import divide_sides
from driftscan.checks.wording import listed, shown_path
from driftscan.graph.components import NOBODY
from driftscan.graph.names import EVERY_NAME
from driftscan.model.rule import (
    Acyclic,
    AllowOnly,
    Covered,
    Deny,
    Expect,
    Independent,
    Layers,
    Public,
    Rule,
)

_SHOWN_NAMES = 12
_ENOUGH = 2  # members that a rule can hold apart


def unmatched_declarations(
    question: CheckInput, rules: Iterable[Rule], other_files: Iterable[bytes] = ()
) -> list[str]:
    """One message with file, line and remedy for all that matches nothing, in spec order.

    other_files: further paths of the tree that no extractor reads; a component may consist of
    them alone, but no rule can be checked on it. Rules that are not checked at all are left out,
    and so are sides whose component is reported itself.
    """
    found = list(_unmatched_paths(question, other_files))
    empty = {name for name, _, _ in found if not question.territory.extent(name)}
    messages = [(line, message) for _, line, message in found]
    for rule in rules:
        if is_checkable(rule):
            name, line = rule.head.name, rule.head.line
            messages += [(line, f"rule '{name}': {m}") for m in _unmatched(question, rule, empty)]
    return [f"{question.spec_file}:{line}: {message}" for line, message in sorted(messages)]


def _unmatched_paths(
    question: CheckInput, other_files: Iterable[bytes]
) -> Iterator[tuple[str, int, str]]:
    others = list(other_files)
    for unmatched in question.territory.unmatched_paths(others):
        nearest = _suggestion(unmatched.path.strip("/"), _directories(question, others))
        message = f"component '{unmatched.component}': nothing is at '{unmatched.path}'{nearest}"
        yield unmatched.component, unmatched.line, message


def _unmatched(question: CheckInput, rule: Rule, empty: set[str]) -> Iterator[str]:
    """What one rule names without effect. empty: components already known to have no module."""
    match rule:
        case Deny() | AllowOnly() | Expect():
            yield from _empty_sides(question, rule, empty)
            yield from _unknown_externals(question, rule)
        case Layers(container="") | Independent() | Acyclic(inside=""):
            yield from _empty_members(question, rule, empty)
        case Layers():
            yield from _unknown_children(question, rule)
        case Acyclic():
            if not question.territory.extent(rule.inside) and rule.inside not in empty:
                yield _no_module(rule.inside)
        case Public():
            yield from _unknown_public(question, rule)
        case Covered():
            if not covered_modules(question, rule):
                yield f"no module is under {listed(rule.paths)}"


def _unknown_externals(question: CheckInput, rule: Deny | AllowOnly | Expect) -> Iterator[str]:
    for name, package in finer_than_known(question, rule.target):
        yield (
            f"of the external package '{package}' no more than this name is known, so nothing can "
            f"be said about 'external:{name}'; write external:{package}, or the distribution that "
            "a manifest names"
        )
    named = [f"external:{name}" for name in rule.target.externals]
    named += ["external:*"] if rule.target.every_external else []
    if isinstance(rule, Deny) and (rule.through_others or rule.reexports) and named:
        yield (
            f"through_others does not reach external packages, only their direct use is seen; put "
            f"{listed(named)} into a rule of its own without it"
        )


def _members(rule: Layers | Independent | Acyclic) -> tuple[str, ...]:
    if isinstance(rule, Layers):
        return tuple(name for layer in rule.order for name in layer.members)
    return rule.members


def _empty_sides(
    question: CheckInput, rule: Deny | AllowOnly | Expect, empty: set[str]
) -> Iterator[str]:
    """Units without a module, of a side that has no other."""
    sides = divide_sides(question, rule.source, rule.target)
    filled = set(sides.unit_of)
    for units in (sides.sources, sides.targets):
        if units and units.isdisjoint(filled):
            yield from _reasons(question, [sides.names[unit] for unit in sorted(units)], empty)


def _empty_members(
    question: CheckInput, rule: Layers | Independent | Acyclic, empty: set[str]
) -> Iterator[str]:
    """Members without a module; a few may be, as long as two are left to hold apart."""
    names = _members(rule)
    filled = set(question.territory.divide(names)) - {NOBODY}
    if len(filled) < _ENOUGH or isinstance(rule, Layers):
        without = [name for unit, name in enumerate(names) if unit not in filled]
        yield from _reasons(question, without, empty)


def _reasons(question: CheckInput, names: Iterable[str], empty: set[str]) -> Iterator[str]:
    for name in names:
        if name in empty or name == "*":
            continue
        if question.territory.extent(name):
            yield (
                f"all modules of component '{name}' belong to components nested in it that the "
                "rule names too, so nothing is left to check"
            )
        else:
            yield _no_module(name)


def silent_parts(question: CheckInput, rules: Iterable[Rule]) -> list[str]:
    """What rules that do check something name without effect: a sentence for each rule.

    Components of a language that is not read, and external packages whose name looks misspelt.
    """
    return [
        f"'{rule.head.name}' says nothing today of {listed(parts)}"
        for rule in rules
        if is_checkable(rule) and (parts := _silent(question, rule))
    ]


def _silent(question: CheckInput, rule: Rule) -> list[str]:
    if isinstance(rule, Deny | AllowOnly | Expect):
        names = [*rule.source.components, *rule.target.components]
        unknown = misspelt_externals(question, rule.target) if isinstance(rule, Deny) else []
    elif isinstance(rule, Independent) or (isinstance(rule, Acyclic) and not rule.inside):
        names, unknown = list(rule.members), []
    else:
        return []
    components = [
        f"{name} (no module that driftscan reads)"
        for name in dict.fromkeys(names)
        if not question.territory.extent(name)
    ]
    return components + [
        f"external:{name} (nobody imports it; did you mean external:{near}?)"
        for name, near in unknown
    ]


def _no_module(name: str) -> str:
    return f"component '{name}' has no module that driftscan reads, so the rule says nothing of it"


def _unknown_children(question: CheckInput, rule: Layers) -> Iterator[str]:
    names = [name for layer in rule.order for name in layer.members]
    tree = question.package_tree(rule.container)
    known = tree.children()
    for name, positions in tree.find(names).items():
        if not positions:
            yield (
                f"'{rule.container}' has nothing called '{name}'{_suggestion(name, known)}; "
                f"it has {_some(known)}"
            )


def _unknown_public(question: CheckInput, rule: Public) -> Iterator[str]:
    if rule.exports and not index_modules(question, rule):
        yield (
            f"'{rule.component}' has no index file (__init__) in its common package, so it exports "
            "nothing; name what is public instead"
        )
    known = [question.graph.modules[p].name for p in question.territory.extent(rule.component)]
    modules = public_modules(question, rule)
    named = public_names(question, rule, modules)
    for name, positions in modules.items():
        holders = named.get(name, [])
        if not positions and not any(_may_hold(question, p, name) for p in holders):
            what = "module and no name" if holders else "module"
            yield f"'{rule.component}' has no {what} '{name}'{_suggestion(name, known)}"


def _may_hold(question: CheckInput, position: int, name: str) -> bool:
    """Whether a module seems to have a name: it lists, binds or defines it. A star import may
    bring any name."""
    short = name.rpartition(".")[2]
    names = question.names_of([position])[position]
    listed_there = names.exports is not None and short in names.exports.names
    bound = any(use.bound == short or use.name == EVERY_NAME for use in names.uses)
    return listed_there or bound or question.may_define(position, short)


def _directories(question: CheckInput, others: Iterable[bytes]) -> list[str]:
    paths = [*(module.path for module in question.graph.modules), *others]
    found = set()
    for path in paths:
        directory = path.rpartition(b"/")[0]
        while directory and directory not in found:
            found.add(directory)
            directory = directory.rpartition(b"/")[0]
    return sorted(map(shown_path, found))


def _suggestion(name: str, known: Sequence[str]) -> str:
    nearest = get_close_matches(name, known, n=1)
    return f" (did you mean '{nearest[0]}'?)" if nearest else ""


def _some(names: Sequence[str]) -> str:
    if not names:
        return "no modules below it"
    shown = ", ".join(names[:_SHOWN_NAMES])
    more = len(names) - _SHOWN_NAMES
    return f"{shown} and {more} more" if more > 0 else shown
