"""The JSON and CSV of `driftscan owners`; docs/json.md is their reference."""

from typing import Annotated

from msgspec import Meta, Struct

from driftscan.model.teamwork import Owners, OwnerShare
from driftscan.report.csv import cell
from driftscan.report.json_document import written

SCHEMA = "driftscan.owners/1"
_By = Annotated[str, Meta(pattern="^(owner|component)$")]


class OwnerJson(Struct):
    """What one owner owns, or one component; '' for what is nobody's."""

    name: str
    owner: str
    components: list[str]
    files: int
    loc: int
    cost: float
    people: int
    fragments: float
    visits: float
    handoffs: int
    rework: int
    one: int
    one_cost: float
    nobody: int
    known: list[str]


class TwoAnswersJson(Struct):
    """The spec names one owner of a component, CODEOWNERS others for some of its files."""

    component: str
    declared: str
    others: list[str]
    files: int
    of: int


class OwnersJson(Struct):
    """The whole document."""

    schema: str
    root: str
    revision: str
    by: _By
    files: int
    people: int
    has_history: bool
    has_lines: bool
    rows: list[OwnerJson]
    unowned: list[str]
    two_answers: list[TwoAnswersJson]
    notes: list[str]


COLUMNS = OwnerJson.__struct_fields__


def render(owners: Owners) -> str:
    """The answer as JSON."""
    return written(document(owners))


def document(owners: Owners) -> OwnersJson:
    """The same as a value, to be part of another document."""
    answers = [
        TwoAnswersJson(each.component, each.declared, list(each.others), each.files, each.all_files)
        for each in owners.two_answers
    ]
    return OwnersJson(
        schema=SCHEMA,
        root=owners.root,
        revision=owners.revision,
        by=owners.by,
        files=owners.files,
        people=owners.people,
        has_history=owners.has_history,
        has_lines=owners.has_lines,
        rows=[_row(row) for row in owners.rows],
        unowned=list(owners.unowned),
        two_answers=answers,
        notes=list(owners.notes),
    )


def render_csv(owners: Owners) -> str:
    """A header and a row for each owner or component; rows end in CR LF."""
    rows = [COLUMNS, *(map(_cell, _values(_row(row))) for row in owners.rows)]
    return "".join(",".join(map(cell, row)) + "\r\n" for row in rows)


def _values(row: OwnerJson) -> list[object]:
    return [getattr(row, name) for name in COLUMNS]


def _cell(value: object) -> str:
    return " ".join(value) if isinstance(value, list) else str(value)


def _row(row: OwnerShare) -> OwnerJson:
    return OwnerJson(
        name=row.name,
        owner=row.owner,
        components=list(row.components),
        files=row.files,
        loc=row.loc,
        cost=round(row.cost, 1),
        people=row.people,
        fragments=round(row.fragments, 3),
        visits=round(row.visits, 3),
        handoffs=row.handoffs,
        rework=row.rework,
        one=row.one,
        one_cost=round(row.one_cost, 1),
        nobody=row.nobody,
        known=list(row.known),
    )
