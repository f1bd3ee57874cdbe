"""The JSON and CSV of `driftscan definitions`; docs/json.md is their reference."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from driftscan.model.term import Defined, Definitions, Term
from driftscan.report.csv import cell
from driftscan.report.escape import path_text
from driftscan.report.json_document import written

SCHEMA = "driftscan.definitions/1"
_Kind = Annotated[str, Meta(pattern="^(meaning|entity|enum|constant|copy)$")]
_Relation = Annotated[str, Meta(pattern="^(differs|unsure|projection|same)$")]


class PlaceJson(Struct):
    """A place that defines a term."""

    component: str
    path: str
    line: int
    name: str
    form: str
    says: str


class RowJson(Struct):
    """A row of a term's table; cells in the order of its components."""

    aspect: str
    subject: str
    differs: bool
    cells: list[str]


class ApartJson(Struct):
    """Two components that differ. sure: whether both surely speak of one thing. technical: those of
    the differences that may be meant, and are shown by --all alone."""

    one: str
    other: str
    differences: list[str]
    sure: bool
    technical: list[str]


class TermJson(Struct):
    """A term that several components define."""

    kind: _Kind
    name: str
    relation: _Relation
    components: list[str]
    sentences: list[str]
    rows: list[RowJson]
    apart: list[ApartJson]
    places: list[PlaceJson]


class UnreadJson(Struct):
    """A file that could not be read."""

    path: str
    reason: str


class DefinitionsJson(Struct):
    """The whole document."""

    schema: str
    root: str
    revision: str
    named_by: Annotated[str, Meta(pattern="^(spec|tree)$")]
    components: list[str]
    files: int
    entities: int
    meanings: int
    constants: int
    terms: list[TermJson]
    unread: list[UnreadJson]


COLUMNS = ("kind", "term", "relation", "component", "name", "form", "says", "path", "line")


def render(found: Definitions) -> str:
    """The answer as JSON."""
    return written(
        DefinitionsJson(
            schema=SCHEMA,
            root=found.root,
            revision=found.revision,
            named_by=found.named_by,
            components=list(found.components),
            files=found.files,
            entities=found.entities,
            meanings=found.meanings,
            constants=found.constants,
            terms=[_term(term) for term in found.terms],
            unread=[
                UnreadJson(path_text(each.path), each.problem.message) for each in found.unread
            ],
        )
    )


def render_csv(found: Definitions) -> str:
    """A header and a row for each place that defines a term; rows end in CR LF."""
    rows = [COLUMNS, *_rows(found)]
    return "".join(",".join(map(cell, row)) + "\r\n" for row in rows)


def _rows(found: Definitions) -> Iterator[tuple[str, ...]]:
    for term in found.terms:
        for place in term.places:
            yield (
                *(term.kind, term.name, term.relation, place.component, place.name, place.form),
                *(place.says, path_text(place.path), str(place.line)),
            )


def _term(term: Term) -> TermJson:
    return TermJson(
        kind=term.kind,
        name=term.name,
        relation=term.relation,
        components=list(term.components),
        sentences=list(term.sentences),
        rows=[RowJson(r.aspect, r.subject, r.differs, list(r.cells)) for r in term.rows],
        apart=[
            ApartJson(
                one=term.components[a.one],
                other=term.components[a.other],
                differences=list(a.differences),
                sure=a.is_sure,
                technical=list(a.technical),
            )
            for a in term.apart
        ],
        places=[_place(place) for place in term.places],
    )


def _place(place: Defined) -> PlaceJson:
    path = path_text(place.path)
    return PlaceJson(place.component, path, place.line, place.name, place.form, place.says)
