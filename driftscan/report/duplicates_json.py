"""The JSON of `driftscan duplicates`; docs/json.md is its reference."""

from collections.abc import Iterable

from msgspec import Struct

from driftscan.model.family import Difference, Duplicates, Family, Unit
from driftscan.report.escape import name_text, path_text
from driftscan.report.json_document import written
from driftscan.report.shared_json import SkippedJson, skipped_json

SCHEMA = "driftscan.duplicates/1"


class PlaceJson(Struct):
    """Lines of a file, 1-based and inclusive."""

    file: str
    start: int
    end: int


class MemberJson(Struct):
    """One function of a family."""

    file: str
    start: int
    end: int
    name: str
    component: str
    owner: str
    tokens: int


class DifferenceJson(Struct):
    """Where the odd one differs: its lines, and those of another."""

    here: PlaceJson
    here_text: list[str]
    there: PlaceJson
    there_text: list[str]


class FamilyJson(Struct):
    """Functions that solve one problem. clear: hardly written twice by
    chance. odd, compared_with: positions in members, or null."""

    id: str
    components: list[str]
    owners: list[str]
    members: list[MemberJson]
    similarity: float
    shared: float
    extra_lines: int
    clear: bool
    odd: int | None
    compared_with: int | None
    differences: list[DifferenceJson] | None


class PairJson(Struct):
    """Two functions of one family."""

    a: PlaceJson
    b: PlaceJson
    similarity: float


class CriteriaJson(Struct):
    """What counted."""

    similarity: float
    min_tokens: int
    all: bool
    tests: bool


class LookedAtJson(Struct):
    """How much was looked at. plain: functions without a structure of their own."""

    files: int
    functions: int
    plain: int
    generated: int
    skipped: list[SkippedJson]


class DuplicatesJson(Struct, kw_only=True):
    """The whole document."""

    schema: str
    root: str
    revision: str
    criteria: CriteriaJson
    coverage: LookedAtJson
    components: list[str]
    families: list[FamilyJson]
    pairs: list[PairJson]


def render(found: Duplicates) -> str:
    """Families and pairs as one JSON document."""
    criteria = found.criteria
    return written(
        DuplicatesJson(
            schema=SCHEMA,
            root=found.root,
            revision=found.revision,
            criteria=CriteriaJson(
                criteria.similarity, criteria.tokens, criteria.within, criteria.tests
            ),
            coverage=LookedAtJson(
                found.files,
                found.functions,
                found.plain,
                found.generated,
                [skipped_json(each) for each in found.unread],
            ),
            components=list(map(name_text, found.components)),
            families=[_family(family) for family in found.families],
            pairs=[
                PairJson(_place(pair.one), _place(pair.other), pair.similarity)
                for pair in found.pairs
            ],
        )
    )


def _family(family: Family) -> FamilyJson:
    has_odd = family.odd >= 0
    return FamilyJson(
        id=family.id,
        components=list(map(name_text, family.components)),
        owners=list(map(name_text, family.owners)),
        members=[_member(unit) for unit in family.units],
        similarity=family.least,
        shared=family.shared,
        extra_lines=family.extra_lines,
        clear=family.is_clear,
        odd=family.odd if has_odd else None,
        compared_with=family.model if has_odd else None,
        differences=_differences(family),
    )


def _member(unit: Unit) -> MemberJson:
    fragment = unit.fragment
    return MemberJson(
        path_text(unit.path),
        fragment.start,
        fragment.end,
        name_text(fragment.name),
        name_text(unit.component),
        name_text(unit.owner),
        fragment.tokens,
    )


def _place(unit: Unit) -> PlaceJson:
    return PlaceJson(path_text(unit.path), unit.fragment.start, unit.fragment.end)


def _differences(family: Family) -> list[DifferenceJson] | None:
    if family.differences is None:
        return None
    one, other = family.compared
    return [_difference(each, one, other) for each in family.differences]


def _difference(each: Difference, one: Unit, other: Unit) -> DifferenceJson:
    return DifferenceJson(
        _lines(one, each.line_here, each.here),
        _texts(each.here),
        _lines(other, each.line_there, each.there),
        _texts(each.there),
    )


def _lines(unit: Unit, first: int, lines: tuple[str, ...]) -> PlaceJson:
    return PlaceJson(path_text(unit.path), first, first + max(len(lines), 1) - 1)


def _texts(lines: Iterable[str]) -> list[str]:
    return list(map(name_text, lines))
