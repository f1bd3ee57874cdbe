"""The public interface of a component: whole modules, and modules with some public names."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from driftscan.checks.question import CheckInput
from driftscan.graph.names import EVERY_NAME, ModuleNames, is_reserved
from driftscan.graph.packages import Parts
from driftscan.model.rule import Public

# Whether a name may be taken; None where nobody can tell.
Judge = Callable[[str], bool | None]


class Interface(Struct, frozen=True):
    """What others may use of a component.

    whole: modules that are public with all they hold. doors: modules of which some names are, and
    who judges them. unsure: modules that may be exported by a list which is computed.
    """

    whole: frozenset[int]
    doors: Mapping[int, Judge]
    unsure: frozenset[int] = frozenset()


def interface_of(question: CheckInput, rule: Public) -> Interface:
    """The interface that a rule declares."""
    return _exported(question, rule) if rule.exports else _listed(question, rule)


def public_modules(question: CheckInput, rule: Public) -> dict[str, list[int]]:
    """Modules for each declared name; [] where a name means none.

    A name is exactly one module (`common.api` is not what is inside the package `common.api`);
    `common.api.*` is everything inside and the package too. Names may leave out the package that
    all modules of the component have in common.
    """
    return {name: _find(question, rule, name) for name in rule.modules}


def public_names(
    question: CheckInput, rule: Public, modules: Mapping[str, Sequence[int]]
) -> dict[str, list[int]]:
    """For each declared name that means no module: those that may hold it, by what it begins
    with. modules: from public_modules(). `common.Client` is the name Client of common."""
    return {
        name: _find(question, rule, name.rpartition(".")[0])
        for name, found in modules.items()
        if not found and "." in name and not name.endswith(".*")
    }


def index_modules(question: CheckInput, rule: Public) -> list[int]:
    """The modules whose exports are the interface, in the component's common package or in each
    of its top-level packages; [] if it has none."""
    return question.package_tree(rule.component).index_modules()


def computed_exports(question: CheckInput, rule: Public) -> list[tuple[int, int]]:
    """Modules with doors whose list of exports is computed, and the line where it is."""
    doors = sorted(interface_of(question, rule).doors)
    names = question.names_of(doors)
    facts = [(door, names[door].exports) for door in doors]
    return [(door, fact.line) for door, fact in facts if fact is not None and not fact.complete]


def _exported(question: CheckInput, rule: Public) -> Interface:
    parts = question.package_tree(rule.component).parts
    indexes = index_modules(question, rule)
    names = question.names_of(indexes)
    known = {parts[index]: names[index] for index in indexes}
    children = [(position, known[own[:-1]]) for position, own in parts.items() if own[:-1] in known]
    verdicts = {p: _exports_module(index, p, parts[p]) for p, index in children}
    return Interface(
        whole=frozenset(p for p, verdict in verdicts.items() if verdict),
        doors={index: _judge_exports(names[index]) for index in indexes},
        unsure=frozenset(p for p, verdict in verdicts.items() if verdict is None),
    )


def _exports_module(index: ModuleNames, position: int, parts: Parts) -> bool | None:
    """Whether an index exports a module right below it: one that it lists, or without a list one
    that it imports as such."""
    if index.exports is not None:
        return index.exports_name(parts[-1])
    bound = [use.bound for use in index.uses if use.target == position and not use.name]
    return any(name == parts[-1] and not name.startswith("_") for name in bound)


def _judge_exports(index: ModuleNames) -> Judge:
    def judge(name: str) -> bool | None:
        # Which names `import common` uses can't be seen; a star takes just what is exported.
        if name in ("", EVERY_NAME) or is_reserved(name):
            return True
        return index.exports_name(name)

    return judge


def _listed(question: CheckInput, rule: Public) -> Interface:
    modules = public_modules(question, rule)
    whole = {p for found in modules.values() for p in found}
    allowed: dict[int, set[str]] = {}
    if rule.itself:
        allowed = {position: set() for position in index_modules(question, rule)}
    for name, found in public_names(question, rule, modules).items():
        for position in found:
            allowed.setdefault(position, set()).add(name.rpartition(".")[2])
    doors = {
        position: _judge_listed(question, position, frozenset(names))
        for position, names in allowed.items()
        if position not in whole
    }
    return Interface(frozenset(whole), doors)


def _judge_listed(question: CheckInput, position: int, allowed: frozenset[str]) -> Judge:
    def judge(name: str) -> bool | None:
        if name == EVERY_NAME:
            exports = question.names_of([position])[position].exports
            if exports is None or not allowed.issuperset(exports.names):
                return False
            return True if exports.complete else None
        return not name or name in allowed or is_reserved(name)

    return judge


def _find(question: CheckInput, rule: Public, name: str) -> list[int]:
    tree = question.package_tree(rule.component)
    wanted = tuple(name.removesuffix(".*").split("."))
    for candidate in (wanted, (*tree.base, *wanted)):
        if found := list(_matching(tree.parts, candidate, name.endswith(".*"))):
            return sorted(found)
    return []


def _matching(parts: Mapping[int, Parts], wanted: Sequence[str], below: bool) -> Iterator[int]:
    package = tuple(wanted)
    items: Iterable[tuple[int, Parts]] = parts.items()
    for position, own in items:
        if (own[: len(package)] if below else own) == package:
            yield position
