"""The text of `driftscan capabilities`: the table of tool sprawl, and the ways that compete."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from driftscan.model.sprawl import Sprawl, WayTaken, WayUser
from driftscan.report.escape import terminal, terminal_path
from driftscan.report.terminal.layout import (
    BOLD,
    FAINT,
    WIDTH,
    YELLOW,
    counted,
    painted,
    paragraph,
    pieces,
)
from driftscan.report.view import View

_WIDEST = 12  # columns for the name of a component
_GAP = 2
_SHOWN_SITES = 3
_SHOWN_USERS = 4


def render(sprawl: Sprawl, view: View, every: bool) -> str:
    """Tool sprawl for a person. every: also what is done in one way, in detail."""
    return "".join(f"{line}\n" for line in _lines(sprawl, view, every or view.verbose))


def _lines(sprawl: Sprawl, view: View, every: bool) -> Iterator[str]:
    yield from _headline(sprawl)
    yield ""
    yield from _table(sprawl, view)
    for capability, ways in groupby(sprawl.ways, key=lambda way: way.capability):
        own = list(ways)
        if every or any(way.standing == "other" for way in own):
            yield ""
            yield from _capability(capability, own, view, every)
    if sprawl.no_costs:
        yield ""
        yield from paragraph(f"no costs: {terminal(sprawl.no_costs)}", 0, 2)


def _headline(sprawl: Sprawl) -> Iterator[str]:
    names = {way.capability for way in sprawl.ways}
    packages = {(w.language, p) for w in sprawl.ways for u in w.users for p in u.packages}
    contested = len(sprawl.contested)
    yield from paragraph(
        f"{counted(len(names), 'capability')} by {counted(len(packages), 'package')} in "
        f"{counted(len(sprawl.components), 'component')}; "
        f"{contested or 'none'} {'is' if contested == 1 else 'are'} done in ways that differ"
    )
    if sprawl.by_folder:
        yield "No spec names components, so folders stand for them."


def _table(sprawl: Sprawl, view: View) -> Iterator[str]:
    """Capabilities down, components across, as many as the line has room for."""
    cells = sprawl.cells
    order = sorted(
        sprawl.components,
        key=lambda name: (-sum(len(row.get(name, ())) for row in cells.values()), name),
    )
    first = max(map(len, cells)) + 2
    room = WIDTH - first - len("  ways")
    shown: list[str] = []
    for name in order:
        if room >= _GAP + _width(name) or view.verbose:
            shown.append(name)
            room -= _GAP + _width(name)
    yield " " * first + "  ways" + "".join(_cell(_short(name), name) for name in shown)
    for capability, row in cells.items():
        yield _row(capability, row, shown, first, view)
    yield from _left_over([name for name in order if name not in shown])


def _row(
    capability: str,
    row: dict[str, list[WayTaken]],
    shown: Sequence[str],
    first: int,
    view: View,
) -> str:
    ways = {id(way) for each in row.values() for way in each}
    differ = any(way.standing == "other" for each in row.values() for way in each)
    numbers = "".join(_cell(str(len(row[name])) if name in row else ".", name) for name in shown)
    label = terminal(capability).ljust(first)
    if differ:
        label = painted(f"{terminal(capability)} *".ljust(first), YELLOW, view)
    return f"{label}{len(ways):>6}{numbers}"


def _left_over(names: Sequence[str]) -> Iterator[str]:
    if names:
        some = ", ".join(map(terminal, names[:_SHOWN_USERS]))
        more = f" and {len(names) - _SHOWN_USERS} more" if len(names) > _SHOWN_USERS else ""
        yield from paragraph(f"* ways differ. Not in the table (-v): {some}{more}", 0, 2)
    else:
        yield "* ways differ"


def _short(name: str) -> str:
    """A path is told by its end."""
    text = terminal(name)
    if len(text) <= _WIDEST:
        return text
    last = text.rpartition("/")[2]
    return last if len(last) <= _WIDEST else f"{last[: _WIDEST - 1]}…"


def _width(name: str) -> int:
    return max(len(_short(name)), 2)


def _cell(text: str, name: str) -> str:
    return " " * _GAP + text.rjust(_width(name))


def _capability(
    capability: str, ways: Sequence[WayTaken], view: View, every: bool
) -> Iterator[str]:
    yield painted(terminal(f"{capability}: {ways[0].title}"), BOLD, view)
    for (purpose, language), group in groupby(ways, key=lambda way: (way.purpose, way.language)):
        own = list(group)
        if every or any(way.standing == "other" for way in own):
            yield from paragraph(_what(purpose, language, own), 2, 2)
            for way in own:
                yield from _way(way, view)


def _what(purpose: str, language: str, ways: Sequence[WayTaken]) -> str:
    about = ", ".join(filter(None, (purpose, language)))
    others = [user for way in ways if way.standing == "other" for user in way.users]
    said = f"{about}: {counted(len(ways), 'way')}"
    if not others:
        return said
    files = counted(sum(user.files for user in others), "file")
    costs = [user.cost for user in others if user.cost is not None]
    price = f", where {sum(costs):,.0f} changed lines are expected a quarter" if costs else ""
    return f"{said}; one way would change {files}{price}"


def _way(way: WayTaken, view: View) -> Iterator[str]:
    name = f"home-made {way.name}" if way.home_made else way.name
    mark = {"usual": "the usual way", "other": "", "only": "beside them"}[way.standing]
    sure = f"seen by its shape, {way.confidence:.0%} sure" if way.home_made else ""
    packages = sorted({p for user in way.users for p in user.packages} - {way.name})
    beside = f"({', '.join(map(terminal, packages))})" if packages and not way.home_made else ""
    head = painted(terminal(name), BOLD, view)
    yield from pieces([part for part in (head, beside, mark, sure) if part], 4)
    users = sorted(way.users, key=lambda user: (-user.files, user.component))
    for user in users if view.verbose else users[:_SHOWN_USERS]:
        yield from _user(user, view)
    left = [] if view.verbose else users[_SHOWN_USERS:]
    if left:
        files = counted(sum(user.files for user in left), "file")
        yield f"      and {counted(len(left), 'component')} more with {files} (-v)"


def _user(user: WayUser, view: View) -> Iterator[str]:
    parts = [terminal(user.component), counted(user.files, "file")]
    parts += [f"cost {user.cost:,.0f}"] if user.cost else []
    parts += [terminal(user.owner)] if user.owner else []
    parts += [terminal(user.why)] if user.why else []
    sites = list(_sites(user, view))
    yield from pieces([*parts, *sites[:1]], 6)
    for site in sites[1:]:
        yield f"          {site}"


def _sites(user: WayUser, view: View) -> Iterator[str]:
    """One place for each file; the first alone, unless all are wanted."""
    firsts = {site.path: site for site in reversed(user.sites)}
    shown: Iterable[bytes] = sorted(firsts)
    for path in list(shown) if view.verbose else list(shown)[:1]:
        yield painted(f"{terminal_path(path)}:{firsts[path].line}", FAINT, view)
