"""Tables of signatures by the names of the methods that they speak of: of the calls in a file
hardly any bears one of these names, and there are dozens of rows."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

_Row = TypeVar("_Row")


def by_method(
    rows: Iterable[_Row], methods: Callable[[_Row], Iterable[str]]
) -> Mapping[str, tuple[_Row, ...]]:
    """For each name of a method its rows, in the order of the table."""
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        for name in methods(row):
            found[name].append(row)
    return {name: tuple(each) for name, each in found.items()}
