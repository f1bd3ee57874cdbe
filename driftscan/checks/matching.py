"""What the spec declares but the tree does not have: a check of nothing must not look green."""

from collections.abc import Iterable, Iterator, Sequence

from driftscan.checks import not_read
from driftscan.checks.covered import covers_any
from driftscan.checks.externals import finer_than_known
from driftscan.checks.interface import index_modules, public_modules, public_names
from driftscan.checks.layer_matching import ENOUGH, reasons, unmatched_layers
from driftscan.checks.question import CheckInput
from driftscan.checks.sides import divide_sides
from driftscan.checks.wording import listed, no_module, shown_path, suggestion
from driftscan.graph.components import NOBODY, UnmatchedPath
from driftscan.graph.names import EVERY_NAME, is_reserved
from driftscan.model.expansion import Meaningless
from driftscan.model.rule import (
    Acyclic,
    AllowOnly,
    Covered,
    Deny,
    Deprecate,
    Expect,
    Independent,
    Layers,
    Private,
    Protect,
    Public,
    Rule,
    TermOwner,
)


def unmatched_declarations(
    question: CheckInput,
    rules: Iterable[Rule],
    other_files: Iterable[bytes] = (),
    meaningless: Sequence[Meaningless] = (),
) -> list[str]:
    """One message with file, line and remedy for all that matches nothing, in spec order.

    other_files: further paths of the tree that no extractor reads; a component may consist of
    them alone, but no rule can be checked on it. Rules that are not checked at all, or have ended,
    are left out, and so are sides whose component is reported itself. meaningless: what was found
    before, in rules that are therefore not looked at.
    """
    others = list(other_files)
    gone, unread = _unmatched_paths(question, others)
    empty = {each.component for each in gone if not question.territory.extent(each.component)}
    messages = [(each.line, _nothing_at(question, each, others)) for each in gone]
    messages += [(each.line, _said(each)) for each in meaningless]
    lost = {each.rule for each in meaningless}
    lacks: list[not_read.Lack] = []
    without = {no_module(name): name for name in question.territory.names}
    for rule in rules:
        name, line = rule.head.name, rule.head.line
        if question.evaluates(rule) and name not in lost:
            for message in _lacking(question, rule, empty):
                if message in without:
                    lacks.append(not_read.Lack(line, name, without[message]))
                else:
                    messages.append((line, f"rule '{name}': {message}"))
    messages += not_read.messages(lacks, unread)
    if question.services:
        from driftscan.checks.no_service import unknown_services

        messages += unknown_services(question.services)
    return [f"{question.spec_file}:{line}: {message}" for line, message in sorted(messages)]


def _said(lost: Meaningless) -> str:
    return f"rule '{lost.rule}': {lost.message}" if lost.rule else lost.message


def _unmatched_paths(
    question: CheckInput, others: Sequence[bytes]
) -> tuple[list[UnmatchedPath], list[not_read.Place]]:
    """Paths at which there is nothing, and those at which there are files that are not read."""
    gone: list[UnmatchedPath] = []
    unread: list[not_read.Place] = []
    for each in question.territory.unmatched_paths(others):
        if not_read.may_hold_files(each.path, others):
            unread.append(not_read.Place(each.line, each.component, each.path))
        else:
            gone.append(each)
    return gone, unread


def _nothing_at(question: CheckInput, unmatched: UnmatchedPath, others: Sequence[bytes]) -> str:
    path = unmatched.path.strip("/")
    directories = _directories(question, others)
    # A path that was written from elsewhere is there whole, further down.
    deeper = sorted(each for each in directories if each.endswith(f"/{path}"))
    if deeper:
        nearest = f" (did you mean '{min(deeper, key=len)}'?)"
    else:
        nearest = suggestion(path, directories)
    return f"component '{unmatched.component}': nothing is at '{unmatched.path}'{nearest}"


def _lacking(question: CheckInput, rule: Rule, empty: set[str]) -> Iterator[str]:
    """What one rule names without effect: no module, or no service or term where it speaks of
    those."""
    asked = question.asked_by(rule)
    if isinstance(rule, TermOwner):
        from driftscan.checks.no_term import no_such_term

        yield from no_such_term(asked, rule)
    if question.scene(rule) is not question:
        from driftscan.checks.no_service import components_without_service

        if lacks := list(components_without_service(asked, rule, empty)):
            yield from lacks
            return
    yield from _unmatched(asked, rule, empty)


def _unmatched(question: CheckInput, rule: Rule, empty: set[str]) -> Iterator[str]:
    """What one rule names without effect. empty: components already known to have no module."""
    match rule:
        case Deny() | AllowOnly() | Expect() | Deprecate():
            yield from _empty_sides(question, rule, empty)
            yield from _unknown_externals(question, rule)
        case Independent() | Acyclic(inside=()):
            yield from _empty_members(question, rule, empty)
        case Layers():
            yield from unmatched_layers(question, rule, empty)
        case Protect():
            yield from _empty_target(question, rule, empty)
            yield from _unknown_externals(question, rule)
        case Private():
            yield from _all_empty(question, rule.components, empty)
        case Acyclic():
            yield from _all_empty(question, rule.inside, empty)
        case Public():
            yield from _unknown_public(question, rule)
        case Covered():
            if not covers_any(question, rule):
                yield f"no module is under {listed(rule.paths)}"


def _unknown_externals(
    question: CheckInput, rule: Deny | AllowOnly | Expect | Deprecate | Protect
) -> Iterator[str]:
    for name, package in finer_than_known(question, rule.target):
        yield (
            f"of the external package '{package}' no more than this name is known, so nothing can "
            f"be said about 'external:{name}'; write external:{package}, or the distribution that "
            "a manifest names"
        )
    named = [f"external:{name}" for name in rule.target.externals]
    named += ["external:*"] if rule.target.every_external else []
    named += ["external:dev"] if rule.target.dev_externals else []
    if isinstance(rule, Deny) and rule.reexports and named:
        yield (
            f"through_others: reexports does not reach external packages; put {listed(named)} "
            "into a rule of its own without it"
        )
    if isinstance(rule, Deny) and rule.through_others and rule.target.dev_externals:
        yield (
            "through_others does not reach 'external:dev', only its direct use is seen; put it "
            "into a rule of its own without it"
        )


def _empty_sides(
    question: CheckInput, rule: Deny | AllowOnly | Expect | Deprecate, empty: set[str]
) -> Iterator[str]:
    """Units without a module, of a side that has no other."""
    sides = divide_sides(question, rule.source, rule.target)
    filled = set(sides.unit_of)
    for units in (sides.sources, sides.targets):
        if units and units.isdisjoint(filled):
            yield from reasons(question, [sides.names[unit] for unit in sorted(units)], empty)


def _empty_members(
    question: CheckInput, rule: Independent | Acyclic, empty: set[str]
) -> Iterator[str]:
    """Members without a module; a few may be, as long as two are left to hold apart."""
    filled = set(question.territory.divide(rule.members)) - {NOBODY}
    if len(filled) < ENOUGH:
        without = [name for unit, name in enumerate(rule.members) if unit not in filled]
        yield from reasons(question, without, empty)


def _empty_target(question: CheckInput, rule: Protect, empty: set[str]) -> Iterator[str]:
    """But not the `visible_to` of a component that a pattern made: nobody wrote it by itself."""
    target, names = rule.target, rule.target.components
    stated = [name for name in names if rule.head.name == f"visible_to {name}"]
    of_pattern = any(map(question.territory.is_made, stated))
    external = target.externals or target.every_external or target.dev_externals
    if not external and not of_pattern:
        yield from _all_empty(question, names, empty)


def _all_empty(question: CheckInput, names: Sequence[str], empty: set[str]) -> Iterator[str]:
    """Components without a module, where none of them has one."""
    if not any(map(question.territory.extent, names)):
        yield from reasons(question, names, empty)


def _unknown_public(question: CheckInput, rule: Public) -> Iterator[str]:
    """Of a component that a pattern made, only if it has modules: nobody chose it by itself."""
    territory = question.territory
    if territory.is_made(rule.component) and not territory.extent(rule.component):
        return
    if rule.exports and not index_modules(question, rule):
        yield (
            f"'{rule.component}' has no index file (__init__) in its common package, so it exports "
            "nothing; name what is public instead"
        )
    known = [question.graph.modules[p].name for p in territory.extent(rule.component)]
    modules = public_modules(question, rule)
    named = public_names(question, rule, modules)
    for name, positions in modules.items():
        holders = named.get(name, [])
        if not positions and not any(_may_hold(question, p, name) for p in holders):
            what = "module and no name" if holders else "module"
            yield f"'{rule.component}' has no {what} '{name}'{suggestion(name, known)}"


def _may_hold(question: CheckInput, position: int, name: str) -> bool:
    """Whether a module seems to have a name: it lists, binds or defines it. A star import may
    bring any name, and every module has some of its own (`__path__`)."""
    short = name.rpartition(".")[2]
    if is_reserved(short):
        return True
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
