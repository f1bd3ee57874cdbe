"""Where a name of a module that may not be used can be had instead: who passes it on."""

from collections.abc import Callable

from msgspec import Struct

from driftscan.checks.interface import interface_of
from driftscan.checks.private import private_modules
from driftscan.checks.question import CheckInput
from driftscan.model.graph import Kind, Module
from driftscan.model.rule import Private, Protect, Public, Rule

_FARTHEST = 8  # modules that hand a name to each other

# Whether a module's file imports the name at its top, and nothing else gives it a value.
Plain = Callable[[int, str], bool]


class Wanted(Struct, frozen=True):
    """A name that a module takes from another. source, target: positions."""

    source: int
    target: int
    name: str
    kind: Kind


def doors_of(question: CheckInput, rule: Rule, wanted: Wanted) -> list[int]:
    """Modules that the source may use instead, the likeliest first: packages around the target,
    then those with the shortest names. Whether they pass the name on is not looked at."""
    modules = question.graph.modules

    def likely(position: int) -> tuple[bool, int, str]:
        module = modules[position]
        around = is_around(module, modules[wanted.target])
        return not around, module.name.count("."), module.key

    near = _near(question, rule, wanted)
    return sorted((each for each in near if _is_meant(question, rule, wanted, each)), key=likely)


def trouble_at(
    question: CheckInput, rule: Rule, wanted: Wanted, position: int, plain: Plain
) -> str:
    """Why the name can't be had from a module, as what follows the module's name; '' if it can."""
    if not _has_public(question, rule, position, wanted.name):
        return "has no such public name"
    if not _passes_on(question, wanted, position, plain):
        return "does not simply import it at its top"
    if wanted.kind is Kind.IMPORT and _leads_to(question, position, wanted.source):
        return f"itself leads to {question.graph.modules[wanted.source].id}"
    return ""


def is_around(package: Module, module: Module) -> bool:
    """Whether a module is in the package, at any depth."""
    same_root = package.is_package and package.root == module.root
    return same_root and module.name.startswith(f"{package.name}.")


def _near(question: CheckInput, rule: Rule, wanted: Wanted) -> set[int]:
    """The packages around the target, what imports it, and what is declared public."""
    modules = question.graph.modules
    target = modules[wanted.target]
    near = {position for position, module in enumerate(modules) if is_around(module, target)}
    near.update(d.source for d in question.graph.internal if d.target == wanted.target)
    if isinstance(rule, Public):
        interface = interface_of(question, rule)
        near |= interface.whole | interface.doors.keys()
    return near - {wanted.source, wanted.target}


def _is_meant(question: CheckInput, rule: Rule, wanted: Wanted, position: int) -> bool:
    """Whether the rule lets the source use the module, and the module is there to pass names on:
    it is declared public, or an index file, or lists what it exports."""
    if isinstance(rule, Public):
        interface = interface_of(question, rule)
        return position in interface.whole or position in interface.doors
    modules = question.graph.modules
    if isinstance(rule, Protect):
        protected = {p for name in rule.target.components for p in question.territory.extent(name)}
        around = is_around(modules[position], modules[wanted.target])
        return around and position not in protected
    assert isinstance(rule, Private)
    home = question.territory.home
    if home[position] != home[wanted.target] or position in private_modules(question, rule):
        return False
    names = question.names_of([position])[position]
    return modules[position].is_package or names.exports is not None


def _has_public(question: CheckInput, rule: Rule, position: int, name: str) -> bool:
    judge = interface_of(question, rule).doors.get(position) if isinstance(rule, Public) else None
    if judge is not None:
        return judge(name) is True
    return question.names_of([position])[position].exports_name(name) is True


def _passes_on(question: CheckInput, wanted: Wanted, position: int, plain: Plain) -> bool:
    """Whether the name is there just what it is in the target, by one way only."""
    modules = question.graph.modules
    below = f"{modules[position].name}.{wanted.name}"
    if any(module.name == below for module in modules):
        return False  # there is a module of this name too
    held, name = position, wanted.name
    for _ in range(_FARTHEST):
        uses = question.names_of([held])[held].uses
        origins = {(use.target, use.name) for use in uses if use.bound == name}
        if len(origins) != 1 or not plain(held, name):
            return False
        held, name = origins.pop()
        if (held, name) == (wanted.target, wanted.name):
            return True
    return False


def _leads_to(question: CheckInput, position: int, source: int) -> bool:
    """Whether a module imports another, itself or through others: it may be half loaded when the
    other asks for a name in it."""
    successors = question.adjacency(frozenset({Kind.IMPORT})).successors
    seen, pending = {position}, [position]
    while pending:
        further = set(successors[pending.pop()]) - seen
        seen |= further
        pending += further
    return source in seen
