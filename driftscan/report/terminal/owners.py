"""The text of `driftscan owners`: who owns what, and through how many hands it goes."""

from collections.abc import Iterator

from driftscan.model.teamwork import Owners, OwnerShare, TwoAnswers
from driftscan.report.escape import terminal
from driftscan.report.terminal.grid import grid
from driftscan.report.terminal.layout import counted, paragraph
from driftscan.report.view import View

NOBODY = {"owner": "(nobody)", "component": "(no component)"}
_FEW = ("files",)
_BY_COMPONENT = ("files", "cost", "people", "fragments", "handoffs", "one", "nobody")
_BY_OWNER = ("files", "cost", "people", "fragments", "handoffs", "visits", "one", "nobody")
_SHOWN = 20
_MEANING = {
    "cost": "changed lines expected in a quarter",
    "people": "who changed it in two years",
    "fragments": "how likely two changes are by two people",
    "handoffs": "changes in a year by somebody else than the change before",
    "visits": "changes by people who mostly change what others own",
    "one": "files that one person alone changed in two years",
    "nobody": "files that nobody did",
}
_CAVEAT = "None of this says how well anybody works."


def render(owners: Owners, view: View) -> str:
    """The answer for a person."""
    return "".join(f"{line}\n" for line in _lines(owners, view))


def _lines(owners: Owners, view: View) -> Iterator[str]:
    yield from paragraph(_headline(owners))
    yield ""
    shown = owners.rows if view.verbose else owners.rows[:_SHOWN]
    figures = _figures(owners)
    rows = [[_name(owners, row), *(_cell(row, each) for each in figures)] for row in shown]
    yield from grid([owners.by, *figures], rows)
    if len(owners.rows) > len(shown):
        yield f"and {len(owners.rows) - len(shown):,} more (-v lists them)"
    legend = [f"{each}: {_MEANING[each]}" for each in figures if each in _MEANING]
    if legend:
        yield ""
        yield from paragraph(f"{'; '.join(legend)}. {_CAVEAT}")
    yield from _held(owners, shown, view)
    yield from _known(owners, shown)
    yield from _open_questions(owners)
    for note in owners.notes:
        yield ""
        yield from paragraph(terminal(note))


def _headline(owners: Owners) -> str:
    rows = sum(bool(row.name) for row in owners.rows)
    parts = [counted(rows, owners.by), f"{counted(owners.files, 'file')} of product code"]
    if owners.has_history:
        parts.append(f"{owners.people:,} people in two years")
    at = f"; revision {owners.revision[:12]}" if owners.revision else ""
    return ", ".join(parts) + at


def _figures(owners: Owners) -> tuple[str, ...]:
    """Among components nearly all changes are by people who work elsewhere too."""
    if not owners.has_history:
        return _FEW
    return _BY_OWNER if owners.by == "owner" else _BY_COMPONENT


def _name(owners: Owners, row: OwnerShare) -> str:
    return terminal(row.name) or NOBODY[owners.by]


def _cell(row: OwnerShare, figure: str) -> str:
    match figure:
        case "cost":
            return f"{row.cost:,.0f}"
        case "fragments":
            return f"{row.fragments:.2f}"
        case "visits":
            return f"{row.visits:.0%}"
        case _:
            return f"{getattr(row, figure):,}"


def _held(owners: Owners, rows: tuple[OwnerShare, ...], view: View) -> Iterator[str]:
    """Which components each owner has, or which owner each component."""
    if owners.by == "owner" and any(row.components for row in rows):
        yield ""
        for row in rows:
            if row.components:
                yield from paragraph(
                    f"{_name(owners, row)}: {', '.join(map(terminal, row.components))}", 0, 2
                )
    elif owners.by == "component" and view.verbose:
        yield ""
        for row in rows:
            if row.owner:
                yield from paragraph(f"{terminal(row.name)}: {terminal(row.owner)}", 0, 2)


def _known(owners: Owners, rows: tuple[OwnerShare, ...]) -> Iterator[str]:
    """Whom one could ask, where the user wants names."""
    if any(row.known for row in rows):
        yield ""
        yield "Whom to ask, by changes in two years:"
        for row in rows:
            if row.known:
                yield from paragraph(
                    f"{_name(owners, row)}: {', '.join(map(terminal, row.known))}", 2, 2
                )


def _open_questions(owners: Owners) -> Iterator[str]:
    if owners.unowned:
        yield ""
        names = ", ".join(map(terminal, owners.unowned))
        yield from paragraph(f"Code without an owner in: {names}", 0, 2)
    if owners.two_answers:
        yield ""
        yield "Two answers to who owns it, by the spec and by CODEOWNERS:"
        for each in owners.two_answers:
            yield from paragraph(_two(each), 2, 2)


def _two(each: TwoAnswers) -> str:
    others = "; ".join(map(terminal, each.others))
    return (
        f"{terminal(each.component)}: {terminal(each.declared)} in the spec, {others} for "
        f"{each.files:,} of {counted(each.all_files, 'file')}"
    )
