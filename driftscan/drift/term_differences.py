"""Two vocabularies side by side: terms that began, or ceased, to mean different things."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from driftscan.model.diff import TermChange
from driftscan.model.location import Location
from driftscan.model.term import NOT_THERE, Row, Term, Vocabulary, plain_name
from driftscan.model.term_words import row_in_words, said, what_differs
from driftscan.notation.words import listed

_Key = tuple[str, str]


def term_differences(before: Vocabulary, after: Vocabulary) -> tuple[TermChange, ...]:
    """What became of each term whose definitions differ on one side at least."""
    changes: list[TermChange] = []
    for old, new in _paired(before.terms, after.terms):
        was, is_now = _told(old), _told(new)
        if was and is_now:
            if changed := tuple(_changes(was, is_now)):
                changes.append(_of(is_now, "changed", changed))
        elif is_now:
            changes.append(_of(is_now, "added", (what_differs(is_now, _differing(is_now)),)))
        elif was:
            changes.append(_of(was, "removed", (_since(was, new, after),)))
    return tuple(sorted(changes))


def _paired(
    before: Sequence[Term], after: Sequence[Term]
) -> Iterator[tuple[Term | None, Term | None]]:
    """Terms of one kind and name; where one side has several, those of most common components."""
    old, new = _by_key(before), _by_key(after)
    for key in sorted(old.keys() | new.keys()):
        left = list(old.get(key, ()))
        for term in new.get(key, ()):
            mates = [(len({*each.components} & {*term.components}), each) for each in left]
            most, mate = max(mates, key=lambda one: one[0], default=(0, None))
            if most and mate:
                left.remove(mate)
            yield mate if most else None, term
        for term in left:
            yield term, None


def _by_key(terms: Sequence[Term]) -> dict[_Key, list[Term]]:
    found: dict[_Key, list[Term]] = defaultdict(list)
    for term in terms:
        found[term.kind, plain_name(term.name)].append(term)
    return found


def _told(term: Term | None) -> Term | None:
    """What surely differs of a term, None if nothing does."""
    return term.surely if term and term.relation == "differs" else None


def _of(term: Term, how: str, says: tuple[str, ...]) -> TermChange:
    names = _differing(term)
    places = [term.place_of(name) for name in names]
    return TermChange(
        kind=term.kind,
        name=term.name,
        how=how,
        components=names,
        says=says,
        evidence=tuple(Location(each.path, each.line) for each in places),
    )


def _differing(term: Term) -> tuple[str, ...]:
    """The components that surely differ from any other, sorted."""
    ends = {at for each in term.apart if each.is_sure for at in (each.one, each.other)}
    return tuple(term.components[at] for at in sorted(ends))


def _since(old: Term, new: Term | None, after: Vocabulary) -> str:
    """What became of a term whose definitions differ no more."""
    if new is not None and new.apart:
        return "still differs, but need no longer be one thing"
    if new is not None:
        return f"no longer differs between {listed(new.components)}"
    holders = after.known.get(plain_name(old.name), ())
    left = [name for name in old.components if name in holders]
    if len(left) == 1:
        return f"left to {left[0]}"
    return "no longer one term of several components" if left else "no longer defined by any"


def _changes(old: Term, new: Term) -> Iterator[str]:
    """What is said otherwise of a term that differed before and still does."""
    found = [*_company(old, new), *_cells(old, new)]
    if not found and _pairs(old) != _pairs(new):
        found = [what_differs(new, _differing(new))]  # no row tells it
    yield from found


def _company(old: Term, new: Term) -> Iterator[str]:
    for name in new.components:
        if name not in old.components:
            yield f"new: {said(new, [name])}"
    for name in old.components:
        if name not in new.components:
            yield f"gone: {said(old, [name])}"


def _cells(old: Term, new: Term) -> Iterator[str]:
    """What rows say otherwise of the components that both sides have."""
    names = [name for name in new.components if name in old.components]
    before, now = _rows(old), _rows(new)
    for subject in sorted(before.keys() | now.keys()):
        one, other = before.get(subject), now.get(subject)
        if old.kind == "meaning" or (one and other):
            for name in names:
                was, is_now = _cell(old, one, name), _cell(new, other, name)
                if was != is_now:
                    yield f"{subject} in {name}: {was}, now {is_now}"
        elif other and _is_apart(new, other, names):
            yield row_in_words(new, other, names)
        elif one and _is_apart(old, one, names):
            yield f"{subject} differs no more"


def _rows(term: Term) -> dict[str, Row]:
    """Of a condition all rows, each of which says something; of other kinds those that differ, for
    one that is absent may also mean that all say the same."""
    return {row.subject: row for row in term.rows if row.differs or term.kind == "meaning"}


def _is_apart(term: Term, row: Row, names: Sequence[str]) -> bool:
    return len({_cell(term, row, name) for name in names}) > 1


def _cell(term: Term, row: Row | None, component: str) -> str:
    if row is None:
        return "none"
    cell = row.cells[term.components.index(component)]
    return "none" if cell in ("", NOT_THERE) else cell


def _pairs(term: Term) -> set[tuple[str, str, tuple[str, ...]]]:
    names = term.components
    return {(names[each.one], names[each.other], each.differences) for each in term.apart}
