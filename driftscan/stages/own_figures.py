"""The user's own figures laid beside ours: a list of incidents, the price of a changed line."""

import os
from collections.abc import Callable

from driftscan.errors import NothingMatchedError, UsageError
from driftscan.model.cost import CostTable
from driftscan.model.ranking import OwnFigures, Price, Tally
from driftscan.rank.incidents import read_incidents, tallied
from driftscan.rank.price import price_of
from driftscan.sources.small_file import read_small_file, why

_MOST_BYTES = 16 << 20
_SHOWN = 20


def own_figures(table: CostTable, incidents_file: str, line_price: str) -> OwnFigures:
    """What the user knows. UsageError: all that is wrong with it."""
    return OwnFigures(
        _price(line_price) if line_price else None,
        _incidents(table, incidents_file) if incidents_file else None,
    )


def _price(text: str) -> Price:
    price = price_of(text)
    if price is None:
        raise UsageError(
            f"--line-price takes a number and a unit, such as '4.20 EUR'; '{text}' is none"
        )
    return price


def _incidents(table: CostTable, file: str) -> Tally:
    found, wrong = read_incidents(_text(file))
    if wrong:
        told = "\n".join(f"{file}:{each.line}: {each.reason}" for each in wrong[:_SHOWN])
        more = f"\nand {len(wrong) - _SHOWN:,} more" if len(wrong) > _SHOWN else ""
        raise UsageError(f"the list of incidents cannot be read:\n{told}{more}")
    names = {part.name for part in table.components}
    files = {cost.path for cost in table.files}
    tally = tallied(found, names, files, _home_of(table))
    if not tally.components and not tally.files:
        raise NothingMatchedError(
            f"{file}: none of its {len(found):,} incidents names a component or a path that is here"
        )
    return tally


def _text(file: str) -> str:
    try:
        return read_small_file(os.fsencode(file), _MOST_BYTES).decode("utf-8-sig", "replace")
    except OSError as problem:
        raise UsageError(f"{file} cannot be read: {why(problem)}") from problem


def _home_of(table: CostTable) -> Callable[[bytes], str]:
    """The component of a file; or of a folder, where all files below it belong to the same."""
    homes: dict[bytes, set[str]] = {}
    for cost in table.files:
        above = cost.path
        while above:
            homes.setdefault(above, set()).add(cost.component)
            above = above.rpartition(b"/")[0]

    def home(path: bytes) -> str:
        found = homes.get(path, set())
        return next(iter(found)) if len(found) == 1 else ""

    return home
