"""What holds for every file: any bytes, any spec that is right, any key that is misspelt."""

import json
import string
from typing import Any

import jsonschema
import msgspec
import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from driftscan.errors import SpecError
from driftscan.model.spec import Spec
from driftscan.spec.parse import parse_spec
from driftscan.spec.problem import InvalidSpecError
from driftscan.spec.schema import json_schema
from tests.spec.examples import DESIGN, HEAD
from tests.spec.generated import SPECS

SCHEMA = jsonschema.Draft202012Validator(json.loads(json_schema()))
_WORDS = st.sampled_from(
    ["components", "rules", "layers", "deny", "order", "in", "any", "path", "kind", "a", "b",
     "services", "external:*", "*", "->", ": ", "- ", "\n", "\n  ", "{", "}", "[", "]", ", ",
     "&x ", "*x", "!t ", "? ", "'", '"', "|", "#", "---\n", "<<", "\t", "null", "~", "95", "%"]
)  # fmt: skip


def _parses_or_says_why(content: bytes) -> None:
    try:
        parse_spec(content, "s.yaml")
        problems = None
    except InvalidSpecError as error:
        problems = error.problems
    if problems is not None:
        lines = [problem.position.line for problem in problems]
        assert lines
        assert 1 <= lines[0] <= lines[-1] <= content.count(b"\n") + content.count(b"\r") + 3


@given(st.binary())
@example(b"\xff\xfe")
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_spec_or_a_spec_error(content: bytes) -> None:
    _parses_or_says_why(content)
    _parses_or_says_why(HEAD.encode() + content)


@given(st.lists(_WORDS | st.text(max_size=4), max_size=40))
@settings(max_examples=500, deadline=None)
def test_any_mixture_of_yaml_is_a_spec_or_a_spec_error(words: list[str]) -> None:
    _parses_or_says_why((HEAD + "".join(words)).encode("utf-8", "surrogatepass"))


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | _WORDS | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=4),
    max_leaves=12,
)


@given(SPECS, st.data())
@settings(max_examples=300, deadline=None)
def test_a_spec_with_any_value_replaced_is_a_spec_or_a_spec_error(
    document: dict[str, Any], data: st.DataObject
) -> None:
    # A copy, for hypothesis may give the same lists to other tests.
    document = json.loads(json.dumps(document))
    place: Any = document
    while True:
        key = data.draw(
            st.sampled_from(list(place) if isinstance(place, dict) else range(len(place)))
        )
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            break
        place = inner
    place[key] = data.draw(_VALUES)
    _parses_or_says_why(json.dumps(document).encode())


@given(SPECS)
@settings(max_examples=200, deadline=None)
def test_what_is_right_loads_fits_the_schema_and_survives_being_stored(
    document: dict[str, Any],
) -> None:
    as_json = json.dumps(document, ensure_ascii=False).encode()
    # Read back first: what is one object twice would be written as an alias.
    as_yaml = yaml.safe_dump(json.loads(as_json), allow_unicode=True, sort_keys=False).encode()
    spec = parse_spec(as_json, "s.yaml")
    declared = [
        *(*document["rules"], *document.get("layers", []), *document.get("data", {})),
        *document.get("definitions", {}),
        *(each for each in document.get("capabilities", {}).values() if each.get("use")),
    ]
    assert len(spec.rules) == len(declared)
    assert len(spec.components) == len(document["components"])
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(spec), type=Spec) == spec
    SCHEMA.validate(document)
    assert _without_lines(parse_spec(as_yaml, "s.yaml")) == _without_lines(spec)


def _without_lines(spec: Spec) -> object:
    def stripped(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: stripped(each) for key, each in value.items() if key != "line"}
        return [stripped(each) for each in value] if isinstance(value, list) else value

    return stripped(json.loads(msgspec.json.encode(spec)))


def _keys_of_the_design() -> list[tuple[int, str]]:
    """Every key of the syntax in the example, with the offset where it stands."""
    known = {
        key
        for shape in [json.loads(json_schema()), *json.loads(json_schema())["$defs"].values()]
        for key in shape["properties"]
    }
    places = [
        (token.start_mark.index, token.value)
        for token in yaml.scan(DESIGN, Loader=yaml.SafeLoader)
        if isinstance(token, yaml.ScalarToken) and token.value in known
    ]
    return [(offset, key) for offset, key in places if DESIGN.startswith(":", offset + len(key))]


@st.composite
def _misspelt(draw: st.DrawFn, word: str) -> str:
    """The word with one letter dropped, added, replaced, or two exchanged."""
    at = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from(string.ascii_lowercase))
    return draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
            ]
        )
    )


KEYS = _keys_of_the_design()


def test_the_example_has_most_of_the_keys() -> None:
    assert len({key for _, key in KEYS}) > 30


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_a_misspelt_key_is_always_told_with_a_suggestion(data: st.DataObject) -> None:
    offset, key = data.draw(st.sampled_from(KEYS))
    wrong = data.draw(_misspelt(key))
    everywhere = {key for _, key in KEYS} | {"by", "in", "to", "any", "public", "on"}
    assume(wrong not in everywhere)
    text = DESIGN[:offset] + wrong + DESIGN[offset + len(key) :]
    with pytest.raises(SpecError) as caught:
        parse_spec(text.encode(), "s.yaml")
    line = DESIGN.count("\n", 0, offset) + 1
    said = [each for each in str(caught.value).splitlines() if f"unknown key '{wrong}'" in each]
    assert len(said) == 1
    assert said[0].startswith(f"s.yaml:{line}: ")
    assert "; did you mean '" in said[0]
