"""Entities of one name in several components, field by field."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence, Set
from itertools import combinations

from msgspec import Struct

from driftscan.definitions.conventions import is_asked, is_conventional, is_of_program
from driftscan.definitions.gathered import Gathered
from driftscan.definitions.layers import (
    are_checked_and_used,
    are_classes_of_one_language,
    are_kept_apart,
    are_own_errors,
    are_parts_of_pages,
    are_turned_into_another,
    are_two_doers,
    are_two_layers,
    are_view_states,
    is_beside_parts,
    is_file_s_own,
    is_made_into_another,
    is_to_go,
    knows_of,
    reader_of,
    reckon_in_own_form,
)
from driftscan.definitions.shapes import (
    PRIMITIVES,
    SENT,
    Shape,
    are_one_entity,
    is_bookkeeping,
    is_key,
    may_be_alike,
    may_be_kept_as,
    pairs_alike,
    says_of_nothing,
    shapes_of,
)
from driftscan.definitions.sureness import Surroundings, is_one_entity, relation_of
from driftscan.definitions.travel import Travel
from driftscan.definitions.views import Longer, say_the_same, views_of
from driftscan.definitions.wording import listed
from driftscan.definitions.words import key_of, shown
from driftscan.model.definition import FieldFact
from driftscan.model.term import OR_NOTHING, Apart, Defined, Row, Term

_SHOWN = 4
_LIST = "list"
_EACH_LACKS = "each has fields that the other lacks"
_MAY_BE_MISSING = "may be missing in one"
# Where so many fields may be missing in one, and so much of it, it is written so.
_SEVERAL = 3
_NEARLY_ALL = 2 / 3


class _Difference(Struct, frozen=True):
    """is_weak: whether it may be meant: each has an id of its own, what is new has none yet, each
    keeps a thing as it can and says in its own way who made it, or an object has more than its
    table."""

    text: str
    is_weak: bool = False


def entity_terms(found: Gathered, around: Surroundings) -> Iterator[Term]:
    """A term for each entity that at least two components have."""
    by_key: dict[str, list[Shape]] = defaultdict(list)
    every = shapes_of(found.entities)
    for shape in every:
        by_key[shape.key].append(shape)
    families = [
        (key, shapes, tuple(_groups(_chosen(shapes))))
        for key, shapes in sorted(by_key.items())
        if len({shape.component for shape in shapes}) > 1 and not is_of_program(key)
    ]
    travel = Travel(group for _, _, groups in families for group in groups)
    longer = Longer((shape.component, shape.key, shape) for shape in every)
    for key, shapes, groups in families:
        for group in groups:
            yield _term(key, group, _Others(shapes, travel, longer), around)


class _Others:
    """All that components say of an entity elsewhere: what one shape lacks another may have."""

    def __init__(self, shapes: Sequence[Shape], travel: Travel, longer: Longer[Shape]) -> None:
        self._travel = travel
        self._longer = longer
        self._fields: dict[tuple[str, str], list[FieldFact]] = defaultdict(list)
        for shape in shapes:
            for name, field in shape.fields.items():
                self._fields[shape.component, name].append(field)

    def alike(self, one: Shape, other: Shape) -> Collection[frozenset[str]]:
        """Types that are alike for the two."""
        is_text = self._travel.is_as_text(one, other)
        return (*pairs_alike(one, other), *((SENT,) if is_text else ()))

    def of(self, shape: Shape, name: str) -> list[FieldFact]:
        """A field in every shape of the component."""
        return self._fields.get((shape.component, name), [])

    def viewed(self, one: Shape, other: Shape) -> list[tuple[Shape, Shape]]:
        """Further views of either, each with the other shape."""
        mine = [(each, other) for each in views_of(one, other, self._longer)]
        return mine + [(each, one) for each in views_of(other, one, self._longer)]


def _chosen(shapes: Sequence[Shape]) -> list[Shape]:
    """For each component the shape that shares most with those of others; where these are only what
    a page receives, one that is sent, else one that is not kept, if it shares half as much."""
    found = []
    for component in sorted({shape.component for shape in shapes}):
        own = [shape for shape in shapes if shape.component == component]
        others = [shape for shape in shapes if shape.component != component]
        ranks = [(_shared(shape, others), len(shape.fields)) for shape in own]
        most = max(ranks)
        ranked = zip(ranks, own, strict=True)
        near = [(rank, shape) for rank, shape in ranked if 2 * rank[0] >= most[0]]
        sent = [rank for rank, shape in near if shape.is_sent]
        used = [rank for rank, shape in near if not shape.is_stored]
        is_page_s = all(other.entity.fact.form == "type" for other in others)
        found.append(own[ranks.index(max(sent or used or [most]) if is_page_s else most)])
    return found


def _shared(shape: Shape, others: Sequence[Shape]) -> int:
    return sum(len(shape.fields.keys() & each.fields.keys()) for each in others)


def _groups(shapes: Sequence[Shape]) -> Iterator[list[Shape]]:
    """Shapes that are of one meaning: each like the first of its group, which is the one that most
    of those that are left are like."""
    alike: list[set[int]] = [set() for _ in shapes]
    for a, b in combinations(range(len(shapes)), 2):
        if _are_one(shapes[a], shapes[b]):
            alike[a].add(b)
            alike[b].add(a)
    left = set(range(len(shapes)))
    while left:
        first = min(left, key=lambda at: (-len(alike[at] & left), at))
        group = (alike[first] & left) | {first}
        left -= group
        if len(group) > 1:
            yield [shapes[at] for at in sorted(group)]


def _are_one(one: Shape, other: Shape) -> bool:
    conventional = is_conventional(one.entity.fact.name) or is_conventional(other.entity.fact.name)
    return are_one_entity(one, other, conventional)


def _term(key: str, shapes: Sequence[Shape], others: _Others, around: Surroundings) -> Term:
    apart = tuple(
        Apart(
            one=a,
            other=b,
            differences=tuple(each.text for each in found),
            is_sure=_is_sure(shapes[a], shapes[b], found, around),
            technical=tuple(_technical(found, reader_of(shapes[a], shapes[b], around.pages))),
        )
        for a, b in combinations(range(len(shapes)), 2)
        if (found := tuple(_differences(shapes[a], shapes[b], others)))
    )
    sizes = {tuple(shape.fields) for shape in shapes}
    relation = relation_of(apart, "projection" if len(sizes) > 1 else "same")
    differing = {text for each in apart for text in each.differences}
    rows = tuple(_rows(shapes, differing))
    return Term(
        kind="entity",
        name=key,
        components=tuple(shape.component for shape in shapes),
        places=tuple(_place(shape) for shape in shapes),
        relation=relation,
        rows=rows if relation != "same" else (),
        apart=apart,
        sentences=tuple(_sentence(shape, shapes) for shape in shapes),
    )


def _is_sure(one: Shape, other: Shape, found: Sequence[_Difference], around: Surroundings) -> bool:
    """That each has fields of its own says little; one field under two names is another matter."""
    meant = set(_technical(found, reader_of(one, other, around.pages)))
    said = [each.text for each in found if each.text not in meant]
    if not said or _are_meant_to_differ(one, other) or _is_lenient(one, other, said):
        return False
    if are_classes_of_one_language(one, other) and not around.share_business(
        one.component, other.component
    ):
        return False
    is_one_program = around.are_one_program(one.component, other.component)
    if is_one_program and are_turned_into_another(one, other):
        return False
    if said == [_EACH_LACKS]:
        apart = (one.fields.keys() - other.fields.keys(), other.fields.keys() - one.fields.keys())
        is_renamed = max(map(len, apart)) == 1 and _may_be_one_field(one, other, *apart)
        return is_renamed and is_one_entity(one, other, is_close=False)
    are_near = around.are_near(one.component, other.component)
    is_open = one.entity.fact.is_open or other.entity.fact.is_open
    return is_one_entity(one, other, is_close=are_near and not is_open)


def _technical(found: Sequence[_Difference], reader: Shape | None) -> Iterator[str]:
    """What may be meant."""
    for each in found:
        if each.is_weak or _is_allowed(each.text, reader):
            yield each.text


def _may_be_one_field(one: Shape, other: Shape, mine: Set[str], theirs: Set[str]) -> bool:
    """Whether what each has for itself may be one field under two names: what is a text in one and
    a flag in the other is not, nor one of many."""
    pairs = ((one.fields[a].type, other.fields[b].type) for a in mine for b in theirs)
    return all(
        may_be_alike(*pair) and pair[0].startswith(_LIST) == pair[1].startswith(_LIST)
        for pair in pairs
    )


def _is_allowed(text: str, reader: Shape | None) -> bool:
    """Whether who reads a thing allows that to be missing which its sender always sends."""
    fields = reader.fields.values() if reader else ()
    optional = {f"{shown(each.name)} {_MAY_BE_MISSING}" for each in fields if each.nullable}
    return text in optional


def _is_lenient(one: Shape, other: Shape, said: Sequence[str]) -> bool:
    """Whether all that differs is what may be missing, and that says little: nothing but two fields
    is common, one says what is taken in, or one side requires next to nothing, so that several may
    be missing there."""
    if not all(text.endswith(_MAY_BE_MISSING) for text in said):
        return False
    shared = one.fields.keys() & other.fields.keys()
    if len(shared) < _SEVERAL or are_checked_and_used(one, other):
        return True
    is_much = any(_share_of_missing(each) >= _NEARLY_ALL for each in (one, other))
    return len(said) >= _SEVERAL and is_much


def _share_of_missing(shape: Shape) -> float:
    return sum(bool(each.nullable) for each in shape.fields.values()) / len(shape.fields)


def _are_meant_to_differ(one: Shape, other: Shape) -> bool:
    """Whether one is what somebody asks for or a view of one file, both are of one program, or each
    is of a plug-in, of a version, of a sample, or raised by its own program; of tables nobody but
    the database knows how all scripts have left them."""
    return (
        "table" in (one.entity.fact.form, other.entity.fact.form)
        or are_two_doers(one, other)
        or are_two_layers(one, other)
        or are_view_states(one, other)
        or are_parts_of_pages(one, other)
        or are_kept_apart(one.entity.path, other.entity.path)
        or are_own_errors(one, other)
        or any(is_asked(each.entity.fact.name) for each in (one, other))
        or any(is_file_s_own(each.entity) for each in (one, other))
        or any(is_beside_parts(each.entity.path) for each in (one, other))
        or any(map(is_made_into_another, (one, other)))
        or knows_of(one, other)
        or knows_of(other, one)
        or is_to_go(one.entity, other.entity)
    )


def _differences(one: Shape, other: Shape, others: _Others) -> Iterator[_Difference]:
    """What two shapes say differently of a field; and that each has fields which the other lacks.

    Fewer fields alone are a projection, and so is another form in which data is kept.
    """
    same_layer = one.is_stored == other.is_stored
    beside = others.alike(one, other)
    is_habit = says_of_nothing(one) or says_of_nothing(other)
    viewed = [(a.fields, b.fields) for a, b in others.viewed(one, other)]
    for name in sorted(one.fields.keys() & other.fields.keys()):
        mine, theirs = others.of(one, name), others.of(other, name)
        if _are_two_ids(name, one, other):
            continue
        if not any(may_be_alike(a.type, b.type, beside) for a in mine for b in theirs):
            types = (one.fields[name].type, other.fields[name].type)
            text = f"{shown(one.fields[name].name)} is {types[0]} or {types[1]}"
            is_meant = _is_own_business(name) or reckon_in_own_form(one, other, set(types))
            is_kept = not same_layer and may_be_kept_as(*types)
            yield _Difference(text, is_weak=is_meant or is_kept)
        elif same_layer and _needed_in_one(mine, theirs):
            text = f"{shown(one.fields[name].name)} {_MAY_BE_MISSING}"
            is_viewed = any(name in a and say_the_same(a[name], b[name]) for a, b in viewed)
            yield _Difference(text, is_weak=is_habit or _is_own_business(name) or is_viewed)
    lacks = _own(one, other, others) and _own(other, one, others)
    if same_layer and lacks and not (one.entity.fact.is_open or other.entity.fact.is_open):
        forms = {one.entity.fact.form, other.entity.fact.form}
        is_viewed = any(
            not (_own(a, b, others) and _own(b, a, others)) for a, b in others.viewed(one, other)
        )
        yield _Difference(_EACH_LACKS, is_weak=is_viewed or forms == {"model", "table"})


def _is_own_business(name: str) -> bool:
    return is_key(name) or is_bookkeeping(name)


def _are_two_ids(name: str, one: Shape, other: Shape) -> bool:
    """Whether the `subscription_id` of a subscription is held against its `id`: that may be another
    one's, who sells it."""
    return name == "id" and key_of(one.fields[name].name) != key_of(other.fields[name].name)


def _needed_in_one(mine: Sequence[FieldFact], theirs: Sequence[FieldFact]) -> bool:
    said = [{field.nullable for field in each} for each in (mine, theirs)]
    return None not in said[0] | said[1] and said[0].isdisjoint(said[1])


def _own(one: Shape, other: Shape, others: _Others) -> bool:
    """Whether a shape has a field that nothing of the other component has, whole or in parts."""
    return any(
        not others.of(other, name) and not _is_part(name, other)
        for name in one.own - other.fields.keys()
    )


def _is_part(name: str, other: Shape) -> bool:
    """`entity id low` where the other has an `entity id` of a type of its own."""
    words = name.split()
    wholes = (other.fields.get(" ".join(words[:at])) for at in range(1, len(words)))
    return any(each is not None and each.type not in PRIMITIVES for each in wholes)


def _rows(shapes: Sequence[Shape], differing: set[str]) -> Iterator[Row]:
    names = sorted({name for shape in shapes for name in shape.fields})
    starts = {text.partition(" is ")[0].partition(" may be")[0] for text in differing}
    for name in names:
        found = [shape.fields.get(name) for shape in shapes]
        known = [each for each in found if each is not None]
        types = [each.type for each in known]
        subject = shown(known[0].name)
        differs = subject in starts
        apart = any(not may_be_alike(a, b) for a, b in combinations(types, 2))
        if differs or len(known) < len(found):
            aspect = "field" if not differs else "type" if apart else "nullable"
            cells = tuple(_cell(each) for each in found)
            yield Row(aspect=aspect, subject=subject, cells=cells, differs=differs)


def _cell(field: FieldFact | None) -> str:
    if field is None:
        return "-"
    return f"{field.type or 'yes'}{OR_NOTHING if field.nullable else ''}"


def _sentence(shape: Shape, shapes: Sequence[Shape]) -> str:
    others = [each for each in shapes if each is not shape]
    everywhere = set.intersection(*(set(each.fields) for each in others))
    anywhere = set().union(*(set(each.fields) for each in others))
    # Who is built on what is not seen may have more.
    are_open = any(each.entity.fact.is_open for each in others)
    alone = set() if are_open else set(shape.fields) - anywhere
    own = [shown(shape.fields[name].name) for name in sorted(alone)]
    missing = set() if shape.entity.fact.is_open else everywhere - set(shape.fields)
    lacks = [shown(others[0].fields[name].name) for name in sorted(missing)]
    parts = [f"has {_counted(shape)}"]
    parts += [f"alone has {_some(own)}"] if own else []
    parts += [f"lacks {_some(lacks)}"] if lacks else []
    return f"{shape.component} {listed(parts)}"


def _counted(shape: Shape) -> str:
    least = "at least " if shape.entity.fact.is_open else ""
    return f"{least}{len(shape.fields)} fields"


def _some(names: Sequence[str]) -> str:
    more = [f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN else []
    return listed([*names[:_SHOWN], *more])


def _place(shape: Shape) -> Defined:
    fact = shape.entity.fact
    return Defined(
        component=shape.component,
        path=shape.entity.path,
        line=fact.line,
        name=fact.name,
        form=fact.form,
        says=_counted(shape),
        fields=len(shape.fields),
    )
