"""What differs in the odd one of each family: files are read once more, for the rows of tokens
that the cache keeps are not spelt out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from driftscan.extract.fragments.registry import fragment_extractors_for
from driftscan.extract.fragments.spelling import spelt
from driftscan.families.differences import Apart, apart
from driftscan.model.family import Difference, Duplicates, Family, Spelt, Unit
from driftscan.sources.source import Source
from driftscan.stages.caches import Caches
from driftscan.stages.known_differences import KnownDifferences

Rows = Mapping[tuple[bytes, int], Sequence[Spelt]]
"""Tokens of functions by path and first line."""
_MOST_LINES = 8
_MOST_OTHERS = 12


def with_differences(found: Duplicates, source: Source, caches: Caches, most: int) -> Duplicates:
    """The same, told of the first families what differs in them."""
    first = sorted(found.families, key=lambda family: not family.is_clear)[:most]
    chosen = {family.id: family for family in first if _differs(family)}
    known = KnownDifferences(caches, source.identity)
    names = {id: known.name(_looked_at(family), found.sources) for id, family in chosen.items()}
    told = {id: each for id, name in names.items() if (each := known.of(name)) is not None}
    told |= _read(found, source, [each for id, each in chosen.items() if id not in told])
    known.keep({names[id]: each for id, each in told.items()})
    families = (
        replace(each, differences=told[each.id]) if each.id in told else each
        for each in found.families
    )
    return replace(found, families=tuple(families))


def _read(
    found: Duplicates, source: Source, families: Sequence[Family]
) -> dict[str, tuple[Difference, ...]]:
    """What differs in families, by their ids; their files are read for it."""
    units = [unit for family in families for unit in _looked_at(family)]
    texts = texts_of(source, found, units)
    rows = rows_of(units, texts)
    told = {family.id: _differences(family, rows, texts) for family in families}
    return {id: each for id, each in told.items() if each is not None}


def _differs(family: Family) -> bool:
    return family.odd >= 0 or len(family.units) == 2


def texts_of(source: Source, found: Duplicates, units: Iterable[Unit]) -> dict[bytes, bytes]:
    """The contents of files that members of families stand in, as far as they are still those in
    which they were found."""
    files = [found.sources[path] for path in sorted({unit.path for unit in units})]
    return {
        file.path: text
        for file, text in source.read(files)
        if isinstance(text, bytes) and found.sources[file.path].blob in (file.blob, "")
    }


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


def _differences(
    family: Family, rows: Rows, texts: Mapping[bytes, bytes]
) -> tuple[Difference, ...] | None:
    """None if one of the two is not what it was when it was compared."""
    known = [rows.get((unit.path, unit.fragment.start)) for unit in _looked_at(family)]
    odd, model, *others = (row or () for row in known)
    if not odd or not model:
        return None
    one, other = family.compared
    places = apart(odd, model, others)
    return tuple(_difference(each, texts[one.path], texts[other.path]) for each in places)


def _difference(each: Apart, here: bytes, there: bytes) -> Difference:
    return Difference(
        _lines(here, each.here), _lines(there, each.there), each.here[0], each.there[0]
    )


def _lines(text: bytes, span: tuple[int, int]) -> tuple[str, ...]:
    lines = text.split(b"\n")[span[0] - 1 : span[1]] if span[1] >= span[0] else []
    return tuple(line.decode("utf-8", "replace").strip() for line in lines[:_MOST_LINES])
