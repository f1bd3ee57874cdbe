"""Names of which no word is left, or none ever was, are compared like any others: with nothing."""

from hypothesis import given
from hypothesis import strategies as st

from driftscan.definitions.compare import compared
from driftscan.definitions.gathered import gathered
from driftscan.model.definition import (
    Atom,
    ConstantFact,
    DefinitionFacts,
    EntityFact,
    FieldFact,
    LabelFact,
    MeaningFact,
)

_PIECES = ("", "Enum", "Data", "Type", "DTO", "Crate", "is", "by", "all", "_", ".", "$", "色", "7")
_NAMES = st.lists(st.sampled_from(_PIECES), max_size=4).map("".join)
_NAMED = st.lists(_NAMES, min_size=2, max_size=4, unique=True)
_PATHS = (b"web/a.ts", b"web/b.component.ts", b"shop/a.cs", b"shop/b.cs", b"bank/a.py")


@st.composite
def _entities(draw: st.DrawFn) -> EntityFact:
    form = draw(st.sampled_from(("class", "model", "table", "type", "message", "schema")))
    types = st.sampled_from(("", "text", "number", "decimal", "list of text"))
    fields = tuple(FieldFact(each, draw(types), 3) for each in draw(_NAMED))
    return EntityFact(draw(_NAMES), form, 1, fields, turned=(draw(_NAMES),))


@st.composite
def _enums(draw: st.DrawFn) -> EntityFact:
    values = st.sampled_from(("", "7", "red", "色"))
    labels = tuple(LabelFact(each, draw(values), 3) for each in draw(_NAMED))
    return EntityFact(draw(_NAMES), "enum", 1, labels=labels)


_CONSTANTS = st.builds(
    ConstantFact, _NAMES, st.sampled_from(("number", "text", "list")), st.just(("7",)), st.just(1)
)
_ATOMS = st.builds(Atom, _NAMES, st.just("is"), st.tuples(_NAMES))
_MEANINGS = st.builds(
    MeaningFact, _NAMES, _NAMES, st.just(1), st.just("predicate"), st.tuples(_ATOMS)
)
_FACTS = st.builds(
    DefinitionFacts,
    st.lists(_entities() | _enums(), max_size=3).map(tuple),
    st.lists(_CONSTANTS, max_size=2).map(tuple),
    st.lists(_MEANINGS, max_size=2).map(tuple),
)


@given(st.lists(_FACTS, min_size=len(_PATHS), max_size=len(_PATHS)))
def test_every_term_has_a_name(facts: list[DefinitionFacts]) -> None:
    said = zip(_PATHS, facts, strict=True)
    found = gathered(said, lambda path: path.partition(b"/")[0].decode())
    assert all(term.name for term in compared(found).terms)
