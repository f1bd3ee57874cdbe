"""Rules about code in languages that are not read, where a tool reads others, too."""

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct

from driftscan.graph.components import Claims
from driftscan.migrate.builder import Builder
from driftscan.migrate.draft import Arrow, Draft, DraftRule, Inside, Value, Words
from driftscan.migrate.names import short_names
from driftscan.model.spec import Component
from driftscan.notation.words import listed

_SHOWN = 6


class Unread(Struct, frozen=True):
    """Components, by key. files: one file that is not read, for those that have any. empty: those
    without any that is."""

    files: dict[str, bytes]
    empty: frozenset[str]


def tell_unread(
    build: Builder, draft: Draft, tree: Iterable[bytes], ends: tuple[bytes, ...]
) -> None:
    """A sentence for each rule that such code takes part in. ends: of the names of its files."""
    unread = _unread(build, draft, tree, ends)
    names = short_names(draft.components)
    for rule in draft.rules:
        sides = list(_sides(draft, rule.keys[0][1]))
        told = [key for key in dict.fromkeys(chain(*sides)) if key in unread.files]
        if told:
            is_idle = any(side and unread.empty.issuperset(side) for side in sides)
            what = "it cannot be checked" if is_idle else "it is checked without them"
            where = listed([f"'{names[key]}'" for key in told[:_SHOWN]])
            more = f" and {len(told) - _SHOWN} more" if len(told) > _SHOWN else ""
            example = unread.files[told[0]].decode("utf-8", "replace")
            line, file = _origin(build, rule)
            build.no_equal(
                line,
                f"{rule.name}: files of {where}{more}, such as {example}, are not read yet, so "
                f"{what}",
                file,
            )


def _unread(build: Builder, draft: Draft, tree: Iterable[bytes], ends: tuple[bytes, ...]) -> Unread:
    components = [
        Component(name=each.key, kind="component", paths=each.paths) for each in draft.components
    ]
    claims = Claims(components)
    files: dict[str, bytes] = {}
    for path in tree:
        if path.endswith(ends) and (found := claims.foremost(path)):
            files.setdefault(found[0], path)
    read = {
        found[0]
        for module in build.modules.graph.modules
        if (found := claims.foremost(module.path))
    }
    return Unread(files, frozenset(each.name for each in components) - read)


def _sides(draft: Draft, value: Value) -> Iterator[tuple[str, ...]]:
    """Components, by key, of which a rule needs one; for each of its sides."""
    known = [each.key for each in draft.components]
    match value:
        case Arrow(sources, targets):
            for side in (sources, targets):
                yield () if "*" in side else tuple(key for key in side if key in known)
        case Words(words):
            yield tuple(key for key in words if key in known)
        case Inside(component, _):
            yield (component,)
        case "components":
            yield tuple(known)


def _origin(build: Builder, rule: DraftRule) -> tuple[int, str]:
    file, _, line = rule.origin.rpartition(":")
    return (int(line), file) if line.isdigit() else (1, build.file.name)
