"""The JSON of `driftscan diff`, for other programs; docs/json.md is its reference."""

from typing import Annotated

from msgspec import Meta, Struct, field

from driftscan.model.diff import ChangeCost, Diff, Link, PackageLink, ServiceLink, Sides, TermChange
from driftscan.report.check_json import EntryJson, FindingJson, VanishedJson, finding_json
from driftscan.report.escape import path_text
from driftscan.report.json_document import written
from driftscan.report.shared_json import EvidenceJson, evidence_json
from driftscan.report.trend_json import ReadingJson, reading_json

SCHEMA = "driftscan.diff/1"


class LinkJson(Struct, kw_only=True):
    """A dependency between modules."""

    source: str = field(name="from")
    target: str = field(name="to")
    from_component: str
    to_component: str
    kind: str
    evidence: list[EvidenceJson]


class ComponentLinkJson(Struct):
    """A component depends on another."""

    source: str = field(name="from")
    target: str = field(name="to")


class PackageLinkJson(Struct, kw_only=True):
    """A package from outside in use."""

    name: str
    distribution: str
    language: str
    components: list[str]
    evidence: list[EvidenceJson]


class ServiceLinkJson(Struct, kw_only=True):
    """A service, a call, a use of data or a data set with several users."""

    what: Annotated[str, Meta(pattern="^(service|call|data|shared data)$")]
    source: str = field(name="from")
    target: str = field(name="to")
    detail: str
    evidence: list[EvidenceJson]


class SidesJson(Struct, kw_only=True):
    """What one side alone has."""

    modules: list[str]
    components: list[ComponentLinkJson]
    dependencies: list[LinkJson]
    packages: list[PackageLinkJson]
    services: list[ServiceLinkJson]


class TermChangeJson(Struct, kw_only=True):
    """A term of which components mean different things on one side at least."""

    kind: Annotated[str, Meta(pattern="^(meaning|entity|enum|constant)$")]
    name: str
    how: Annotated[str, Meta(pattern="^(added|removed|changed)$")]
    components: list[str]
    says: list[str]
    evidence: list[EvidenceJson]


class SpecChangeJson(Struct):
    """A part of the spec that was changed."""

    section: str
    name: str
    how: Annotated[str, Meta(pattern="^(added|removed|changed)$")]


class MovedJson(Struct):
    """A module under a new name."""

    before: str
    after: str


class MeasureJson(Struct):
    """A measure on both sides."""

    measure: str
    before: ReadingJson
    after: ReadingJson


class TouchedCostJson(Struct, kw_only=True):
    """A file that was touched: changes times lines is its cost, on both sides."""

    path: str
    component: str
    changes_per_quarter: float
    loc_before: int
    loc_after: int
    before: float
    after: float


class ChangeCostJson(Struct, kw_only=True):
    """What the change does to expected change cost; whole: of all files at the base."""

    before: float
    after: float
    whole: float
    has_lines: bool
    files: list[TouchedCostJson]


class DiffJson(Struct, kw_only=True):
    """The whole document."""

    schema: str
    root: str
    spec: str
    base: str
    commit: str
    head: str
    new: list[FindingJson]
    fixed: list[VanishedJson]
    before: int
    unread: int
    baseline_grown: list[EntryJson]
    baseline_shrunk: list[EntryJson]
    added: SidesJson
    removed: SidesJson
    moved: list[MovedJson]
    measures: list[MeasureJson]
    spec_changes: list[SpecChangeJson] | None
    definitions: list[TermChangeJson] | None
    cost: ChangeCostJson | None
    notes: list[str]


def render(diff: Diff) -> str:
    """The difference as one JSON document."""
    scan, compared = diff.scan, diff.scan.comparison
    assert compared is not None  # a difference is always made against a base
    return written(
        DiffJson(
            schema=SCHEMA,
            root=scan.root,
            spec=scan.spec_file,
            base=diff.base,
            commit=diff.commit,
            head=diff.head,
            new=[finding_json(each) for each in scan.findings if each.status == "new"],
            fixed=[VanishedJson(f.id, f.rule, f.source, f.target) for f in compared.fixed],
            before=sum(each.status == "before" for each in scan.findings),
            unread=compared.unread,
            baseline_grown=[
                EntryJson(e.id, e.rule, e.source, e.target, e.reason) for e in compared.grown
            ],
            baseline_shrunk=[
                EntryJson(e.id, e.rule, e.source, e.target, e.reason) for e in compared.shrunk
            ],
            added=_sides(diff.added),
            removed=_sides(diff.removed),
            moved=[MovedJson(each.before, each.after) for each in diff.moved],
            measures=[
                MeasureJson(c.after.measure, reading_json(c.before), reading_json(c.after))
                for c in diff.measures
            ],
            spec_changes=None
            if diff.spec_changes is None
            else [SpecChangeJson(c.section, c.name, c.how) for c in diff.spec_changes],
            definitions=None if diff.terms is None else [_term(each) for each in diff.terms],
            cost=_cost(diff.cost) if diff.cost else None,
            notes=[*filter(None, [diff.spec_note]), *diff.notes],
        )
    )


def _term(change: TermChange) -> TermChangeJson:
    return TermChangeJson(
        kind=change.kind,
        name=change.name,
        how=change.how,
        components=list(change.components),
        says=list(change.says),
        evidence=evidence_json(change.evidence),
    )


def _cost(cost: ChangeCost) -> ChangeCostJson:
    return ChangeCostJson(
        before=round(cost.before, 3),
        after=round(cost.after, 3),
        whole=round(cost.whole, 3),
        has_lines=cost.has_lines,
        files=[
            TouchedCostJson(
                path=path_text(each.path),
                component=each.component,
                changes_per_quarter=round(each.changes, 4),
                loc_before=each.loc_before,
                loc_after=each.loc_after,
                before=round(each.before, 3),
                after=round(each.after, 3),
            )
            for each in cost.files
        ],
    )


def _sides(sides: Sides) -> SidesJson:
    return SidesJson(
        modules=list(sides.modules),
        components=[ComponentLinkJson(each.source, each.target) for each in sides.components],
        dependencies=[_link(link) for link in sides.links],
        packages=[_package(package) for package in sides.packages],
        services=[_service(link) for link in sides.services],
    )


def _link(link: Link) -> LinkJson:
    return LinkJson(
        source=link.source,
        target=link.target,
        from_component=link.source_component,
        to_component=link.target_component,
        kind=link.kind,
        evidence=evidence_json(link.evidence),
    )


def _package(package: PackageLink) -> PackageLinkJson:
    return PackageLinkJson(
        name=package.name,
        distribution=package.distribution,
        language=package.language,
        components=list(package.components),
        evidence=evidence_json(package.evidence),
    )


def _service(link: ServiceLink) -> ServiceLinkJson:
    return ServiceLinkJson(
        what=link.what,
        source=link.source,
        target=link.target,
        detail=link.detail,
        evidence=evidence_json(link.evidence),
    )
