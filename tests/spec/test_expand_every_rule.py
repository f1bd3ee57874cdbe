"""No kind of rule is forgotten: every field that holds names of components is spelled out."""

from typing import Any, get_args, get_type_hints

import pytest
from msgspec import NODEFAULT
from msgspec.structs import fields, replace

from driftscan.model.rule import (
    Acyclic,
    DataOwner,
    Every,
    Layer,
    Rule,
    RuleHead,
    Side,
    TermOwner,
)
from driftscan.model.spec import Component, Spec
from driftscan.spec.expand.expand import expand

# Texts in rules that are no components. A new field is either named here, or spelled out by
# driftscan/spec/expand/rules.py.
OTHER_TEXTS = {
    *("named", "via", "paths", "modules", "externals", "text"),
    *("capability", "capabilities", "use"),
}
SPEC = Spec(components=(Component(name="s/*", kind="service", paths=("s/*",)),))
TREE = [b"s/one", b"s/two"]
NAMES = ["s/one", "s/two"]


def _value(hint: Any, word: str) -> Any:
    """A value for a field, made of one word; None where it holds no text."""
    if hint is str:
        return word
    if hint == tuple[str, ...]:
        return (word,)
    if hint in (Side, Layer):
        texts = {name: _value(each, word) for name, each in get_type_hints(hint).items()}
        return hint(**{name: text for name, text in texts.items() if text})
    return (_value(Layer, word),) if hint == tuple[Layer, ...] else None


def _names(value: Any, field: str = "") -> list[str]:
    """The names of components in a value."""
    if isinstance(value, str):
        return [value] if field not in OTHER_TEXTS else []
    if isinstance(value, tuple):
        return [name for each in value for name in _names(each, field)]
    if isinstance(value, Side | Layer):
        return [n for each in fields(value) for n in _names(getattr(value, each.name), each.name)]
    return []


def _holders() -> list[tuple[Any, str]]:
    return [
        (kind, name)
        for kind in get_args(Rule)
        if kind is not Every  # it asks for words of its own, and names no component
        for name, hint in get_type_hints(kind).items()
        if (kind, name) != (Acyclic, "besides")  # packages
        if (kind, name) not in ((DataOwner, "owner"), (TermOwner, "owner"))  # by its own name
        if name not in OTHER_TEXTS and _value(hint, "s/*") is not None
    ]


def _rule(kind: Any, holder: str) -> Rule:
    """A rule with a glob in one field, and names in all others that must be there."""
    hints = get_type_hints(kind)
    own = {holder: _value(hints[holder], "s/*")}
    rest = {
        field.name: _value(hints[field.name], "s/one")
        for field in fields(kind)
        if field.default is NODEFAULT and field.name not in (holder, "head")
    }
    rule: Rule = kind(head=RuleHead(name="public s/*"), **rest, **own)
    return rule


@pytest.mark.parametrize(
    ("kind", "holder"), _holders(), ids=[f"{kind.__name__}.{name}" for kind, name in _holders()]
)
def test_every_name_in_a_rule_is_spelled_out(kind: Any, holder: str) -> None:
    rule = _rule(kind, holder)
    assert set(_names(getattr(rule, holder), holder)) == {"s/*"}
    found = expand(replace(SPEC, rules=(rule,)), TREE, ()).spec.rules
    names = [name for each in found for name in _names(getattr(each, holder), holder)]
    assert sorted(set(names)) == NAMES


def test_the_kinds_that_hold_no_name_are_few() -> None:
    assert {kind.__name__ for kind in get_args(Rule)} - {
        kind.__name__ for kind, _ in _holders()
    } == {"CapabilityUse", "Covered", "Every", "TermOwner"}
