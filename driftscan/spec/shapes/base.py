"""What the models of all parts of the file share."""

from typing import Any, ClassVar, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

# What an example may be: the same text, lists and mappings a spec is made of.
Example: TypeAlias = "str | float | bool | list[Example] | dict[str, Example]"


def _title(model: type) -> str:
    return model.__name__.removesuffix("Shape")


class Shape(BaseModel):
    """A mapping of known keys. noun: what a message calls it, {} is its name in the file."""

    # Built when a spec is read, and then only once as a part of the whole.
    model_config = ConfigDict(
        extra="forbid", frozen=True, model_title_generator=_title, defer_build=True
    )
    noun: ClassVar[str]

    @classmethod
    def written_keys(cls) -> tuple[str, ...]:
        """The keys as they are written in the file."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())


def key(title: str, description: str, example: Example, *, alias: str | None = None) -> Any:
    """A required key; the example is shown by editors, by messages and in the documentation."""
    return Field(title=title, description=description, examples=[example], alias=alias)


def optional(
    title: str,
    description: str,
    example: Example,
    *,
    default: object = None,
    alias: str | None = None,
) -> Any:
    """A key that may be left out."""
    return Field(
        default=default, title=title, description=description, examples=[example], alias=alias
    )
