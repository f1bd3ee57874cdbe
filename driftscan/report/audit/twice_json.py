"""The same thing twice, as a part of the audit's document: bounded, for a page shows it."""

from collections.abc import Sequence

from msgspec import Struct

from driftscan.model.beside import Row
from driftscan.model.family import Family, Unit
from driftscan.model.sprawl import WayTaken, WayUser
from driftscan.model.term import Term
from driftscan.model.twice import Twice
from driftscan.report.escape import name_text, path_text

_FAMILIES = 150
_TERMS = 150
_MEMBERS = 30
_PLACES = 60
_SITES = 5


class TwinJson(Struct):
    """One function of a family, the odd one first."""

    path: str
    start: int
    end: int
    name: str
    component: str
    owner: str


class SideRowJson(Struct, array_like=True):
    """A row of two functions side by side: mark (`same`, `names`, `other`, `apart`, `folded`),
    line and text of the one, line and text of the other; of a folded stretch how many lines."""

    mark: str
    here: int
    here_text: str
    there: int
    there_text: str


class TwinsJson(Struct, kw_only=True):
    """A family. members: the first; count: of all. odd: whether the first differs from the others,
    which agree. beside: the first two members line by line, [] where they are not shown."""

    id: str
    members: list[TwinJson]
    count: int
    components: list[str]
    similarity: float
    shared: float
    extra_lines: int
    clear: bool
    odd: bool
    beside: list[SideRowJson]


class SiteOfWayJson(Struct):
    """A line that shows it."""

    path: str
    line: int


class UserOfWayJson(Struct, kw_only=True):
    """A component that does it in this way. sites: the first; count: of all."""

    component: str
    owner: str
    packages: list[str]
    files: int
    cost: float | None
    why: str
    sites: list[SiteOfWayJson]
    count: int


class WayOfDoingJson(Struct, kw_only=True):
    """One way of doing something. standing: `usual`, `other` or `only`."""

    capability: str
    title: str
    purpose: str
    language: str
    way: str
    home_made: bool
    standing: str
    confidence: float
    users: list[UserOfWayJson]


class TermRowJson(Struct):
    """A row of a term's table; cells in the order of its components."""

    aspect: str
    subject: str
    differs: bool
    cells: list[str]


class TermPlaceJson(Struct, kw_only=True):
    """A place that defines a term."""

    component: str
    path: str
    line: int
    name: str
    form: str
    says: str


class AuditTermJson(Struct, kw_only=True):
    """A term that several components define. places: the first; count: of all."""

    kind: str
    name: str
    relation: str
    components: list[str]
    sentences: list[str]
    rows: list[TermRowJson]
    places: list[TermPlaceJson]
    count: int


class TwiceJson(Struct, kw_only=True):
    """families, terms: the first of so many; functions: that were compared. contested:
    capabilities in which ways compete."""

    families: list[TwinsJson]
    family_count: int
    functions: int
    capabilities: list[WayOfDoingJson]
    contested: list[str]
    terms: list[AuditTermJson]
    term_count: int
    by: str


def twice_json(found: Twice, prefix: bytes) -> TwiceJson:
    """What there is, with paths below a prefix."""
    families = sorted(found.duplicates.families, key=lambda family: not family.is_clear)
    terms = found.definitions.terms
    return TwiceJson(
        families=[
            _family(each, found.beside.get(each.id, ()), prefix) for each in families[:_FAMILIES]
        ],
        family_count=len(families),
        functions=found.duplicates.functions,
        capabilities=[_way(way, prefix) for way in found.sprawl.ways],
        contested=list(found.sprawl.contested),
        terms=[_term(term, prefix) for term in terms[:_TERMS]],
        term_count=len(terms),
        by=found.duplicates.named_by,
    )


def _family(family: Family, rows: Sequence[Row], prefix: bytes) -> TwinsJson:
    one, other = family.compared
    ordered = [one, other, *(unit for unit in family.units if unit not in (one, other))]
    return TwinsJson(
        id=family.id,
        members=[_twin(unit, prefix) for unit in ordered[:_MEMBERS]],
        count=len(family.units),
        components=list(map(name_text, family.components)),
        similarity=round(family.least, 4),
        shared=round(family.shared, 4),
        extra_lines=family.extra_lines,
        clear=family.is_clear,
        odd=family.odd >= 0,
        beside=[_row(row) for row in rows],
    )


def _twin(unit: Unit, prefix: bytes) -> TwinJson:
    fragment = unit.fragment
    return TwinJson(
        path_text(prefix + unit.path),
        fragment.start,
        fragment.end,
        name_text(fragment.name),
        name_text(unit.component),
        name_text(unit.owner),
    )


def _row(row: Row) -> SideRowJson:
    return SideRowJson(
        row.mark, row.here, name_text(row.here_text), row.there, name_text(row.there_text)
    )


def _way(way: WayTaken, prefix: bytes) -> WayOfDoingJson:
    return WayOfDoingJson(
        capability=way.capability,
        title=way.title,
        purpose=way.purpose,
        language=way.language,
        way=name_text(way.name),
        home_made=way.home_made,
        standing=way.standing,
        confidence=way.confidence,
        users=[_user(user, prefix) for user in way.users],
    )


def _user(user: WayUser, prefix: bytes) -> UserOfWayJson:
    return UserOfWayJson(
        component=name_text(user.component),
        owner=name_text(user.owner),
        packages=list(map(name_text, user.packages)),
        files=user.files,
        cost=None if user.cost is None else round(user.cost, 1),
        why=name_text(user.why),
        sites=[
            SiteOfWayJson(path_text(prefix + site.path), site.line) for site in user.sites[:_SITES]
        ],
        count=len(user.sites),
    )


def _term(term: Term, prefix: bytes) -> AuditTermJson:
    return AuditTermJson(
        kind=term.kind,
        name=name_text(term.name),
        relation=term.relation,
        components=list(map(name_text, term.components)),
        sentences=list(map(name_text, term.sentences)),
        rows=[
            TermRowJson(row.aspect, name_text(row.subject), row.differs, _texts(row.cells))
            for row in term.rows
        ],
        places=[
            TermPlaceJson(
                component=name_text(each.component),
                path=path_text(prefix + each.path),
                line=each.line,
                name=name_text(each.name),
                form=each.form,
                says=name_text(each.says),
            )
            for each in term.places[:_PLACES]
        ],
        count=len(term.places),
    )


def _texts(cells: Sequence[str]) -> list[str]:
    return list(map(name_text, cells))
