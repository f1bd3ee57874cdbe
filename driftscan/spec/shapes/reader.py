"""Values of the file to shapes, as long as all is well; models.py finds out what is not."""

from collections.abc import Callable, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from driftscan.spec.shapes.base import (
    After,
    Arm,
    Before,
    Chosen,
    Shape,
    Stripped,
    UnfitError,
)

_Reader = Callable[[object], Any]

# White space as Unicode has it; str.strip() also takes four control characters for that.
_WHITE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)


@cache
def reader(annotation: Any) -> _Reader:
    """What makes a value of this type; UnfitError: the value does not fit."""
    kind, arguments = get_origin(annotation), get_args(annotation)
    if kind is Annotated:
        return _marked(arguments[0], arguments[1:])
    if kind in (Union, UnionType):
        return _one_of([arm for arm in arguments if arm is not NoneType], NoneType in arguments)
    if kind is tuple:
        return _tuple(arguments[0])
    if kind is dict:
        return _dict(*arguments)
    return _shape(annotation) if issubclass(annotation, Shape) else _plain(annotation)


def _marked(annotation: Any, marks: Sequence[object]) -> _Reader:
    chosen = [mark for mark in marks if isinstance(mark, Chosen)]
    read = _chosen(annotation, chosen[0]) if chosen else reader(annotation)
    for mark in marks:
        if isinstance(mark, Before):
            read = _in_turn(mark.change, read)
        elif isinstance(mark, After):
            read = _in_turn(read, mark.change)
        elif isinstance(mark, Stripped):
            read = _in_turn(read, _stripped)
    return read


def _in_turn(first: _Reader, second: _Reader) -> _Reader:
    return lambda value: second(first(value))


def _stripped(text: Any) -> str:
    stripped: str = text.strip(_WHITE)
    if not stripped:
        raise UnfitError
    return stripped


def _chosen(union: Any, chosen: Chosen) -> _Reader:
    arms = {
        mark.name: arm
        for arm in get_args(union)
        for mark in get_args(arm)[1:]
        if isinstance(mark, Arm)
    }

    def read(value: object) -> Any:
        name = chosen.by(value)
        if name is None:
            raise UnfitError
        return reader(arms[name])(value)

    return read


def _one_of(arms: Sequence[Any], or_nothing: bool) -> _Reader:
    """Of several arms without a mark, each is a plain type."""
    inner = reader(arms[0]) if len(arms) == 1 else _plain(tuple(arms))
    return lambda value: None if value is None and or_nothing else inner(value)


def _plain(kind: type | tuple[type, ...]) -> _Reader:
    def read(value: object) -> object:
        if not isinstance(value, kind):
            raise UnfitError
        return value

    return read


def _tuple(item: Any) -> _Reader:
    def read(value: object) -> object:
        if not isinstance(value, list):
            raise UnfitError
        return tuple(map(reader(item), value))

    return read


def _dict(name: Any, item: Any) -> _Reader:
    def read(value: object) -> object:
        if not isinstance(value, dict):
            raise UnfitError
        return {reader(name)(key): reader(item)(each) for key, each in value.items()}

    return read


def _shape(shape: type[Shape]) -> _Reader:
    keys = shape.keys

    def read(value: object) -> object:
        if not isinstance(value, dict) or not value.keys() <= keys.keys():
            raise UnfitError
        values = {}
        for name, declared in keys.items():
            if name in value:
                values[declared.attribute] = reader(declared.annotation)(value[name])
            elif declared.key.required:
                raise UnfitError
            else:
                values[declared.attribute] = declared.key.default
        return shape(values)

    return read
