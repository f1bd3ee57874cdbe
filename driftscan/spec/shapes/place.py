"""Where in the file an error of pydantic is, and which model and key stand there."""

from types import NoneType, UnionType
from typing import Annotated, Union, get_args, get_origin

from msgspec import Struct
from msgspec.structs import replace

from driftscan.spec.problem import listed
from driftscan.spec.shapes.base import Arm, Example, Shape
from driftscan.spec.shapes.file import FileShape
from driftscan.spec.shapes.rule_parts import ARM
from driftscan.spec.tree import Path

# A type annotation; typing has no name for what these are.
_Annotation = object

_VALUE_BY_TAG = {f"{ARM}str": "text", f"{ARM}list": "a list", f"{ARM}dict": "a mapping"}


class Place(Struct, frozen=True):
    """What stands at the place of an error.

    path: in the file, without the union arms that pydantic adds. shape: the innermost model on
    the way; shape_path: where that begins. key: its key on the way, '' if none; example: of key.
    expected: the kinds of value that fit, where there are several.
    """

    path: Path
    shape: type[Shape]
    shape_path: Path
    key: str = ""
    example: Example = ""
    expected: str = ""


def place_of(loc: tuple[str | int, ...]) -> Place:
    """The place of an error by pydantic's loc."""
    place = Place((), FileShape, ())
    annotation: _Annotation = FileShape
    for part in loc:
        annotation = _bare(annotation)
        if isinstance(annotation, type) and issubclass(annotation, Shape):
            declared = annotation.keys.get(str(part))
            example = declared.key.example if declared else ""
            place = Place((*place.path, str(part)), annotation, place.path, str(part), example)
            annotation = declared.annotation if declared else None
        elif _is_union(annotation):
            place = replace(place, expected=_kinds_of_value(annotation))
            annotation = _arm(annotation, str(part))
        else:
            place = replace(place, path=(*place.path, part), expected="")
            annotation = _item(annotation)
    return place


def _is_union(annotation: _Annotation) -> bool:
    return get_origin(annotation) in (Union, UnionType)


def _bare(annotation: _Annotation) -> _Annotation:
    """The annotation without metadata and without `| None`."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
            continue
        arms = [arm for arm in get_args(annotation) if arm is not NoneType]
        if not _is_union(annotation) or len(arms) != 1:
            return annotation
        annotation = arms[0]


def _kinds_of_value(union: _Annotation) -> str:
    """What the arms of a union stand for: 'text, a list or a mapping'."""
    tags = [each.name for arm in get_args(union) for each in get_args(arm) if isinstance(each, Arm)]
    return listed([_VALUE_BY_TAG[tag] for tag in tags if tag in _VALUE_BY_TAG])


def _arm(annotation: _Annotation, name: str) -> _Annotation:
    for arm in get_args(annotation):
        if any(isinstance(each, Arm) and each.name == name for each in get_args(arm)[1:]):
            return arm
    return None


def _item(annotation: _Annotation) -> _Annotation:
    """What a mapping or a list holds."""
    arguments = get_args(annotation)
    if not arguments:
        return None
    return arguments[1] if get_origin(annotation) is dict else arguments[0]
