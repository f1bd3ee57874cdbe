"""What differs in the odd one of each family: files are read once more, for the rows of tokens
that the cache keeps are not spelt out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from driftscan.extract.fragments.registry import claims_for_fragments, fragment_extractors_for
from driftscan.extract.fragments.spelling import spelt
from driftscan.families.differences import Apart, apart
from driftscan.model.family import Difference, Duplicates, Family, Spelt, Unit
from driftscan.sources.source import Source

Rows = Mapping[tuple[bytes, int], Sequence[Spelt]]
"""Tokens of functions by path and first line."""
_MOST_LINES = 8
_MOST_OTHERS = 12


def with_differences(found: Duplicates, source: Source, most: int) -> Duplicates:
    """The same, told of the first families what differs in them."""
    first = sorted(found.families, key=lambda family: not family.is_clear)[:most]
    chosen = [family for family in first if _differs(family)]
    if not chosen:
        return found
    texts = texts_of(source, {unit.path for family in chosen for unit in family.units})
    rows = rows_of((unit for family in chosen for unit in _looked_at(family)), texts)
    told = {family.id: _explained(family, rows, texts) for family in chosen}
    return replace(found, families=tuple(told.get(family.id, family) for family in found.families))


def _differs(family: Family) -> bool:
    return family.odd >= 0 or len(family.units) == 2


def texts_of(source: Source, paths: set[bytes]) -> dict[bytes, bytes]:
    """The contents of files that hold functions."""
    files = [file for file in source.list(claims_for_fragments).files if file.path in paths]
    return {file.path: text for file, text in source.read(files) if isinstance(text, bytes)}


def rows_of(units: Iterable[Unit], texts: Mapping[bytes, bytes]) -> Rows:
    """Tokens of functions in files that were read."""
    spans: dict[bytes, dict[int, int]] = defaultdict(dict)
    for unit in units:
        spans[unit.path][unit.fragment.start] = unit.fragment.end
    found: dict[tuple[bytes, int], Sequence[Spelt]] = {}
    for path, wanted in spans.items():
        if path in texts:
            (language,) = fragment_extractors_for(path.rpartition(b"/")[2])
            for first, row in spelt(texts[path], language, wanted).items():
                found[path, first] = row
    return found


def _looked_at(family: Family) -> list[Unit]:
    """The two that are compared, and some of the others, which have to agree."""
    pair = family.compared
    return [*pair, *(unit for unit in family.units if unit not in pair)][:_MOST_OTHERS]


def _explained(family: Family, rows: Rows, texts: Mapping[bytes, bytes]) -> Family:
    known = [rows.get((unit.path, unit.fragment.start)) for unit in _looked_at(family)]
    odd, model, *others = (row or () for row in known)
    if not odd or not model:
        return family
    one, other = family.compared
    places = apart(odd, model, others)
    return replace(
        family,
        differences=tuple(_difference(each, texts[one.path], texts[other.path]) for each in places),
    )


def _difference(each: Apart, here: bytes, there: bytes) -> Difference:
    return Difference(
        _lines(here, each.here), _lines(there, each.there), each.here[0], each.there[0]
    )


def _lines(text: bytes, span: tuple[int, int]) -> tuple[str, ...]:
    lines = text.split(b"\n")[span[0] - 1 : span[1]] if span[1] >= span[0] else []
    return tuple(line.decode("utf-8", "replace").strip() for line in lines[:_MOST_LINES])
