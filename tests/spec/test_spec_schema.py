"""The JSON Schema that editors use, and the page that explains the same keys."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from driftscan.spec.flow import flow
from driftscan.spec.parse import parse_spec
from driftscan.spec.schema import json_schema
from tests.spec.examples import DESIGN, HEAD, TWO

SCHEMA: dict[str, Any] = json.loads(json_schema())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
PAGE = (Path(__file__).parents[2] / "docs" / "spec.md").read_text("utf-8")


def _as_editors_see_it(text: str) -> Any:
    """YAML 1.2, as editors read it: a date is text."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def _properties() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name, shape in {"the file": SCHEMA, **SCHEMA["$defs"]}.items():
        for key, schema in shape["properties"].items():
            yield name, key, schema


PROPERTIES = list(_properties())


def test_the_schema_is_one_of_its_draft() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["title"] == "driftscan.yaml"
    assert SCHEMA["required"] == ["driftscan"]


def test_every_mapping_of_keys_refuses_others() -> None:
    assert len(SCHEMA["$defs"]) > 15
    for shape in [SCHEMA, *SCHEMA["$defs"].values()]:
        assert shape["additionalProperties"] is False


@pytest.mark.parametrize(
    ("shape", "key", "schema"), PROPERTIES, ids=[f"{shape} {key}" for shape, key, _ in PROPERTIES]
)
def test_every_key_is_explained_and_its_example_fits(
    shape: str, key: str, schema: dict[str, Any]
) -> None:
    assert schema["title"]
    assert schema["description"].endswith(".")
    (example,) = schema["examples"]
    jsonschema.Draft202012Validator({"$defs": SCHEMA["$defs"], **schema}).validate(example)
    assert _as_editors_see_it(flow(example)) == example


def test_every_description_of_a_shape_is_a_sentence() -> None:
    assert all(shape["description"].endswith(".") for shape in SCHEMA["$defs"].values())


def test_the_example_of_the_design_fits() -> None:
    VALIDATOR.validate(_as_editors_see_it(DESIGN))


GOOD = [
    "rules:",
    TWO + "rules: [{deny: {from: a, to: [b]}, via: [import, http], through_others: true}]",
    TWO + "rules: [{acyclic: {in: a}}, {acyclic: [a, b]}, {independent: services}]",
    TWO + "layers: [{order: [a, [b]], in: a}, {order: [{any: [a]}, b], name: 12}]",
    "coverage: {checked: 95%, assigned: 0.95}",
    "strategy: {owner: 123, measures: {findings: 0}}",
    TWO + "layers: [{order: [a, {layer: b, closed: true, optional: [b]}], exhaustive: true}]",
    TWO + "layers: [{order: [x, {any: [y], optional: true}], in: [a, b], closed: true}]",
    TWO + "layers: [{order: [x, y], in: services, exhaustive: true, besides: [z]}]",
    TWO + "rules: [{protect: [a, external:x], allow: []}, {private: components, named: _*}]",
    "components: {a: {path: x, visible_to: []}}",
    "components: {b: {path: [x, y], public: [], tags: core}}",
    "components: {'s/*': {path: 's/*'}, Größe-2: {path: x, tags: [a, b]}}",
    TWO + "rules: [{deny: a -> b}]\nexceptions: [{finding: deny a->b, reason: x}]",
]
BAD = [
    "layerz: []",
    "components: {b: {pth: x}}",
    "components: {b: {path: x, kind: services}}",
    "components: [b]",
    "components: {'*/*': {path: x}}",
    "components: {'*': {path: x}}",
    "components: {'a b': {path: x}}",
    "components: {b: {path: x, tags: {a: b}}}",
    "rules: [{dney: a -> b}]",
    "rules: [{deny: a -> b, resaon: x}]",
    "rules: [{deny: a -> b, expect: b -> a}]",
    "rules: [{deny: a -> b, via: imprt}]",
    "rules: [{deny: {from: a}}]",
    "rules: [{covered: x, via: import}]",
    "rules: [{}]",
    "layers: [{in: a}]",
    "layers: [{order: [a, {all: [b]}]}]",
    "layers: [{order: [a, {closed: true}]}]",
    "layers: [{order: [a, {layer: b, any: [c]}]}]",
    "rules: [{protect: a}]",
    "rules: [{private: a, allow: []}]",
    "coverage: {checked: 95}",
    "exceptions: [{finding: x}]",
    "data: {x: {readers: [a]}}",
    "capabilities: {x: {use: {}}}",
    "sources: {exlude: [x]}",
]


@pytest.mark.parametrize("text", GOOD)
def test_what_loads_fits(text: str) -> None:
    parse_spec((HEAD + text).encode(), "f")
    VALIDATOR.validate(_as_editors_see_it(HEAD + text))


@pytest.mark.parametrize("text", BAD)
def test_what_has_the_wrong_shape_does_not_fit(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(_as_editors_see_it(HEAD + text))


def test_a_file_without_its_version_does_not_fit() -> None:
    for text in ("rules: []", "driftscan: 2"):
        with pytest.raises(jsonschema.ValidationError):
            VALIDATOR.validate(_as_editors_see_it(text))


@pytest.mark.parametrize("key", sorted({key for _, key, _ in PROPERTIES}))
def test_every_key_stands_on_the_page(key: str) -> None:
    assert re.search(rf"`{key}`", PAGE)


def test_every_word_of_the_syntax_stands_on_the_page() -> None:
    words = set(re.findall(r'"enum": (\[[^\]]*\])', json.dumps(SCHEMA)))
    enumerated = {str(word) for words_ in words for word in json.loads(words_)}
    assert len(enumerated) > 15
    assert [word for word in sorted(enumerated - {"1"}) if f"`{word}`" not in PAGE] == []


_BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_the_examples_of_the_page_load_together() -> None:
    assert len(_BLOCKS) == 11
    whole = "".join(_BLOCKS)
    spec = parse_spec(whole.encode(), "spec.md")
    assert len(spec.rules) > 10
    VALIDATOR.validate(_as_editors_see_it(whole))
    written = {event.value for event in yaml.parse(whole) if isinstance(event, yaml.ScalarEvent)}
    assert {key for _, key, _ in PROPERTIES} <= written
