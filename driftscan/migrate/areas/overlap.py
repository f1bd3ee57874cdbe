"""How two patterns over paths stand to each other: one within the other, apart, or crossing.

A pattern means what it names and all below it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from driftscan.graph.paths import PathPattern, parse_pattern

_STRANGE = "\x01"  # in no pattern: only wildcards match it
_MOST_SAMPLES = 64
_MOST = 16  # patterns that one crossing is spelled out as
_DEEP = "**"
_FILE_END = "\x02"  # a last part that no directory has
_FILE = re.compile(r".*\.[A-Za-z]{1,5}")


def contains(outer: str, inner: str) -> bool:
    """Whether all that the inner pattern means is in the outer one too."""
    pattern = _pattern(outer)
    return all(pattern.matches(sample) for sample in _samples(inner))


def crossing(one: str, other: str) -> list[str]:
    """What is in both patterns, as patterns; [] if nothing is. Sorted."""
    if contains(one, other):
        return [other]
    if contains(other, one):
        return [one]
    ways = _both(_with_end(one), _with_end(other), 24)
    found = {"/".join(part for part in parts if part != _FILE_END) for parts in ways}
    most = sorted(found)[:_MOST]
    return [
        glob for glob in most if not any(glob != outer and contains(outer, glob) for outer in most)
    ]


def is_file(text: str) -> bool:
    """Whether a pattern ends like the name of a file."""
    return _FILE.fullmatch(text) is not None


def is_floating(text: str) -> bool:
    """Whether a pattern says nothing of how deep it stands; two such cross in countless ways."""
    return _DEEP in _parts(text)


@lru_cache(maxsize=4096)
def _pattern(text: str) -> PathPattern:
    return parse_pattern(text)


@lru_cache(maxsize=4096)
def _samples(text: str) -> list[bytes]:
    """Paths that stand for all that a pattern means."""
    samples = [""]
    for part in _parts(text) or [_STRANGE]:
        choices = ["", f"{_STRANGE}/", f"{_STRANGE}/{_STRANGE * 2}/"] if part == _DEEP else None
        samples = [s + c for s in samples for c in choices or [f"{p}/" for p in _fillings(part)]]
        samples = samples[:_MOST_SAMPLES]
    return [sample.rstrip("/").encode() for sample in samples]


def _fillings(part: str) -> list[str]:
    plain = part.replace("?", _STRANGE)
    if "*" not in plain:
        return [plain]
    return [filled for fill in ("", _STRANGE * 2) if (filled := plain.replace("*", fill))]


def _parts(text: str) -> tuple[str, ...]:
    return () if text == "." else tuple(text.split("/"))


def _with_end(text: str) -> tuple[str, ...]:
    """Parts; what looks like the name of a file has nothing below it."""
    return (*_parts(text), _FILE_END) if is_file(text) else _parts(text)


def _both(one: Sequence[str], other: Sequence[str], fuel: int) -> Iterator[tuple[str, ...]]:
    """Ways to be in both. fuel: bounds how many parts are looked at."""
    if not one or not other:
        yield tuple(one or other)
        return
    if fuel == 0:
        return
    if one[0] == _DEEP:
        yield from _skipping(one, other, fuel - 1)
    elif other[0] == _DEEP:
        yield from _skipping(other, one, fuel - 1)
    else:
        for head in _same_part(one[0], other[0]):
            for tail in _both(one[1:], other[1:], fuel - 1):
                yield (head, *tail)


def _skipping(deep: Sequence[str], other: Sequence[str], fuel: int) -> Iterator[tuple[str, ...]]:
    """deep begins with any number of directories: none, or one that the other names."""
    if other[0] == _DEEP:
        for tail in (*_both(deep[1:], other, fuel), *_both(deep, other[1:], fuel)):
            yield tail if tail[:1] == (_DEEP,) else (_DEEP, *tail)
        return
    yield from _both(deep[1:], other, fuel)
    if other[0] != _FILE_END:
        for tail in _both(deep, other[1:], fuel):
            yield (other[0], *tail)


def _same_part(one: str, other: str) -> list[str]:
    """Patterns for a part of a path that two patterns fit."""
    if _FILE_END in (one, other):
        return [one] if one == other else []
    if _fits(one, other):
        return [other]
    if _fits(other, one):
        return [one]
    for left, right in ((one, other), (other, one)):
        if right.startswith("*") and left.endswith("*"):
            return list(_overlaid(left[:-1], right[1:]))
    return []


def _fits(outer: str, inner: str) -> bool:
    pattern = _pattern(outer)
    return all(pattern.matches(filled.encode()) for filled in _fillings(inner))


def _overlaid(start: str, end: str) -> Iterator[str]:
    """`foo*` and `*.ts`: `foo*.ts`; and where the two share letters, these only once."""
    yield f"{start}*{end}"
    for size in range(1, min(len(start), len(end)) + 1):
        if start.endswith(end[:size]):
            yield start + end[size:]
