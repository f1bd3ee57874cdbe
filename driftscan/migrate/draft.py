"""A spec as a draft: what a migration found, before it is written as YAML.

A word in a rule is the key of a component (in Python its dotted name; the writer gives it a
short name), or a word that any spec knows: `external:requests`, `tag:core`, `*`.
"""

from collections.abc import Sequence

from msgspec import Struct


class DraftComponent(Struct, frozen=True, kw_only=True):
    """key: what rules call it. paths: patterns relative to the scanned root, at least one.

    wish: the name it would like to have, with dots; the writer shortens it as far as it can.
    """

    key: str
    wish: str
    paths: tuple[str, ...]
    tags: tuple[str, ...] = ()
    nested: bool = True
    remark: str = ""


class Arrow(Struct, frozen=True):
    """`a, b -> c`."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]


class Component(Struct, frozen=True):
    """One component, by its key."""

    key: str


class Words(Struct, frozen=True):
    """A list of components and other words."""

    words: tuple[str, ...]


class Children(Struct, frozen=True):
    """A list of names that are no components: children of one, module names, patterns."""

    names: tuple[str, ...]


class Inside(Struct, frozen=True):
    """`{in: component, ...}`; more: further keys and their texts."""

    component: str
    more: tuple[tuple[str, str | tuple[str, ...]], ...] = ()


class Level(Struct, frozen=True, kw_only=True):
    """One layer of an order. optional: those of its members that may be missing."""

    members: tuple[str, ...]
    independent: bool = True
    closed: bool = False
    optional: tuple[str, ...] = ()


class Order(Struct, frozen=True):
    """Layers from the top down. of_children: the members are children of components."""

    levels: tuple[Level, ...]
    of_children: bool = False


Value = str | Arrow | Component | Words | Children | Inside | Order


class DraftRule(Struct, frozen=True, kw_only=True):
    """keys: in the order written, the first says what kind of rule it is.

    section: 'layers' or 'rules'. origin: where it comes from, for a comment above it.
    """

    section: str = "rules"
    name: str
    keys: tuple[tuple[str, Value], ...]
    reason: str = ""
    origin: str = ""
    remarks: tuple[str, ...] = ()


class DraftException(Struct, frozen=True, kw_only=True):
    """Dependencies that one rule does not see. imports: arrows between module names; where: a path
    instead of them.
    """

    finding: str
    imports: tuple[str, ...]
    where: str = ""
    reason: str


class Draft(Struct, frozen=True, kw_only=True):
    """A whole spec. heading: sentences for the first comment."""

    heading: tuple[str, ...]
    components: tuple[DraftComponent, ...]
    rules: tuple[DraftRule, ...]
    exceptions: tuple[DraftException, ...] = ()
    exclude: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()


def keys_of(components: Sequence[DraftComponent]) -> list[str]:
    """The keys of some components, in their order."""
    return [component.key for component in components]
