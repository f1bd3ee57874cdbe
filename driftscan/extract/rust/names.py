"""Which names a Rust file takes from the modules that it depends on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from driftscan.extract.rust.use_trees import GLOB
from driftscan.graph.names import EVERY_NAME, NameUse
from driftscan.model.fact import FileFacts, ImportContext
from driftscan.model.graph import Dependency, Module

Reference = tuple[Dependency, Module]


def names_used(
    module: Module, references: Iterable[Reference], facts: FileFacts
) -> tuple[NameUse, ...]:
    """One use for each name of an import or path, in the order of the text.

    A name that is the target's own means the module itself, and so does a path of which the line
    does not tell to which of several targets it leads.
    """
    by_line: dict[int, list[Reference]] = defaultdict(list)
    for dependency, target in references:
        for line in dependency.lines:
            by_line[line].append((dependency, target))
    uses = [
        use
        for line, path, bound in sorted(_paths(facts))
        for use in _uses(by_line.get(line, []), path, bound, line)
    ]
    return tuple(dict.fromkeys(uses))


def _paths(facts: FileFacts) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Line and segments of all that may lead elsewhere, and what it is called from then on."""
    for fact in facts.imports:
        word = fact.module.rpartition(" ")[2]
        path = (*word.split("::"), fact.name) if fact.name else tuple(word.split("::"))
        unbound = fact.context & ImportContext.DEFERRED or fact.name == GLOB
        yield fact.line, path, "" if unbound else fact.alias or path[-1]
    for use in facts.uses:
        for line in use.lines:
            yield line, tuple(use.name.removesuffix("!").split("::")), ""


def _uses(
    there: list[Reference], path: tuple[str, ...], bound: str, line: int
) -> Iterator[NameUse]:
    itself = [each for each in there if _own_name(each[1]) == path[-1]]
    above = [each for each in there if _own_name(each[1]) in path[:-1]]
    if itself:
        chosen, name = itself, ""
    elif above or len(there) == 1:
        chosen = above[-1:] or there
        name = EVERY_NAME if path[-1] == GLOB else _item(path, _own_name(chosen[0][1]))
    else:
        chosen, name = there, ""
    for dependency, _ in chosen:
        yield NameUse(dependency.target, name, line, dependency.kind, bound)


def _item(path: tuple[str, ...], module: str) -> str:
    """What of a module a path names: `Order` of `crate::orders::Order::new`. Of a module that the
    path does not name, as the root of a crate, the first that is a type by its capital."""
    if module in path[:-1]:
        return path[len(path) - path[::-1].index(module)]
    return next((segment for segment in path if segment[:1].isupper()), path[-1])


def _own_name(module: Module) -> str:
    return module.name.rpartition(".")[2]
