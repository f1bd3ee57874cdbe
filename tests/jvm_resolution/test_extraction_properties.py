"""What holds for any Java or Kotlin file, however broken."""

from types import ModuleType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from driftscan.extract.gradle import extractor as gradle
from driftscan.extract.gradle_settings import extractor as gradle_settings
from driftscan.extract.java import extractor as java
from driftscan.extract.kotlin import extractor as kotlin
from driftscan.extract.maven import extractor as maven
from driftscan.model.fact import FileFacts

LANGUAGES = [java, kotlin]
PIECES = (
    "import a.B; class A<T> { } interface I fun f ( ) { } < > . , = ? : :: -> @Ann package p; "
    'val x object companion "str" """ ${ } // c /* */ return@x new record enum switch case '
    "static extends implements permits throws try catch ( E e ) a.b.C . d() ä `q` \n \t '"
).split(" ")
sources = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)


@pytest.mark.parametrize("language", [*LANGUAGES, gradle, gradle_settings, maven])
@given(content=st.one_of(st.binary(max_size=200), sources.map(str.encode)))
def test_any_bytes_give_facts(language: ModuleType, content: bytes) -> None:
    assert isinstance(language.extract(content), FileFacts)


@pytest.mark.parametrize("language", LANGUAGES)
@given(source=sources)
def test_lines_above_only_move_lines(language: ModuleType, source: str) -> None:
    def without_lines(facts: FileFacts, moved: int) -> FileFacts:
        return replace(
            facts,
            imports=tuple(replace(fact, line=fact.line + moved) for fact in facts.imports),
            uses=tuple(
                replace(fact, lines=tuple(line + moved for line in fact.lines))
                for fact in facts.uses
            ),
            problems=(),
        )

    plain = language.extract(source.encode())
    below = language.extract(b"// a comment\n\n" + source.encode())
    if not plain.problems and not below.problems:
        assert without_lines(plain, 2) == without_lines(below, 0)


@pytest.mark.parametrize("language", LANGUAGES)
@given(source=sources)
@example("val . import")
def test_each_name_stands_once_and_in_order(language: ModuleType, source: str) -> None:
    facts = language.extract(source.encode())
    names = [use.name for use in facts.uses]
    assert names == sorted(set(names))
    assert all(use.lines == tuple(sorted(set(use.lines))) for use in facts.uses)
    assert "" not in names


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("nested", ["(", "{", "a.", "class A { ", "<", "@A(", '"${', "fun f() { "])
def test_deep_nesting_is_read_or_told(language: ModuleType, nested: str) -> None:
    facts = language.extract(b"class A {\n" + nested.encode() * 5_000)
    assert facts.problems
