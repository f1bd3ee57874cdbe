"""Enumerations of one name in several components, label by label."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from msgspec.structs import replace

from driftscan.definitions.conventions import is_all_habit, plain_entity
from driftscan.definitions.gathered import Entity, Gathered
from driftscan.definitions.wording import listed
from driftscan.definitions.words import words_of
from driftscan.model.term import Apart, Defined, Row, Term

_LEAST = 2
_SHARE = 0.4
_Labels = Mapping[str, str]


def enum_terms(found: Gathered) -> Iterator[Term]:
    """A term for each enumeration that at least two components have."""
    by_key: dict[str, dict[str, list[Entity]]] = defaultdict(lambda: defaultdict(list))
    for each in found.entities:
        if each.fact.labels:
            by_key[_key(each.fact.name)][each.component].append(each)
    for key, by_component in sorted(by_key.items()):
        if len(by_component) > 1:
            each_own = [_put_together(by_component[name]) for name in sorted(by_component)]
            chosen = [max(each, key=_size) for each in each_own]
            alike = _alike(key, chosen)
            if len(alike) > 1:
                yield _term(key, alike)


def _put_together(entities: Sequence[Entity]) -> list[Entity]:
    """Enumerations of a component, those of SQL as its scripts leave them, in the order of their
    paths: what is created anew holds from there on, what is added is added."""
    scripts = [each for each in entities if each.path.endswith(b".sql")]
    rest = [each for each in entities if not each.path.endswith(b".sql")]
    held: Entity | None = None
    for each in scripts:
        if held is None or not each.fact.is_open:
            held = each
        else:
            labels = {label.name: label for label in (*held.fact.labels, *each.fact.labels)}
            held = replace(held, fact=replace(held.fact, labels=tuple(labels.values())))
    return [*rest, held] if held else rest


def _key(name: str) -> str:
    """`OrderStatus` and the column `orders.status` are named alike."""
    words: list[str] = []
    for part in name.split("."):
        words += [word for word in words_of(plain_entity(part)) if word not in words]
    return " ".join(word for word in words if word != "enum")


def _size(entity: Entity) -> tuple[int, bytes, int]:
    return len(entity.fact.labels), entity.path, -entity.fact.line


def _labels(key: str, entity: Entity) -> dict[str, str]:
    """By the label in words, without those of the enumeration itself; with its value."""
    own = set(key.split())
    found: dict[str, str] = {}
    for label in entity.fact.labels:
        words = words_of(label.name)
        left = [word for word in words if word not in own]
        found[" ".join(left or words)] = label.value
    unsaid = ("unspecified", "unknown", "unrecognized", "invalid", "undefined", "none")
    return {each: value for each, value in found.items() if each not in unsaid}


def _alike(key: str, entities: Sequence[Entity]) -> list[Entity]:
    """Those that share enough labels with another to mean the same."""
    labels = [set(_labels(key, each)) for each in entities]
    keep: set[int] = set()
    for a, b in combinations(range(len(entities)), 2):
        sizes = (len(labels[a]), len(labels[b]))
        least = max(sizes) if is_all_habit(key) else min(sizes)
        shared = len(labels[a] & labels[b])
        if shared >= min(_LEAST, least) and shared and shared >= _SHARE * least:
            keep |= {a, b}
    return [entities[at] for at in sorted(keep)]


def _term(key: str, entities: Sequence[Entity]) -> Term:
    labels = [_labels(key, each) for each in entities]
    apart = tuple(
        Apart(one=a, other=b, differences=found)
        for a, b in combinations(range(len(entities)), 2)
        if (found := tuple(_differences(labels[a], labels[b])))
    )
    return Term(
        kind="enum",
        name=key,
        components=tuple(each.component for each in entities),
        places=tuple(_place(e, each) for e, each in zip(entities, labels, strict=True)),
        relation="differs" if apart else "same",
        rows=tuple(_rows(labels)),
        apart=apart,
        sentences=tuple(
            f"{e.component} has {listed(sorted(each))}"
            for e, each in zip(entities, labels, strict=True)
        ),
    )


def _differences(one: _Labels, other: _Labels) -> Iterator[str]:
    for label in sorted(one.keys() ^ other.keys()):
        yield f"{label} only in one"
    for label in sorted(one.keys() & other.keys()):
        if not _same_value(one[label], other[label]):
            yield f"{label} is {one[label]} or {other[label]}"


def _same_value(one: str, other: str) -> bool:
    """Values that are words may be spelled in any way; numbers and words are no pair."""
    if not one or not other or one.isdigit() != other.isdigit():
        return True
    return words_of(one) == words_of(other) if not one.isdigit() else one == other


def _rows(labels: Sequence[_Labels]) -> Iterator[Row]:
    for name in sorted({name for each in labels for name in each}):
        held = [each.get(name) for each in labels]
        values = [each for each in held if each]
        unlike = any(not _same_value(a, b) for a, b in combinations(values, 2))
        if None in held or unlike:
            cells = tuple("-" if each is None else each or "yes" for each in held)
            yield Row(aspect="label", subject=name, cells=cells, differs=True)


def _place(entity: Entity, labels: _Labels) -> Defined:
    return Defined(
        component=entity.component,
        path=entity.path,
        line=entity.fact.line,
        name=entity.fact.name,
        form=entity.fact.form,
        says=", ".join(sorted(labels)),
    )
