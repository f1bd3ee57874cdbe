"""Shapes as pydantic models: what they say of a broken file is told, and the JSON Schema is theirs.

Loaded only then. That models and reader.py take the same files is tested.
"""

from collections.abc import Callable
from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
    create_model,
)
from pydantic_core import PydanticCustomError

from driftscan.spec.shapes.base import (
    After,
    Arm,
    Before,
    Chosen,
    Declared,
    InEditors,
    Shape,
    Stripped,
    UnfitError,
)
from driftscan.spec.shapes.scalars import WrongValueError


@cache
def model_of(shape: Any) -> type[BaseModel]:
    """The model of a class of shapes, built when it is used; only once as a part of the whole."""
    config = ConfigDict(
        extra="forbid", title=shape.__name__.removesuffix("Shape"), defer_build=True
    )
    if shape.in_editors:
        config["json_schema_extra"] = {**shape.in_editors}
    fields: dict[str, Any] = {
        declared.attribute: (_typed(declared.annotation), _field(declared))
        for declared in shape.keys.values()
    }
    model: type[BaseModel] = create_model(shape.__name__, __config__=config, **fields)
    model.__doc__ = shape.__doc__
    return model


def _field(declared: Declared) -> Any:
    key = declared.key
    return Field(
        default=... if key.required else key.default,
        title=key.title,
        description=key.description,
        examples=[key.example],
        alias=key.alias,
    )


def _typed(annotation: Any) -> Any:
    """The annotation with marks and models of pydantic."""
    kind, arguments = get_origin(annotation), get_args(annotation)
    if kind is Annotated:
        return Annotated[(_typed(arguments[0]), *map(_mark, arguments[1:]))]
    if kind in (Union, UnionType):
        return reduce(or_, map(_typed, arguments))
    if kind is tuple:
        return tuple.__class_getitem__((_typed(arguments[0]), ...))
    if kind is dict:
        return dict.__class_getitem__(tuple(map(_typed, arguments)))
    is_shape = isinstance(annotation, type) and issubclass(annotation, Shape)
    return model_of(annotation) if is_shape else annotation


def _mark(mark: object) -> object:
    if isinstance(mark, Before):
        return BeforeValidator(_telling(mark.change))
    if isinstance(mark, After):
        return AfterValidator(_telling(mark.change))
    if isinstance(mark, Stripped):
        return StringConstraints(strip_whitespace=True, min_length=1)
    if isinstance(mark, InEditors):
        return WithJsonSchema(dict(mark.schema))
    if isinstance(mark, Chosen):
        return Discriminator(mark.by)
    assert isinstance(mark, Arm)
    return Tag(mark.name)


def _telling(change: Callable[[Any], object]) -> Callable[[object], object]:
    """The same, with errors that pydantic gathers."""

    def tell(value: object) -> object:
        try:
            return change(value)
        except WrongValueError as error:
            context = {"predicate": error.predicate, "word": error.word, "among": error.among}
            raise PydanticCustomError("predicate", "{predicate}", context) from None
        except UnfitError:
            raise PydanticCustomError("texts_type", "neither text nor a list") from None

    return tell
