"""An audit as one document: for programs as JSON, for people inside of the HTML report."""

from collections.abc import Iterator

from msgspec.structs import replace

from driftscan import __version__
from driftscan.report.audit.audited import Audit, Repository
from driftscan.report.audit.documents import (
    SCHEMA,
    AuditComponentJson,
    AuditFindingJson,
    AuditJson,
    HistoryJson,
    RepositoryJson,
)
from driftscan.report.audit.firsts import first_things_of
from driftscan.report.audit.fit import untold_of_draft
from driftscan.report.audit.knots import knots_of
from driftscan.report.audit.numbering import Numbering, edges_of, numbered
from driftscan.report.audit.places import placed, placed_pair
from driftscan.report.audit.quotes import quotes_json
from driftscan.report.audit.remedies import REMEDIES
from driftscan.report.audit.sharing import shared_data, unmet
from driftscan.report.audit.twice_json import twice_json
from driftscan.report.audit.verdict import headline, inventory, verdict
from driftscan.report.check_json import finding_json
from driftscan.report.escape import name_text, path_text
from driftscan.report.first_json import shared_json, together_json
from driftscan.report.hotspots_json import day, omission_json, part_json
from driftscan.report.json_document import written
from driftscan.report.owners_json import document as owners_document
from driftscan.report.service_json import document as service_document
from driftscan.report.shared_json import coverage_json, unresolved_json
from driftscan.report.trend_json import TrendJson
from driftscan.report.trend_json import document as trend_document


def render(document: AuditJson) -> str:
    """The document as JSON."""
    return written(document)


def document_of(audit: Audit) -> AuditJson:
    """Everything that the audit found."""
    repositories = audit.repositories
    numbering = numbered(repositories)
    knots, shared = knots_of(repositories, numbering), shared_data(audit.services)
    root = ", ".join(each.root for each in repositories)
    things = [(each, each.things.together) for each in repositories if each.things]
    return AuditJson(
        schema=SCHEMA,
        driftscan=__version__,
        name=name_text(audit.name),
        headline=headline(audit),
        first=first_things_of(audit, numbering, knots, shared),
        verdict=verdict(audit, numbering, knots),
        inventory=inventory(audit, numbering),
        repositories=[_repository(each) for each in repositories],
        components=[each for at in range(len(repositories)) for each in _components(audit, at)],
        files=numbering.files,
        edges=edges_of(repositories, numbering),
        cycles=knots,
        findings=[
            each for at in range(len(repositories)) for each in _findings(audit, at, numbering)
        ],
        together_files=[
            together_json(placed_pair(pair, each.prefix)) for each, t in things for pair in t.files
        ],
        together_components=[together_json(pair) for _, t in things for pair in t.parts],
        services=service_document(
            audit.services, audit.service_coverage, root, repositories[0].revision
        ),
        service_costs=[
            part_json(part) for each in repositories if each.costs for part in each.costs.services
        ],
        shared_data=shared,
        unmet=unmet(audit.services),
        quotes=quotes_json(repositories),
    )


def _repository(each: Repository) -> RepositoryJson:
    shared = each.things.together.shared if each.things else ()
    return RepositoryJson(
        name=name_text(each.name),
        prefix=path_text(each.prefix),
        root=each.root,
        revision=each.revision,
        link=each.web,
        spec=each.spec_path,
        draft=each.draft,
        coverage=coverage_json(each.coverage),
        unresolved=unresolved_json(each.coverage.unresolved_list),
        history=_history(each),
        without_history=each.without_history,
        rules=list(each.scan.rules) if each.scan else [],
        owners=owners_document(each.owners),
        shared_parts=[shared_json(part) for part in shared],
        notes=[*_notes(each)],
        twice=twice_json(each.twice, each.prefix) if each.twice else None,
        trend=_trend(each),
        without_trend=each.without_trend,
    )


def _notes(each: Repository) -> Iterator[str]:
    if each.without_draft:
        yield each.without_draft
    if each.scan:
        yield from each.scan.notes + each.scan.shortfalls


def _trend(each: Repository) -> TrendJson | None:
    if each.trend is None:
        return None
    return trend_document(replace(each.trend, root=each.root, spec_file=each.spec_path))


def _history(each: Repository) -> HistoryJson | None:
    table = each.costs
    if table is None:
        return None
    return HistoryJson(
        date=day(table.cut),
        since=day(table.first),
        commits=table.commits,
        merges=table.merges,
        reverts=table.reverts,
        has_lines=table.has_lines,
        left_out={omitted.reason: omission_json(omitted) for omitted in table.omitted},
        unwritten_files=table.unwritten,
        unread_files=table.unread,
        notes=list(table.notes),
    )


def _components(audit: Audit, at: int) -> list[AuditComponentJson]:
    each = audit.repositories[at]
    costs = {part.name: part for part in each.costs.components} if each.costs else {}
    modules: dict[str, int] = {}
    for home in each.homes:
        modules[home] = modules.get(home, 0) + 1
    return [
        AuditComponentJson(
            name=name_text(component.name),
            kind=component.kind,
            owner=name_text(component.owner),
            paths=list(component.paths),
            repository=at,
            modules=modules.get(component.name, 0),
            cost=part_json(costs[component.name]) if component.name in costs else None,
        )
        for component in each.components
    ]


def _findings(audit: Audit, at: int, numbering: Numbering) -> list[AuditFindingJson]:
    """By cost where it is known, else in the order of the check."""
    each = audit.repositories[at]
    cost = each.bound_costs
    untold = untold_of_draft(each, numbering.first[at], numbering)
    return [
        AuditFindingJson(
            repository=at,
            cost=cost.get(finding.id),
            fix=REMEDIES[finding.check],
            untold=untold.get(finding.id, ""),
            finding=finding_json(placed(finding, each)),
        )
        for finding in each.findings
    ]
