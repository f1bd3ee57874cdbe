"""The odd one of each family beside another: both functions, line by line."""

from collections.abc import Iterator, Mapping, Sequence

from driftscan.families.beside import Side, beside, tokens_by_line
from driftscan.model.beside import Row
from driftscan.model.family import Duplicates, Family, Unit
from driftscan.notation.secrets import masked
from driftscan.sources.source import Source
from driftscan.stages.oddities import Rows, rows_of, texts_of


def side_by_side(found: Duplicates, source: Source, most: int) -> Mapping[str, tuple[Row, ...]]:
    """Of the first families, by their ids. Files are read once more, as for the differences."""
    chosen = sorted(found.families, key=lambda family: not family.is_clear)[:most]
    units = [unit for family in chosen for unit in family.compared]
    texts = texts_of(source, found, units)
    rows = rows_of(units, texts)
    told = {family.id: _told(family, texts, rows) for family in chosen}
    return {id: each for id, each in told.items() if each}


def _told(family: Family, texts: Mapping[bytes, bytes], rows: Rows) -> tuple[Row, ...]:
    one, other = family.compared
    if one.path not in texts or other.path not in texts:
        return ()
    apart = family.differences if family.odd >= 0 else ()
    alone = len(family.units) == 2
    here = None if alone else _lines((each.line_here, each.here) for each in apart or ())
    there = None if alone else _lines((each.line_there, each.there) for each in apart or ())
    return beside(_side(one, texts, rows, here), _side(other, texts, rows, there))


def _side(
    unit: Unit, texts: Mapping[bytes, bytes], rows: Rows, apart: frozenset[int] | None
) -> Side:
    first, last = unit.fragment.start, unit.fragment.end
    lines = texts[unit.path].decode("utf-8", "replace").split("\n")[first - 1 : last]
    tokens = tokens_by_line(rows.get((unit.path, first), ()))
    return Side(first, [masked(line.rstrip("\r")) for line in lines], tokens, apart)


def _lines(places: Iterator[tuple[int, Sequence[str]]]) -> frozenset[int]:
    return frozenset(line for first, lines in places for line in range(first, first + len(lines)))
