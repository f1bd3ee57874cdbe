"""What a summary says of names with two definitions: which they are, where, and what differs.

Of all that the page of terms shows only what a reader finds in two places, word for word: labels of
an enumeration that one has and the other lacks, and fields of another type. That something may be
missing, or means another thing, is for the page, where all of both definitions stands.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from driftscan.model.term import NOT_THERE, Apart, Definitions, Term
from driftscan.report.audit.first_of import first_of
from driftscan.report.escape import name_text, path_text

_NAMED = 3
_MOST_DIFFERENCES = 3  # more, and they are two lists rather than two states of one
_FEWEST_FIELDS = 5  # of a type: an address and a size have many things
_LIST = "list of "


_Unlike = tuple[str, str, str]


class TwoDefinitions(Struct, frozen=True):
    """A name, its two places, and what differs: (what, here, there); NOT_THERE where it lacks.

    beside: labels that stand for no value, of which one has others than the other. is_more: whether
    further fields are not alike, or not everywhere.
    """

    name: str
    places: tuple[tuple[bytes, int], tuple[bytes, int]]
    differences: tuple[_Unlike, ...]
    beside: tuple[_Unlike, ...] = ()
    is_more: bool = False


def two_definitions_of(found: Definitions, roots: Mapping[bytes, str]) -> list[TwoDefinitions]:
    """Those with the fewest differences first: they are most surely of one thing. roots: of files
    of the product, by path."""
    told = [each for term in found.divergences for each in _told(term, roots)]
    return sorted(told, key=lambda each: (len(each.differences), each.name, each.places))


def two_definitions_text(found: Sequence[TwoDefinitions], prefix: bytes) -> str:
    """`Defined more than once, and not alike: Role, for example in a.ts:3 and b.go:7: 'guest' only
    in the first.`

    Of each the first two places that differ; there may be others. prefix: what paths begin with."""
    told = first_of([_text(each, prefix) for each in found], _NAMED, "at least ")
    return f"Defined more than once, and not alike: {told}."


def _told(term: Term, roots: Mapping[bytes, str]) -> Iterator[TwoDefinitions]:
    """The first pair of a term that surely is of one thing."""
    for pair in term.apart:
        one, other = (term.place_of(term.components[at]) for at in (pair.one, pair.other))
        differences = tuple(_differences(term, pair))
        if not (pair.is_sure and 0 < len(differences) <= _MOST_DIFFERENCES):
            continue
        if term.kind == "entity" and min(one.fields, other.fields) < _FEWEST_FIELDS:
            continue
        if one.path in roots and other.path in roots and one.name and one.name == other.name:
            places = (one.path, one.line), (other.path, other.line)
            beside = tuple(_beside(term, pair))
            yield TwoDefinitions(
                one.name, places, differences, beside, _is_more(term, pair, differences)
            )
            return


def _beside(term: Term, pair: Apart) -> Iterator[_Unlike]:
    """Labels that make no difference by themselves."""
    for row in term.rows:
        here, there = row.cells[pair.one], row.cells[pair.other]
        if row.aspect == "label" and not row.differs and here != there:
            yield row.subject, here, there


def _is_more(term: Term, pair: Apart, told: Sequence[_Unlike]) -> bool:
    """Whether who reads two types finds more than what is told."""
    subjects = {subject for subject, *_ in told}
    apart = (row for row in term.rows if row.cells[pair.one] != row.cells[pair.other])
    return term.kind == "entity" and any(row.subject not in subjects for row in apart)


def _differences(term: Term, pair: Apart) -> Iterator[_Unlike]:
    rows = [(row, row.cells[pair.one], row.cells[pair.other]) for row in term.rows if row.differs]
    if term.kind == "enum":
        labels = [each for each in rows if each[0].aspect == "label" and each[1] != each[2]]
        labels = [each for each in labels if each[0].subject]  # no value has no name, either
        if not _are_renamed([each[1:] for each in labels]):
            yield from ((row.subject, here, there) for row, here, there in labels)
    elif term.kind == "entity":
        for row, here, there in rows:
            if row.aspect == "type" and _are_apart(here, there):
                yield row.subject, here, there


def _are_renamed(cells: Sequence[tuple[str, str]]) -> bool:
    """Whether a label that one lacks has the value of one that the other lacks, or none: what has
    another name there may be the same."""
    here = {one for one, other in cells if other == NOT_THERE}
    there = {other for one, other in cells if one == NOT_THERE}
    return bool(here & there) or any("" in each for each in cells)


def _are_apart(here: str, there: str) -> bool:
    """Both are told, and the one is no list of the other: that would have another name, too."""
    if {here, there} & {"", NOT_THERE}:
        return False
    return here.removeprefix(_LIST) != there.removeprefix(_LIST)


def _text(each: TwoDefinitions, prefix: bytes) -> str:
    here, there = (f"{path_text(prefix + path)}:{line}" for path, line in each.places)
    every = (*each.differences, *each.beside)
    told = [_difference(name_text(what), *row) for what, *row in every[:_MOST_DIFFERENCES]]
    if more := len(every) - len(told):
        told.append(f"and {more} more")
    if each.is_more:
        told.append("among others")
    return f"{name_text(each.name)}, for example in {here} and {there}: {', '.join(told)}"


def _difference(what: str, here: str, there: str) -> str:
    if there == NOT_THERE:
        return f"'{what}' only in the first"
    if here == NOT_THERE:
        return f"'{what}' only in the second"
    return f"'{what}' is {name_text(here)} in the first, {name_text(there)} in the second"
