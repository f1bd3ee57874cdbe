"""Enumerations of one name in several components, label by label."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import combinations

from msgspec import Struct

from driftscan.definitions.conventions import is_all_habit, plain_entity
from driftscan.definitions.gathered import Entity, Gathered
from driftscan.definitions.languages import is_compiled
from driftscan.definitions.layers import (
    are_kept_apart,
    is_beside_parts,
    is_file_s_own,
    is_state,
    is_to_go,
    show_both,
)
from driftscan.definitions.sureness import Surroundings, is_one_enumeration, relation_of
from driftscan.definitions.views import Longer
from driftscan.definitions.wording import listed
from driftscan.definitions.words import shown, words_of
from driftscan.model.definition import LabelFact
from driftscan.model.term import NOT_THERE, ONLY_IN_ONE, Apart, Defined, Row, Term

_LEAST = 2
_SHARE = 0.4
# What a program fills in, after what is always the same: `custom_field_%d`.
_HOLE = re.compile(r"%[sdi]|\$?\{\w*\}|<\w+>$")
_ENUM = re.compile(r"^Enum(?=[A-Z][a-z])")
_UNSAID = frozenset("unspecified unknown unrecognized invalid undefined none".split())
_OF_ERRORS = frozenset(("error", "exception", "message"))
_ON_A_PAGE = frozenset(("custom", "auto", "automatic"))


class _Label(Struct, frozen=True):
    """said: as it is written, in words."""

    said: str
    value: str


_Labels = Mapping[str, _Label]


def enum_terms(found: Gathered, around: Surroundings) -> Iterator[Term]:
    """A term for each enumeration that at least two components have."""
    by_key: dict[str, dict[str, list[Entity]]] = defaultdict(lambda: defaultdict(list))
    for each in found.entities:
        key = enum_key(each.fact.name) if each.fact.form == "enum" else ""
        if key and not _are_messages(each):
            by_key[key][each.component].append(each)
    longer = Longer(
        (name, key, each)
        for key, by_component in by_key.items()
        for name, own in by_component.items()
        for each in own
    )
    for key, by_component in sorted(by_key.items()):
        if len(by_component) > 1:
            alike = _alike(key, _compared(key, by_component))
            is_shown = is_state(key) and by_component.keys() <= around.pages
            if len(alike) > 1:
                yield _term(key, alike, around, None if is_shown else longer)


def _compared(key: str, by_component: Mapping[str, Sequence[Entity]]) -> list[Entity]:
    """For each component the enumeration that has most in common with those of others: of several
    of one name (`LoginType`, and `LoginTypes` of another file) they may mean that; of equals the
    largest."""
    words = {
        name: [(each, _words(_labels(key, each))) for each in own]
        for name, own in by_component.items()
    }
    chosen = []
    for name in sorted(words):
        others = [own for other, own in words.items() if other != name]
        common = [
            (sum(max(len(mine & theirs) for _, theirs in own) for own in others), _size(each), each)
            for each, mine in words[name]
        ]
        chosen.append(max(common, key=_first_two)[2])
    return chosen


def _first_two(ranked: tuple[int, tuple[int, bytes, int], Entity]) -> tuple[object, ...]:
    return ranked[:2]


def _words(labels: _Labels) -> frozenset[str]:
    """What two enumerations may have in common: labels, and values that are words."""
    values = (each.value for each in labels.values() if not _is_number(each.value))
    return frozenset(labels) | {" ".join(words_of(value)) for value in values if value}


def _are_messages(entity: Entity) -> bool:
    """What a program says when something fails: texts, each program's own."""
    texts = [label.value for label in entity.fact.labels if " " in label.value.strip()]
    is_of_errors = not _OF_ERRORS.isdisjoint(words_of(entity.fact.name))
    return is_of_errors and len(texts) * 2 > len(entity.fact.labels)


def enum_key(name: str) -> str:
    """`OrderStatus` and the column `orders.status` are named alike, and so are `DataType` and
    `EnumDataType`. '' for a name that says no more than that it is one, or is of no letters."""
    words: list[str] = []
    for part in name.split("."):
        plain = plain_entity(_ENUM.sub("", part))
        words += [word for word in words_of(plain) if word not in words]
    return " ".join(word for word in words if word != "enum")


def _size(entity: Entity) -> tuple[int, bytes, int]:
    return len(entity.fact.labels), entity.path, -entity.fact.line


def _labels(key: str, entity: Entity) -> dict[str, _Label]:
    """By the label in words, without those of the enumeration itself: `FILE_TYPE_LINK` of a
    `FileType`. What one alone has of these is told: `CUSTOM_SECRET` of a `SecretKind`."""
    own = {*key.split(), *words_of(entity.fact.name.rpartition(".")[2])}
    found: dict[str, _Label] = {}
    labels = _with_text(entity.fact.labels)
    is_habit = sum(not own.isdisjoint(words_of(label.name)) for label in labels) > 1
    for label in labels:
        words, written = words_of(label.name), shown(label.name).split()
        left = [at for at, word in enumerate(words) if word not in own] or range(len(words))
        said = " ".join(written[at] for at in left if is_habit) or shown(label.name)
        found[" ".join(words[at] for at in left)] = _Label(said, label.value)
    return found


def _with_text(labels: Sequence[LabelFact]) -> Sequence[LabelFact]:
    """Without the empty text, where the others all have one: it stands for no value, and is called
    `Empty`, `Default` or nothing at all."""
    said = [label for label in labels if label.value]
    is_only_one = len(said) == len(labels) - 1 >= _LEAST
    return said if is_only_one and not any(_is_number(label.value) for label in said) else labels


def _chosen(each: Sequence[dict[str, _Label]]) -> list[dict[str, _Label]]:
    """Without what stands for no value, under whatever name: `None = "EMPTY"` is the other's
    `Empty`."""
    values = {
        label.value
        for labels in each
        for name, label in labels.items()
        if name in _UNSAID and label.value and not _is_number(label.value)
    }
    return [
        {
            name: label
            for name, label in labels.items()
            if name not in _UNSAID and label.value not in values
        }
        for labels in each
    ]


def _alike(key: str, entities: Sequence[Entity]) -> list[Entity]:
    """Those that share enough labels with another to mean the same."""
    labels = list(map(set, _named_alike(_chosen([_labels(key, each) for each in entities]))))
    keep: set[int] = set()
    for a, b in combinations(range(len(entities)), 2):
        if labels[a] - labels[b] and labels[b] - labels[a] and not _much(labels[a], labels[b]):
            continue
        sizes = (len(labels[a]), len(labels[b]))
        least = max(sizes) if is_all_habit(key) else min(sizes)
        shared = len(labels[a] & labels[b])
        if shared >= min(_LEAST, least) and shared and shared >= _SHARE * least:
            keep |= {a, b}
    return [entities[at] for at in sorted(keep)]


def _much(one: set[str], other: set[str]) -> bool:
    """Where each has labels of its own, a third must be common: `cancelled` and `ended` are states
    of anything."""
    return len(one & other) * 3 >= len(one | other)


def _named_alike(each: Sequence[_Labels]) -> list[_Labels]:
    """Labels of other names with one value are one: `HIGHLIGHTS = "notes"` is `NOTES = "notes"`. So
    are those that are told apart by where a word ends: `IMAGEBUILD` is `ImageBuild`."""
    by_value: dict[str, set[str]] = defaultdict(set)
    by_letters: dict[str, set[str]] = defaultdict(set)
    for labels in each:
        for name, label in labels.items():
            by_letters[name.replace(" ", "")].add(name)
            if label.value and not _is_number(label.value):
                by_value[_letters(label.value)].add(name)
    plain: dict[str, str] = {}
    for found in (*by_letters.values(), *by_value.values()):
        if len(found) > 1 and all(len(found & labels.keys()) < _LEAST for labels in each):
            plain |= dict.fromkeys(found, min(found))
    return [{plain.get(name, name): label for name, label in labels.items()} for labels in each]


def _term(
    key: str, entities: Sequence[Entity], around: Surroundings, longer: Longer[Entity] | None
) -> Term:
    """longer: None where only pages have it, who show what is at the moment."""
    labels = _named_alike(_chosen([_labels(key, each) for each in entities]))
    apart = tuple(
        Apart(
            one=a,
            other=b,
            differences=found,
            is_sure=_is_sure(key, (entities[a], entities[b]), (labels[a], labels[b]), around)
            and longer is not None
            and not _is_known_to_both(key, (entities[a], entities[b]), longer),
        )
        for a, b in combinations(range(len(entities)), 2)
        if (found := tuple(_differences(labels[a], labels[b])))
    )
    return Term(
        kind="enum",
        name=key,
        components=tuple(each.component for each in entities),
        places=tuple(_place(e, each) for e, each in zip(entities, labels, strict=True)),
        relation=relation_of(apart, "same"),
        rows=tuple(_rows(labels)),
        apart=apart,
        sentences=tuple(
            f"{e.component} has {listed(sorted(label.said for label in each.values()))}"
            for e, each in zip(entities, labels, strict=True)
        ),
    )


def _is_sure(
    key: str, entities: tuple[Entity, Entity], labels: tuple[_Labels, _Labels], around: Surroundings
) -> bool:
    (one, other), (mine, theirs) = entities, labels
    if show_both(one.path, other.path) or _are_titles(mine, theirs):
        return False
    if are_kept_apart(one.path, other.path) or is_to_go(one, other):
        return False
    if any(_is_of_a_library(each) or is_file_s_own(each) for each in entities):
        return False
    if any(is_beside_parts(each.path) for each in entities):
        return False
    is_one_program = around.are_one_program(one.component, other.component)
    if is_one_program and (is_compiled(one.path) or is_compiled(other.path)):
        return False
    if _are_choices(mine.keys() - theirs.keys(), theirs.keys() - mine.keys(), one, other, around):
        return False
    are_near = around.are_near(one.component, other.component)
    return is_one_enumeration(key, mine.keys(), theirs.keys(), are_near)


def _are_choices(
    own: Set[str], others: Set[str], one: Entity, other: Entity, around: Surroundings
) -> bool:
    """Whether all that differs is what a page alone has, for somebody to choose (`custom`)."""
    is_page = [each.component in around.pages for each in (one, other)]
    if is_page == [True, False]:
        return bool(own) and not others and own <= _ON_A_PAGE
    return is_page == [False, True] and bool(others) and not own and others <= _ON_A_PAGE


def _is_known_to_both(key: str, pair: tuple[Entity, Entity], longer: Longer[Entity]) -> bool:
    """Whether either's component has all that the other has, under a longer name: the states of
    `OTelStatusCode` beside those of an old `StatusCode`."""
    return any(
        not any(_differences(*_named_alike(_chosen([_labels(key, view), _labels(key, other)]))))
        for one, other in (pair, pair[::-1])
        for view in longer.of(one.component, key)
    )


def _is_of_a_library(entity: Entity) -> bool:
    """Whether an enumeration of C# is one of C's, by its name, as `EXECUTION_STATE` of Windows:
    who calls the library writes down what is needed of it."""
    name = entity.fact.name.rpartition(".")[2]
    return entity.path.endswith(b".cs") and name.isupper() and "_" in name


def _are_titles(one: _Labels, other: _Labels) -> bool:
    """Whether all that differs is what is read and what is sent: `Paid in full`, and `PAID`."""
    return one.keys() == other.keys() and all(
        _same_value(one[label].value, other[label].value)
        or (" " in one[label].value) != (" " in other[label].value)
        for label in one
    )


def _by_value(labels: _Labels) -> frozenset[str]:
    """What travels: values in words, of a label without one the label."""
    return frozenset(_letters(each.value or key) for key, each in labels.items())


def _differences(one: _Labels, other: _Labels) -> Iterator[str]:
    """Labels of any name with the very same values are alike: `VertexAI = "vertex-ai"`."""
    are_numbers = any(_is_number(each.value) for each in one.values())
    if _by_value(one) == _by_value(other) and not are_numbers:
        return
    for label in sorted(one.keys() ^ other.keys()):
        yield f"{(one.get(label) or other[label]).said} {ONLY_IN_ONE}"
    for label in sorted(one.keys() & other.keys()):
        mine, theirs = one[label], other[label]
        if not _same_value(mine.value, theirs.value):
            yield f"{mine.said} is {mine.value} or {theirs.value}"


def _same_value(one: str, other: str) -> bool:
    """Values that are words may be spelled in any way, and with what is filled in or without;
    numbers and words are no pair."""
    if not one or not other or _is_number(one) != _is_number(other):
        return True
    if _is_number(one):
        return one == other
    return _letters(_HOLE.sub("", one)) == _letters(_HOLE.sub("", other))


def _letters(text: str) -> str:
    """Its words, wherever one ends."""
    return "".join(words_of(text))


def _is_number(value: str) -> bool:
    return value.removeprefix("-").isdigit()


def _rows(labels: Sequence[_Labels]) -> Iterator[Row]:
    for name in sorted({name for each in labels for name in each}):
        held = [each.get(name) for each in labels]
        found = [each for each in held if each]
        values = [each.value for each in found if each.value]
        unlike = any(not _same_value(a, b) for a, b in combinations(values, 2))
        if None in held or unlike:
            cells = tuple(NOT_THERE if each is None else each.value or "yes" for each in held)
            yield Row(aspect="label", subject=found[0].said, cells=cells, differs=True)


def _place(entity: Entity, labels: _Labels) -> Defined:
    return Defined(
        component=entity.component,
        path=entity.path,
        line=entity.fact.line,
        name=entity.fact.name,
        form=entity.fact.form,
        says=", ".join(sorted(each.said for each in labels.values())),
    )
