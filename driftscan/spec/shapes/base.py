"""What the shapes of all parts of the file share: keys, and marks on the types of their values.

Shapes are plain declarations, so that a sound file is read without loading what explains a broken
one: reader.py takes values by them, models.py makes pydantic models of the same.
"""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeAlias

from msgspec import Struct

# What an example may be: the same text, lists and mappings a spec is made of.
Example: TypeAlias = "str | float | bool | list[Example] | dict[str, Example]"

# Marks that stand in Annotated are compared by identity, for some hold a dict.


class Before(Struct, frozen=True, eq=False):
    """Any value is first changed into one of the type. UnfitError: it cannot be."""

    change: Callable[[object], object]


class After(Struct, frozen=True, eq=False):
    """A value of the type is changed once more. UnfitError: it has no such meaning."""

    change: Callable[[Any], object]


class Stripped(Struct, frozen=True, eq=False):
    """Text counts without the white space around it, and must not be empty."""


class InEditors(Struct, frozen=True, eq=False):
    """What the JSON Schema says instead of what follows from the type."""

    schema: Mapping[str, object]


class Arm(Struct, frozen=True, eq=False):
    """The name of one arm of a union."""

    name: str


class Chosen(Struct, frozen=True, eq=False):
    """Which arm of a union a value belongs to, None for none."""

    by: Callable[[object], str | None]


class UnfitError(ValueError):
    """A value does not have the shape that is asked for; never leaves this folder."""


class Key(Struct, frozen=True):
    """A key of the file. alias: how it is written there, if not like the attribute."""

    title: str
    description: str
    example: Example
    alias: str | None = None
    required: bool = True
    default: object = None


class Declared(Struct, frozen=True):
    """A key of a shape: the attribute that holds its value, and the annotation of that."""

    attribute: str
    annotation: Any
    key: Key


class Shape:
    """A mapping of known keys. noun: what a message calls it, {} is its name in the file.

    keys: as they are written in the file, those of a base first.
    in_editors: what its JSON Schema says beside that.
    """

    noun: ClassVar[str]
    keys: ClassVar[Mapping[str, Declared]] = {}
    in_editors: ClassVar[Mapping[str, object]] = {}

    def __init_subclass__(cls) -> None:
        """Gather the keys that a shape declares."""
        own = [
            Declared(attribute, annotation, key)
            for attribute, annotation in cls.__annotations__.items()
            if isinstance(key := vars(cls).get(attribute), Key)
        ]
        cls.keys = {**cls.keys, **{each.key.alias or each.attribute: each for each in own}}

    def __init__(self, values: Mapping[str, object]) -> None:
        """values: by attribute, of every key."""
        self.__dict__.update(values)

    @classmethod
    def written_keys(cls) -> tuple[str, ...]:
        """The keys as they are written in the file."""
        return tuple(cls.keys)


def key(title: str, description: str, example: Example, *, alias: str | None = None) -> Any:
    """A required key; the example is shown by editors, by messages and in the documentation."""
    return Key(title, description, example, alias)


def optional(
    title: str,
    description: str,
    example: Example,
    *,
    default: object = None,
    alias: str | None = None,
) -> Any:
    """A key that may be left out."""
    return Key(title, description, example, alias, required=False, default=default)
