"""Two readers of one declaration: the quick one, and the models that say what is wrong."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from driftscan.spec.shapes.base import Shape, UnfitError
from driftscan.spec.shapes.file import FileShape
from driftscan.spec.shapes.models import model_of
from driftscan.spec.shapes.pack import PackRuleShape, PackShape
from driftscan.spec.shapes.reader import reader
from tests.spec.examples import DESIGN
from tests.spec.generated import SPECS

_SPACE = [chr(code) for code in range(0x3001) if chr(code).isspace()]
_TEXT = st.text(st.sampled_from([*_SPACE, "\x00", "\u180e", "\u200b", "\ufeff", "a"]), max_size=4)
_WORDS = st.sampled_from(
    "a deny allow_only independent acyclic protect allow private public names expect covered every "
    "deprecate layer any optional order in from to via by until tests severity name rule component "
    "exception pack except owner reason true False reexports import 2 0 -1 95% 1.5 .5 2027-01-31 "
    "2027-02-30 2027-1-1 service error a/../b /x ../x".split()
)
_VALUES = st.recursive(
    st.none() | _WORDS | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=4),
    max_leaves=12,
)


def _texts(value: Any) -> Any:
    """Values as a spec's file has them: every scalar is text."""
    if isinstance(value, dict):
        return {name: _texts(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_texts(each) for each in value]
    return str(value) if isinstance(value, str | int | float) else value


def _by_reader(shape: Any, value: Any) -> Any:
    try:
        return _plain(reader(shape)(value))
    except UnfitError:
        return "unfit"


def _by_model(shape: Any, value: Any) -> Any:
    try:
        return _plain(model_of(shape).model_validate(value))
    except ValidationError:
        return "unfit"


def _plain(value: Any) -> Any:
    if isinstance(value, Shape):
        return type(value).__name__, {name: _plain(each) for name, each in vars(value).items()}
    if isinstance(value, BaseModel):
        return type(value).__name__, {name: _plain(each) for name, each in value}
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return tuple(map(_plain, value)) if isinstance(value, tuple) else (type(value), value)


def _other(document: Any, new: Any, data: st.DataObject) -> Any:
    """The document with a value somewhere in it replaced."""
    whole = place = [document]
    key: Any = 0
    while isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans()):
        place = place[key]
        keys = sorted(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(list(keys)))
    place[key] = new
    return whole[0]


@given(SPECS)
@settings(max_examples=100, deadline=None)
def test_what_is_right_is_read_alike(document: dict[str, Any]) -> None:
    value = _texts(json.loads(json.dumps(document)))
    assert _by_reader(FileShape, value) == _by_model(FileShape, value) != "unfit"


def test_the_example_of_the_design_is_read_alike() -> None:
    value = _texts(json.loads(json.dumps(yaml.safe_load(DESIGN), default=str)))
    assert _by_reader(FileShape, value) == _by_model(FileShape, value) != "unfit"


@given(SPECS, _VALUES, st.data())
@settings(max_examples=500, deadline=None)
def test_whatever_replaces_a_value_is_taken_by_both_or_by_none(
    document: dict[str, Any], new: Any, data: st.DataObject
) -> None:
    value = _other(_texts(json.loads(json.dumps(document))), new, data)
    assert _by_reader(FileShape, value) == _by_model(FileShape, value)


def _all_below(shape: type[Shape]) -> list[type[Shape]]:
    return [each for own in shape.__subclasses__() for each in (own, *_all_below(own))]


_EVERY_SHAPE = _all_below(Shape)
assert PackShape in _EVERY_SHAPE
assert PackRuleShape in _EVERY_SHAPE


@pytest.mark.parametrize("shape", _EVERY_SHAPE, ids=lambda shape: shape.__name__)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_each_shape_takes_what_its_model_takes(shape: type[Shape], data: st.DataObject) -> None:
    """Its own example, with any values replaced; that alone reaches what is rarely written."""
    value = {
        name: _texts(json.loads(json.dumps(declared.key.example)))
        for name, declared in shape.keys.items()
        if declared.key.required or data.draw(st.booleans())
    }
    for _ in range(data.draw(st.integers(0, 2))):
        value = _other(value, data.draw(_VALUES), data)
    assert _by_reader(shape, value) == _by_model(shape, value)


@given(_TEXT)
@example("\x1c")
@example("\x1c a \x1f")
@settings(max_examples=300, deadline=None)
def test_the_same_is_white_space_to_both(text: str) -> None:
    value = {"driftscan": "1", "strategy": {"owner": text}}
    assert _by_reader(FileShape, value) == _by_model(FileShape, value)
