"""Files and functions of the product that are the same to the letter in several places.

That two functions are made of the same tokens is known of all; whether they are the same is read.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from driftscan.families.repeated import are_apart
from driftscan.model.family import Duplicates, Unit
from driftscan.model.location import Location
from driftscan.model.twice import Copied
from driftscan.sources.source import Source
from driftscan.stages.oddities import texts_of
from driftscan.stages.same_bodies import same_bodies

LEAST_LINES = 10  # what is shorter hardly says anything that another would not say so, too
_MOST = 1000  # groups whose files are read, those with the most lines first

Texts = Mapping[bytes, bytes]


def copied_of(found: Duplicates, source: Source, product: Container[bytes]) -> tuple[Copied, ...]:
    """Those first by which most lines would not be there. Each line is told once: of a file that
    is a copy its functions are not told, nor of a function those inside of it.

    product: paths of what is looked at.
    """
    groups = [[unit for unit in group if unit.path in product] for group in found.repeated]
    groups = [group for group in groups if are_apart(unit.path for unit in group)]
    groups.sort(key=lambda group: -sum(unit.lines for unit in group[1:]))
    texts = texts_of(source, found, (unit for group in groups[:_MOST] for unit in group))
    files = list(_files(texts))
    known = {place.path for each in files for place in each.places}
    repeated = {unit.path for group in groups for unit in group}  # no code of no component
    sources = {path: file for path, file in found.sources.items() if path in repeated}
    files += same_bodies(sources, source, known, LEAST_LINES)
    whole = {place.path for each in files for place in each.places}
    functions = _outer([each for group in groups[:_MOST] for each in _same(group, texts, whole)])
    told = [*files, *functions]
    return tuple(sorted(told, key=lambda each: (-each.extra_lines, each.places)))


def _files(texts: Texts) -> Iterator[Copied]:
    """Whole files with the same bytes, in several folders."""
    by_text: dict[bytes, list[bytes]] = defaultdict(list)
    for path, text in texts.items():
        by_text[text].append(path)
    for text, paths in by_text.items():
        lines = len(text.splitlines())
        if lines >= LEAST_LINES and are_apart(paths):
            yield Copied("", lines, tuple(Location(path) for path in sorted(paths)))


def _same(
    group: Sequence[Unit], texts: Texts, whole: Container[bytes]
) -> Iterator[tuple[Unit, ...]]:
    """Those of a group that are the same to the letter, but for spaces at the ends of lines. whole:
    files that are copies as such; none that mostly stand in these."""
    by_lines: dict[tuple[bytes, ...], list[Unit]] = defaultdict(list)
    for unit in group:
        if unit.path in texts and unit.lines >= LEAST_LINES:
            by_lines[_lines(unit, texts[unit.path])].append(unit)
    for units in by_lines.values():
        told = sum(unit.path in whole for unit in units)
        if are_apart(unit.path for unit in units) and 2 * told <= len(units):
            yield tuple(units)


def _lines(unit: Unit, text: bytes) -> tuple[bytes, ...]:
    lines = text.split(b"\n")[unit.fragment.start - 1 : unit.fragment.end]
    return tuple(line.rstrip() for line in lines)


def _outer(groups: Sequence[tuple[Unit, ...]]) -> Iterator[Copied]:
    """Without what lies inside of another that is copied to the same places."""
    spans: dict[tuple[bytes, ...], list[tuple[Unit, ...]]] = defaultdict(list)
    for group in groups:
        spans[tuple(unit.path for unit in group)].append(group)
    for alike in spans.values():
        for group in alike:
            if not any(_holds(other, group) for other in alike):
                places = tuple(unit.place for unit in group)
                yield Copied(group[0].fragment.name, group[0].lines, places)


def _holds(outer: Sequence[Unit], inner: Sequence[Unit]) -> bool:
    return outer[0].lines > inner[0].lines and all(
        one.fragment.start <= other.fragment.start and other.fragment.end <= one.fragment.end
        for one, other in zip(outer, inner, strict=True)
    )
