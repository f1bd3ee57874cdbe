"""What changes together, as text: pairs with the figures that make them stand out."""

from collections.abc import Iterator, Sequence

from driftscan.model.co_change import CoChange, CoChanges, SharedPart
from driftscan.report.escape import terminal
from driftscan.report.terminal.layout import BOLD, counted, painted, paragraph
from driftscan.report.view import View

_SHOWN = 10
_COMMITS = 3
_APART = frozenset(("service", "frontend", "job"))


def together_text(together: CoChanges, view: View) -> Iterator[str]:
    """Files, services and components that change together, and parts that many wait on."""
    services = [pair for pair in together.parts if _APART.issuperset(pair.kinds)]
    others = [pair for pair in together.parts if pair not in services and not pair.parts_depend]
    yield from _pairs(
        "Changed together, with no import between them, not even over one other file",
        together.files,
        view,
    )
    yield from _pairs("Deployed apart, changed together", services, view)
    yield from _pairs("Components changed together, with no import between them", others, view)
    yield from _shared(together.shared, view)
    yield ""
    yield from paragraph(_closing(together))


def _pairs(title: str, pairs: Sequence[CoChange], view: View) -> Iterator[str]:
    if not pairs:
        return
    shown = pairs if view.verbose else pairs[:_SHOWN]
    yield ""
    yield painted(title, BOLD, view)
    for pair in shown:
        yield from paragraph(f"{terminal(pair.source)} and {terminal(pair.target)}", 2, 2)
        yield from paragraph(_figures(pair), 6, 0)
        if view.verbose:
            commits = ", ".join(id[:10] for id in pair.commits[:_COMMITS])
            yield from paragraph(f"newest: {commits}", 6, 2)
    if len(pairs) > len(shown):
        yield f"  and {len(pairs) - len(shown):,} more (-v lists them)"


def _figures(pair: CoChange) -> str:
    people = "by one person" if pair.people == 1 else f"by {pair.people:,} people"
    one, other = pair.changes
    days = counted(pair.days, "day")
    return (
        f"{pair.together:,} of {one:,} and {other:,} changes, on {days} {people}; "
        f"chance would give {pair.by_chance:.1f}; {pair.cost:,.0f} lines a quarter"
    )


def _shared(shared: Sequence[SharedPart], view: View) -> Iterator[str]:
    if not shared:
        return
    yield ""
    yield painted("Shared by many: a change here comes with changes of several others", BOLD, view)
    for part in shared:
        waiting = ", ".join(map(terminal, part.waiting))
        yield from paragraph(
            f"{terminal(part.component)}: {part.together:,} of {part.changes:,} changes together "
            f"with {waiting}",
            2,
            2,
        )


def _closing(together: CoChanges) -> str:
    explained = f"{counted(together.explained, 'pair')} of files that imports join"
    return (
        f"Of {counted(together.commits, 'commit')} in two years. Not listed: {explained}. Left "
        f"out: {counted(together.large, 'commit')} of more than 30 files or seven components."
    )
