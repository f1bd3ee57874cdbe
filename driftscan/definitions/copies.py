"""One shape under several names: entities of different components with the very same fields."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from driftscan.definitions.conventions import is_conventional, is_doer
from driftscan.definitions.gathered import Gathered
from driftscan.definitions.layers import are_kept_apart, are_turned_into_another
from driftscan.definitions.shapes import Shape, may_be_alike, shapes_of
from driftscan.definitions.sureness import Surroundings
from driftscan.model.term import Defined, Term

_LEAST_FIELDS = 5
_LEAST_TELLING = 3
_PAST = re.compile(r"(?:e?d|e)$")
_MAPPED = frozenset(("model", "table"))


def copied_shapes(found: Gathered, around: Surroundings) -> Iterator[Term]:
    """A term for each set of fields that entities of different names and components have."""
    by_fields: dict[tuple[str, ...], list[Shape]] = defaultdict(list)
    for shape in shapes_of(found.entities):
        if len(shape.fields) >= _LEAST_FIELDS and len(shape.telling) >= _LEAST_TELLING:
            by_fields[tuple(shape.fields)].append(shape)
    for _, shapes in sorted(by_fields.items()):
        first: dict[str, Shape] = {}
        for shape in shapes:
            first.setdefault(shape.component, shape)
        chosen = [first[name] for name in sorted(first)]
        plain = [shape for shape in chosen if not is_conventional(shape.entity.fact.name)]
        told = any(_is_copy(*pair, around) for pair in combinations(plain, 2))
        if told and _same_types(plain):
            yield _term(plain)


def _is_copy(one: Shape, other: Shape, around: Surroundings) -> bool:
    """Whether two names mean one shape in two programs: not a command and its event, a class and
    the table that it is kept in, two tables that have no word in common, what does something, nor
    plug-ins, or layers of one program."""
    forms = {one.entity.fact.form, other.entity.fact.form}
    is_one_name = _stems(one) == _stems(other) or _joined(one) == _joined(other)
    if is_one_name or forms == _MAPPED or is_doer(one.key) or is_doer(other.key):
        return False
    if forms == {"table"} and set(one.key.split()).isdisjoint(other.key.split()):
        return False
    if are_kept_apart(one.entity.path, other.entity.path):
        return False
    is_one_program = around.are_one_program(one.component, other.component)
    return not (is_one_program and are_turned_into_another(one, other))


def _joined(shape: Shape) -> str:
    """`bertscore` and `bert score` are one name."""
    return shape.key.replace(" ", "")


def _stems(shape: Shape) -> frozenset[str]:
    """What is to be done and what has been done are one: `register customer`, `customer
    registered`."""
    return frozenset(_PAST.sub("", word) for word in shape.key.split())


def _same_types(shapes: list[Shape]) -> bool:
    return all(
        may_be_alike(shapes[0].fields[name].type, each.fields[name].type)
        for each in shapes[1:]
        for name in each.fields
    )


def _term(shapes: list[Shape]) -> Term:
    names = list(dict.fromkeys(shape.key for shape in shapes))
    return Term(
        kind="copy",
        name=", ".join(sorted(names)),
        components=tuple(shape.component for shape in shapes),
        places=tuple(
            Defined(
                component=shape.component,
                path=shape.entity.path,
                line=shape.entity.fact.line,
                name=shape.entity.fact.name,
                form=shape.entity.fact.form,
                says=f"{len(shape.fields)} fields",
                fields=len(shape.fields),
            )
            for shape in shapes
        ),
        relation="same",
        sentences=tuple(f"{shape.component} calls it {shape.entity.fact.name}" for shape in shapes),
    )
