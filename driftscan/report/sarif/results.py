"""A finding as a result: one place, links to all the others, its chain as a code flow."""

from collections.abc import Mapping, Sequence

from driftscan.model.finding import Finding, Step
from driftscan.model.location import Location
from driftscan.model.scan import Scan
from driftscan.report.code_owners import owners_text
from driftscan.report.escape import terminal_path
from driftscan.report.repository import evidence_of, first_line, repository_path
from driftscan.report.sarif.document import (
    Artifact,
    CodeFlow,
    Descriptor,
    Flow,
    FlowPlace,
    Physical,
    Place,
    Region,
    Result,
    Text,
)
from driftscan.report.sarif.limits import LINKED, MOST_RELATED, MOST_STEPS
from driftscan.report.sarif.message import message_text, sentence_text, uri


def result(
    scan: Scan,
    finding: Finding,
    ordinal: int,
    descriptors: Sequence[Descriptor],
    index_of: Mapping[str, int],
) -> Result:
    """The result of a finding; ordinal tells findings of one identity apart."""
    related = [place for place in evidence_of(finding) if place != finding.where]
    index = index_of[finding.rule]
    return Result(
        rule_id=descriptors[index].id,
        rule_index=index,
        level=finding.severity,
        message=Text(_message(finding, related)),
        locations=[Place(physical_location=_physical(scan, finding.where))],
        # The identity holds no line, so an alert survives that its line moves.
        partial_fingerprints={"primaryLocationLineHash": f"{finding.id}:{ordinal}"},
        related_locations=[
            Place(
                id=number,
                physical_location=_physical(scan, where),
                message=Text(message_text(_stated(finding, where))),
            )
            for number, where in enumerate(related[:MOST_RELATED], 1)
        ],
        code_flows=_flows(scan, finding.chain),
    )


def _message(finding: Finding, related: Sequence[Location]) -> str:
    sentences = [sentence_text(finding.message), message_text(finding.reason)]
    links = [
        f"[{message_text(_stated(finding, where))}]({number})"
        for number, where in enumerate(related[:LINKED], 1)
    ]
    if links:
        more = len(related) - len(links)
        sentences.append(f"See also {', '.join(links)}{f' and {more:,} more' if more else ''}.")
    sentences.append(message_text(owners_text(finding)))
    sentences.append(f"More: driftscan explain {finding.id}")
    return "\n".join(filter(None, sentences))


def _stated(finding: Finding, where: Location) -> str:
    for step in finding.chain:
        if where in step.evidence:
            return f"{step.source} -> {step.target}"
    if not finding.chain:  # a copy, a use, a definition: places are all that tells them apart
        return f"{terminal_path(where.path)}:{first_line(where)}"
    return f"{finding.source} -> {finding.target}" if finding.target else finding.source


def _flows(scan: Scan, chain: Sequence[Step]) -> list[CodeFlow]:
    steps = [step for step in chain if step.evidence]
    if len(steps) < 2:
        return []
    places = [
        FlowPlace(
            Place(
                physical_location=_physical(scan, step.evidence[0]),
                message=Text(message_text(f"{step.source} -> {step.target}")),
            )
        )
        for step in steps[:MOST_STEPS]
    ]
    return [CodeFlow([Flow(places)])]


def _physical(scan: Scan, where: Location) -> Physical:
    line = first_line(where)
    region = Region(start_line=line, start_column=1, end_line=line)
    return Physical(Artifact(uri(repository_path(scan, where))), region)
