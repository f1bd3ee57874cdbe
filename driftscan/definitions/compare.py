"""All that components say of terms, held against each other: the room's table of contents."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set

from msgspec.structs import replace

from driftscan.definitions.bases import with_bases
from driftscan.definitions.constants import constant_terms
from driftscan.definitions.conventions import plain_entity
from driftscan.definitions.copies import copied_shapes
from driftscan.definitions.entities import entity_terms
from driftscan.definitions.enums import enum_key, enum_terms
from driftscan.definitions.gathered import Gathered
from driftscan.definitions.meanings import meaning_terms
from driftscan.definitions.naming import term_words
from driftscan.definitions.reached import with_reached
from driftscan.definitions.sureness import Surroundings, relation_of
from driftscan.definitions.words import key_of
from driftscan.model.term import KINDS, Apart, Term, Vocabulary, plain_name

_RELATIONS = ("differs", "unsure", "projection", "same")


def compared(found: Gathered) -> Vocabulary:
    """Terms that several components define: those that differ first, then by kind and name."""
    found = with_reached(with_bases(found))
    around = Surroundings(found.entities, found.programs, found.pages)
    terms = (
        *meaning_terms(found),
        *entity_terms(found, around),
        *enum_terms(found, around),
        *constant_terms(found),
        *copied_shapes(found, around),
    )
    told = (_in_use(each, found.aside) for each in terms)
    return Vocabulary(terms=tuple(sorted(told, key=_order)), known=_known(found))


def _in_use(term: Term, aside: Set[bytes]) -> Term:
    """The same, where nobody need agree with what only stands in files that nothing is made of."""
    if not term.apart or aside.isdisjoint(each.path for each in term.places):
        return term
    used = {each.component for each in term.places if each.path not in aside}
    apart = tuple(
        each if _ends(term, each) <= used else replace(each, is_sure=False) for each in term.apart
    )
    return replace(term, apart=apart, relation=relation_of(apart, term.relation))


def _ends(term: Term, pair: Apart) -> set[str]:
    return {term.components[pair.one], term.components[pair.other]}


def _order(term: Term) -> tuple[int, int, str, tuple[str, ...]]:
    kinds = list(KINDS)
    return _RELATIONS.index(term.relation), kinds.index(term.kind), term.name, term.components


def _known(found: Gathered) -> Mapping[str, tuple[str, ...]]:
    """Who says anything of which term, also where nobody else does."""
    components: dict[str, set[str]] = defaultdict(set)
    for name, component in _names(found):
        components[plain_name(name)].add(component)
    return {name: tuple(sorted(each)) for name, each in sorted(components.items()) if name}


def _names(found: Gathered) -> Iterator[tuple[str, str]]:
    for meaning in found.meanings:
        yield " ".join(term_words(meaning)), meaning.component
    for entity in found.entities:
        yield key_of(plain_entity(entity.fact.name.rpartition(".")[2])), entity.component
        if entity.fact.form == "enum":
            yield enum_key(entity.fact.name), entity.component
    for constant in found.constants:
        yield key_of(constant.fact.name), constant.component
