"""Which of a class's fields are data that others get, and which are its private state: how it does
what it does, which no two programs mean to agree on."""

import re
from collections.abc import Collection, Iterable

from tree_sitter import Node

from driftscan.extract.syntax.parsed import text_of
from driftscan.extract.syntax.terms.phrases import named

_HIDDEN = re.compile(r"\b(?:private|protected)\b", re.I)
_ACCESSOR = re.compile(r"(?:get|is|has|set|with)_?(?=[a-z])")
_METHODS = frozenset(("method_declaration", "method_definition", "function_declaration"))
# Methods that hand out whatever the object has.
_OF_ALL = frozenset(("get", "jsonserialize", "toarray", "tojson", "serialize"))
_CONSTRUCTORS = frozenset(("__construct", "constructor"))
# Annotations of a class that make an accessor for each field.
_MAKING = re.compile(r"@(?:\w+\.)*(?:Data|Getter|Setter|Value|Builder|SuperBuilder|Jacksonized)\b")


def accessors_of(body: Node) -> Collection[str]:
    """What the methods of a class that others may call give or take, without what only tells
    spellings apart: `getName` and `name` are `name`."""
    methods = (each for each in named(body) if each.type in _METHODS and not is_hidden(each))
    names = [
        _plain(text_of(name)) for each in methods if (name := each.child_by_field_name("name"))
    ]
    return frozenset((*names, *(_ACCESSOR.sub("", name, count=1) for name in names)))


def does_nothing(body: Node) -> bool:
    """Whether a class has nothing but what it holds, and how it is made: then that is data, however
    it is marked."""
    methods = (each.child_by_field_name("name") for each in named(body) if each.type in _METHODS)
    return all(name is not None and text_of(name) in _CONSTRUCTORS for name in methods)


def is_given(name: str, accessors: Collection[str]) -> bool:
    """Whether a method gives a field, or all there are. accessors: see accessors_of."""
    return _plain(name) in accessors or not _OF_ALL.isdisjoint(accessors)


def is_hidden(node: Node) -> bool:
    """Whether only the class itself sees what a node declares, or what is built on it."""
    return any(_HIDDEN.search(text_of(each)) for each in _modifiers(node))


def are_all_given(marks: str) -> bool:
    """Whether the annotations of a class make an accessor for each field."""
    return _MAKING.search(marks) is not None


def _modifiers(node: Node) -> Iterable[Node]:
    return (each for each in node.named_children if "modifier" in each.type)


def _plain(name: str) -> str:
    return name.lower().replace("_", "")
