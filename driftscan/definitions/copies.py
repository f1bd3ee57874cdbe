"""One shape under several names: entities of different components with the very same fields."""

from collections import defaultdict
from collections.abc import Iterator

from driftscan.definitions.conventions import is_conventional
from driftscan.definitions.gathered import Gathered
from driftscan.definitions.shapes import Shape, may_be_alike, shapes_of
from driftscan.model.term import Defined, Term

_LEAST_FIELDS = 5
_LEAST_TELLING = 3


def copied_shapes(found: Gathered) -> Iterator[Term]:
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
        if len({shape.key for shape in plain}) > 1 and _same_types(plain):
            yield _term(plain)


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
