"""No text makes an extractor raise, and what nests deeply costs no stack."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from driftscan.extract.definition_registry import (
    DEFINITION_EXTRACTORS,
    load_definition_extractor,
)
from driftscan.extract.meaning.types import type_of

_WORDS = st.sampled_from(
    "class def return if not and or ( ) { } [ ] : ; , . = == != < > => -> | ? ! * & \n \t ' \" ` "
    "enum interface type struct func fn val public const where filter status active now() - 30 "
    "days SELECT count DISTINCT FROM WHERE IN IS NULL CREATE TABLE message model self this $x "
    "@Query scope :active openapi: schemas: # // /* */ ''' \x00 é".split(" ")
)
_TEXTS = st.lists(_WORDS, max_size=40).map(" ".join)
_HEADS = {
    "openapi-definitions": "openapi: 3.0.0\n",
    "python-definitions": "class A:\n  pass\n",
}


@pytest.mark.parametrize("extractor", DEFINITION_EXTRACTORS)
@given(_TEXTS)
@settings(max_examples=60, deadline=None)
def test_no_text_is_too_odd(extractor: str, text: str) -> None:
    content = (_HEADS.get(extractor, "") + text).encode()
    facts = load_definition_extractor(extractor).extract(content)
    assert facts == load_definition_extractor(extractor).extract(content)


@given(st.text(max_size=60) | _TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_may_stand_for_a_type(text: str) -> None:
    assert isinstance(type_of(text).name, str)


_DEEP = {
    "java-definitions": "class A { boolean isB() { return "
    + "(" * 5000
    + "a"
    + ")" * 5000
    + "; } }",
    "typescript-definitions": "function isB(a) { return " + "!(" * 4000 + "a" + ")" * 4000 + " }",
    "go-definitions": "package a\nfunc IsB() bool { return " + "a && " * 9000 + "b }",
    "sql-definitions": "SELECT * FROM a WHERE " + "(" * 3000 + "x = 1" + ")" * 3000,
    "python-definitions": "def is_b(a):\n    return " + "not " * 3000 + "a.b\n",
    "protobuf-definitions": "message A {" * 3000,
    "kotlin-definitions": "fun isB() = " + "a.b(" * 2000 + ")" * 2000,
    "ruby-definitions": "def b?\n" + "[" * 3000 + "]" * 3000 + "\nend",
}


@pytest.mark.parametrize("extractor", _DEEP)
def test_what_nests_deeply_is_read_without_recursion(extractor: str) -> None:
    facts = load_definition_extractor(extractor).extract(_DEEP[extractor].encode())
    assert facts.meanings == ()


_HOLD_THEMSELVES = (
    "STAGES = [FIRST, *STAGES]",
    "STAGES = [STAGES, STAGES]",
    "FIRST = [NEXT, NEXT]\nNEXT = [FIRST, FIRST]",
    "def is_active(a):\n    found = [found]\n    return a.status in found",
    "def active(a):\n    found = found & Q(b=2)\n    return a.filter(found)",
    "def is_active(a):\n    found = set(found)\n    return a.status in found",
    "LOOKUP = f'SELECT {LOOKUP} FROM a'\ndef active(a):\n    return execute(LOOKUP)",
)


@pytest.mark.parametrize("text", _HOLD_THEMSELVES)
def test_what_holds_itself_costs_no_file(text: str) -> None:
    """As Django's `MIDDLEWARE = [mine] + MIDDLEWARE` does."""
    content = f"class Cart:\n    total: int\n\n{text}\n".encode()
    facts = load_definition_extractor("python-definitions").extract(content)
    assert [entity.name for entity in facts.entities] == ["Cart"]
    assert facts.problems == ()
