"""Entries that say who may use what: `protect`, `private`, and a component's `visible_to`."""

from driftscan.model.rule import Private, Protect, RuleHead, Side
from driftscan.spec.meaning.arrows import (
    EVERYTHING,
    EXTERNAL,
    NO_EXTERNAL,
    target_side,
    trimmed,
)
from driftscan.spec.meaning.components import SECTION as COMPONENTS
from driftscan.spec.meaning.names import ALL_COMPONENTS, Names, members_of
from driftscan.spec.meaning.rule_head import kinds_of, rule_head, words_of
from driftscan.spec.problem import quoted
from driftscan.spec.shapes.rules import PrivateShape, ProtectShape
from driftscan.spec.shapes.sections import ComponentShape
from driftscan.spec.tree import Path, Problems


def read_protect(shape: ProtectShape, path: Path, names: Names, problems: Problems) -> Protect:
    """What is protected, and who may use it."""
    words, place = trimmed(words_of(shape.protect)), (*path, "protect")
    if not words:
        problems.add(place, "'protect' is empty; name what only some may use")
    if EVERYTHING in words or NO_EXTERNAL in words:
        word = EVERYTHING if EVERYTHING in words else NO_EXTERNAL
        problems.add(
            place, f"{quoted(word)} cannot be protected; name components or external packages"
        )
    return Protect(
        head=rule_head(shape, f"protect {', '.join(words)}", path, problems),
        target=target_side(words, place, names, problems),
        users=_users(words_of(shape.allow), (*path, "allow"), names, problems),
        via=kinds_of(shape.via, path, problems),
    )


def read_visible_to(name: str, shape: ComponentShape, names: Names, problems: Problems) -> Protect:
    """The rule that a component's `visible_to` states; its owner is the component's."""
    path = (COMPONENTS, name, "visible_to")
    head = RuleHead(
        name=f"visible_to {name}",
        owner=shape.owner,
        component=name,
        line=problems.tree.position(path).line,
    )
    users = _users(words_of(shape.visible_to or ()), path, names, problems)
    return Protect(head=head, target=Side(text=name, components=(name,)), users=users)


def _users(words: tuple[str, ...], path: Path, names: Names, problems: Problems) -> Side:
    """Those that may use it; packages outside never use what is scanned."""
    for word in words:
        if word == EVERYTHING:
            problems.add(path, "'*' allows everything, so nothing is protected; name components")
        elif word.startswith(EXTERNAL):
            problems.add(
                path,
                f"{quoted(word)} is outside; external packages do not depend on your code, "
                "name components",
            )
    inner = [word for word in words if word != EVERYTHING and not word.startswith(EXTERNAL)]
    members = sorted(set(members_of(inner, path, names, problems)))
    return Side(text=", ".join(words), components=tuple(members))


def read_private(shape: PrivateShape, path: Path, names: Names, problems: Problems) -> Private:
    """Whose modules are private by their name."""
    words, place = words_of(shape.private), (*path, "private")
    head = rule_head(shape, f"private {', '.join(words)}", path, problems)
    if words == (ALL_COMPONENTS,):
        words = tuple(names.kind_by_component)
    if not words:
        problems.add(place, "this names no component; name one at least")
    _check_named(shape.named, (*path, "named"), problems)
    return Private(
        head=head,
        components=tuple(sorted(set(members_of(words, place, names, problems)))),
        named=shape.named,
        via=kinds_of(shape.via, path, problems),
    )


def _check_named(named: tuple[str, ...], path: Path, problems: Problems) -> None:
    if not named:
        problems.add(path, "'named' is empty; write a glob such as _*, or remove the key")
    for each in named:
        if "." in each or "/" in each:
            problems.add(
                path, f"{quoted(each)} is more than one part of a name; write one, such as _*"
            )
