"""Which names a Rust file takes from the modules that it depends on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from driftscan.extract.rust.paths import Segments
from driftscan.extract.rust.use_trees import GLOB
from driftscan.graph.names import EVERY_NAME, NameUse
from driftscan.model.fact import FileFacts, ImportContext
from driftscan.model.graph import Dependency, Module

Reference = tuple[Dependency, Module]


def names_used(
    module: Module, references: Iterable[Reference], facts: FileFacts
) -> tuple[NameUse, ...]:
    """One use for each name of an import or path, in the order of the text.

    Of several targets of a line a path leads to the one that it names, from the root of the crate
    on; where it names none so (a file may be many modules), to the one of which it has the name. A
    name that is the target's own means the module itself, and so does a path that names none.
    """
    by_line: dict[int, list[Reference]] = defaultdict(list)
    for dependency, target in references:
        for line in dependency.lines:
            by_line[line].append((dependency, target))
    uses = [
        use
        for line, path, bound, is_local in sorted(_paths(facts))
        for use in _uses(
            by_line.get(line, []), path, _whole(path, module, is_local=is_local), bound, line
        )
    ]
    return tuple(dict.fromkeys(uses))


def _paths(facts: FileFacts) -> Iterator[tuple[int, Segments, str, bool]]:
    """Line and segments of all that may lead elsewhere, what it is called from then on, and
    whether it begins at the file's own module without saying so."""
    for fact in facts.imports:
        word = fact.module.rpartition(" ")[2]
        path = (*word.split("::"), fact.name) if fact.name else tuple(word.split("::"))
        unbound = fact.context & ImportContext.DEFERRED or fact.name == GLOB
        yield fact.line, path, "" if unbound else fact.alias or path[-1], fact.level > 0
    for use in facts.uses:
        for line in use.lines:
            yield line, tuple(use.name.removesuffix("!").split("::")), "", False


def _whole(path: Segments, module: Module, *, is_local: bool) -> Segments:
    """A path as it reads from the name of its crate on."""
    own = _segments(module)
    if is_local:
        return (*own, *path)
    if path[0] == "crate":
        return (own[0], *path[1:])
    if path[0] == "self":
        return (*own, *path[1:])
    above = next((at for at, segment in enumerate(path) if segment != "super"), len(path))
    return (*own[:-above], *path[above:]) if above else path[path[0] == "" :]


def _uses(
    there: list[Reference], path: Segments, whole: Segments, bound: str, line: int
) -> Iterator[NameUse]:
    there = _named(there, whole) or there
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


def _named(there: list[Reference], whole: Segments) -> list[Reference]:
    """Of several targets those that a path names, or goes through last."""
    lengths = [
        len(name) if name == whole[: len(name)] else 0
        for name in (_segments(target) for _, target in there)
    ]
    longest = max(lengths, default=0)
    return [each for each, length in zip(there, lengths, strict=True) if length == longest > 0]


def _item(path: Segments, module: str) -> str:
    """What of a module a path names: `Order` of `crate::orders::Order::new`. Of a module that the
    path does not name, as the root of a crate, the first that is a type by its capital."""
    if module in path[:-1]:
        return path[len(path) - path[::-1].index(module)]
    return next((segment for segment in path if segment[:1].isupper()), path[-1])


def _own_name(module: Module) -> str:
    return module.name.rpartition(".")[2]


def _segments(module: Module) -> Segments:
    return tuple(module.name.split("."))
