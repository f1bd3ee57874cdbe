"""Terms that functions, views and queries of several components define, held against each other."""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence, Set
from itertools import combinations

from msgspec.structs import replace

from driftscan.definitions.conventions import plain_entity
from driftscan.definitions.gathered import Gathered, Meaning, constant_values
from driftscan.definitions.layers import are_kept_apart
from driftscan.definitions.naming import plain_words, term_words
from driftscan.definitions.sureness import (
    is_asked_further,
    is_of_view,
    is_one_question,
    relation_of,
)
from driftscan.definitions.ways import (
    ALTERNATIVES,
    NOTHING,
    PRESENT,
    ROWS,
    TIME_WINDOW,
    WINDOWS,
    Routines,
    Way,
    conflicts,
    duration,
    said,
    subject_of,
    way_of,
)
from driftscan.definitions.words import key_of
from driftscan.model.definition import Atom
from driftscan.model.term import Apart, Defined, Row, Term

_FORMS = {"predicate": 0, "view": 1, "query": 2}
_OPERATOR_WORDS = {"is": "", "is not": "not "}
_Ways = dict[str, list[Way]]


def meaning_terms(found: Gathered) -> Iterator[Term]:
    """A term for each that at least two components say something of."""
    constants = constant_values(found)
    entities = {key_of(plain_entity(each.fact.name)) for each in found.entities}
    routines = Routines(found.meanings)
    by_term: dict[tuple[str, ...], _Ways] = defaultdict(lambda: defaultdict(list))
    spelled: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for meaning in found.meanings:
        words = () if _only_gets(meaning, entities) else term_words(meaning)
        way = _told(way_of(meaning, constants, routines), words) if words else None
        if way is not None:
            key = tuple(sorted(words))
            by_term[key][meaning.component].append(way)
            spelled[key].append(" ".join(words))
    for key, ways in sorted(by_term.items()):
        if len(ways) > 1:
            name = max(sorted(set(spelled[key])), key=spelled[key].count)
            ordered = {c: _ordered(each) for c, each in sorted(ways.items())}
            yield _term(name, ordered, found.pages)


def _only_gets(meaning: Meaning, entities: Container[str]) -> bool:
    """Whether a query is called after what it gets, and no more: `listOrderLines` says which ones
    are wanted here, not which ones count."""
    fact = meaning.fact
    is_figure = fact.form != "query" or fact.counts or fact.alias
    return not is_figure and " ".join(plain_words(fact.name)) in entities


def _told(way: Way | None, words: Sequence[str]) -> Way | None:
    """Without that it has an id of its own, which tells one type of a program from another; None
    where nothing else is said."""
    if way is None or not way.atoms:
        return way
    left = frozenset(each for each in way.atoms if not _is_own_id(each, words))
    return replace(way, atoms=left) if left else None


def _is_own_id(atom: Atom, words: Sequence[str]) -> bool:
    *own, last = atom.field.split() or [""]
    is_there = (atom.operator, atom.values) == ("is not", (NOTHING,))
    return is_there and last == "id" and set(own) <= set(words)


def _ordered(ways: Sequence[Way]) -> list[Way]:
    """Those that say most first: whole ones, predicates, by place."""

    def order(way: Way) -> tuple[bool, bool, int, bytes, int]:
        fact = way.place.fact
        return (
            not way.atoms,
            not way.is_whole,
            _FORMS[fact.form],
            way.place.path,
            fact.line,
        )

    return sorted(ways, key=order)


def _term(name: str, ways: _Ways, pages: Set[str]) -> Term:
    """pages: components that show something."""
    components = tuple(ways)
    apart = tuple(_apart(name, components, ways, pages))
    differing = {word for each in apart for word in each.differences}
    return Term(
        kind="meaning",
        name=name,
        components=components,
        places=tuple(_place(w) for each in components for w in ways[each]),
        relation=relation_of(apart, "same"),
        rows=tuple(_rows(components, ways, differing)),
        apart=apart,
        sentences=tuple(
            f"{each} says {said(own)}{_whatever(own, apart, ways)}"
            for each, own in ((each, _telling(ways[each])) for each in components)
        ),
    )


def _whatever(own: Sequence[Way], apart: Sequence[Apart], ways: _Ways) -> str:
    """What a component does not look at, and others do: that is why it counts more."""
    if not apart or not all(way.is_whole and way.atoms for way in own):
        return ""
    theirs = [atom for each in ways.values() for way in _telling(each) for atom in way.atoms]
    looked_at = {subject_of(atom) for way in own for atom in way.atoms}
    left = sorted({subject_of(atom) for atom in theirs} - looked_at - {ALTERNATIVES})
    flags = {atom.field for atom in theirs if atom.values in (("true",), ("false",))}
    texts = [_any(subject, subject in flags) for subject in left]
    return "".join(f", {text}" for text in texts)


def _any(subject: str, is_flag: bool) -> str:
    if subject == TIME_WINDOW:
        return "at any time"
    return f"{subject} or not" if is_flag else f"whatever the {subject}"


def _apart(name: str, components: Sequence[str], ways: _Ways, pages: Set[str]) -> Iterator[Apart]:
    """Pairs of which no way of one is a way of the other."""
    for one, other in combinations(range(len(components)), 2):
        mine, theirs = _telling(ways[components[one]]), _telling(ways[components[other]])
        found = [conflicts(a, b) for a in mine for b in theirs]
        if found and all(found):
            fewest = min(map(len, found))
            chosen = next(each for each in found if len(each) == fewest)
            are_shown = not pages.isdisjoint((components[one], components[other]))
            is_sure = not is_of_view(name) and any(
                is_one_question(a, b)
                and not are_kept_apart(a.place.path, b.place.path)
                and not (are_shown and is_asked_further(a, b, chosen))
                for a in mine
                for b in theirs
            )
            yield Apart(one=one, other=other, differences=tuple(chosen), is_sure=is_sure)


def _telling(ways: Sequence[Way]) -> list[Way]:
    """Without those of which only fragments are known, where another says all."""
    whole = [way for way in ways if way.atoms and way.is_whole]
    return whole or [way for way in ways if way.atoms] or list(ways)


def _place(way: Way) -> Defined:
    meaning: Meaning = way.place
    return Defined(
        component=meaning.component,
        path=meaning.path,
        line=meaning.fact.line,
        name=meaning.fact.name or meaning.fact.alias,
        form=meaning.fact.form,
        says=said([way]),
    )


def _rows(components: Sequence[str], ways: _Ways, differing: set[str]) -> Iterator[Row]:
    cells: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for component in components:
        for way in _telling(ways[component]):
            for atom in sorted(way.atoms):
                cells[_row_of(atom)][component].append(_cell(atom))
            counts = cells["counts", "counts"]
            if way.counts and component not in counts:  # the surest way speaks for all
                counts[component] = [ROWS if way.counts == ROWS else f"each {way.counts} once"]
            if way.source:
                cells["from", "looks at"][component].append(way.source)
    for (aspect, subject), said_by in sorted(cells.items(), key=lambda each: _order(*each[0])):
        texts = tuple(", ".join(dict.fromkeys(said_by.get(c, ()))) for c in components)
        differs = any(word.startswith(subject) for word in differing)
        yield Row(aspect=aspect, subject=subject, cells=texts, differs=differs)


def _order(aspect: str, subject: str) -> tuple[int, str]:
    return ("filter", "window", "counts", "from").index(aspect), subject


def _row_of(atom: Atom) -> tuple[str, str]:
    if atom.operator in WINDOWS:
        return "window", "time window"
    return "filter", atom.field or "alternatives"


def _cell(atom: Atom) -> str:
    if atom.operator in WINDOWS:
        past = "before " if atom.values[0].startswith(PRESENT) else "over "
        word = "" if atom.operator == "within" else past
        return f"{word}{duration(atom.values[0])} ({atom.field})"
    operator = _OPERATOR_WORDS.get(atom.operator, atom.operator + " ")
    return f"{operator}{' or '.join(atom.values)}".strip()
