"""Patterns to components: one for each thing in the tree that their paths match."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.graph.components import Claims
from driftscan.graph.paths import parse_pattern
from driftscan.model.expansion import Meaningless
from driftscan.model.spec import Component
from driftscan.spec.expand.tree import Match, Tree
from driftscan.spec.meaning.words import STAR, is_pattern
from driftscan.spec.problem import printable, quoted, suggestion
from driftscan.spec.vocabulary import RESERVED

# Paths by the name of the component that they make.
_Paths = Mapping[str, tuple[str, ...]]


class Made(Struct, frozen=True):
    """components: concrete ones, in the order of the spec, those of one pattern by name.

    idle: patterns that match nothing, which meaningless says.
    """

    components: tuple[Component, ...]
    idle: tuple[Component, ...]
    meaningless: tuple[Meaningless, ...]


def make_components(written: Sequence[Component], tree: Tree) -> Made:
    """What the components of a spec are in a tree.

    A path belongs to the component whose own path says most about it, as everywhere; so a pattern
    makes nothing of what another component describes better, or of a name that is written in full.
    """
    claims = Claims(written)
    maker = {each.name: each for each in written if not is_pattern(each.name)}
    made: list[Component] = []
    idle: list[Component] = []
    meaningless: list[Meaningless] = []
    for component in written:
        if not is_pattern(component.name):
            made.append(component)
            continue
        matches = {path: tuple(tree.matches(path)) for path in component.paths}
        if not any(matches.values()):
            idle.append(component)
        meaningless += _unmatched(component, matches, tree)
        for name, paths in _own_paths(component, matches, claims).items():
            first = maker.setdefault(name, component)
            if first is component:
                made.append(replace(component, name=name, paths=paths, pattern=component.name))
            meaningless += _impossible(name, component, first)
    return Made(tuple(made), tuple(idle), tuple(meaningless))


def _own_paths(
    component: Component, matches: Mapping[str, tuple[Match, ...]], claims: Claims
) -> _Paths:
    """Sorted by name. Of what the tree says only printable characters get into a name."""
    before, _, after = component.name.partition(STAR)
    found: dict[str, list[str]] = defaultdict(list)
    for written in component.paths:
        own = component.name, parse_pattern(written).text
        for match in sorted(matches[written], key=lambda each: each.path):
            if claims.foremost(match.path) == own:
                name = before + _shown(match.stood) + after
                found[name].append(_text(match.path))
    return {name: tuple(dict.fromkeys(found[name])) for name in sorted(found)}


def _unmatched(
    component: Component, matches: Mapping[str, tuple[Match, ...]], tree: Tree
) -> Iterator[Meaningless]:
    for path, found in matches.items():
        if not found:
            above = path.partition(STAR)[0].rpartition("/")[0]
            near = suggestion(above, sorted(map(_text, tree.directories)))
            hint = f" (did you mean {quoted(near)}?)" if near not in ("", above) else ""
            message = f"component {quoted(component.name)}: nothing is at {quoted(path)}{hint}"
            yield Meaningless(component.line, message)


def _impossible(name: str, by: Component, first: Component) -> Iterator[Meaningless]:
    """A name that two patterns make, or that means something else."""
    if first is not by and is_pattern(first.name):
        yield Meaningless(
            by.line,
            f"component {quoted(by.name)} makes {quoted(name)}, and so does {quoted(first.name)} "
            f"in line {first.line}; add {quoted(name)} itself under the key 'components', with the "
            "paths that are meant",
        )
    elif first is by and name in RESERVED:
        yield Meaningless(
            by.line,
            f"component {quoted(by.name)} makes {quoted(name)}, which is a word of the syntax; "
            "add a component with another name for that path",
        )


def _text(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")


def _shown(part: bytes) -> str:
    return printable(part.decode("utf-8", "backslashreplace"))
