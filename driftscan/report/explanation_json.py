"""The JSON of `driftscan explain`; docs/json.md is its reference."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.trend import Bringer, Landed
from driftscan.report.check_json import FindingJson, finding_json
from driftscan.report.escape import path_text
from driftscan.report.json_document import written

SCHEMA = "driftscan.explain/1"


class SourceLineJson(Struct):
    """The text of a line of evidence."""

    path: str
    line: int
    text: str


class BringerJson(Struct, kw_only=True):
    """The commit that brought a finding, as far as the store knows."""

    finding: str
    commit: str
    day: str
    subject: str
    after: str | None
    older: bool
    merge: str | None
    upto: str | None


class ExplanationJson(Struct, kw_only=True):
    """The whole document."""

    schema: str
    findings: list[FindingJson]
    source_lines: list[SourceLineJson]
    brought_by: list[BringerJson]


def render(
    findings: Sequence[Finding],
    source_lines: Mapping[Location, str],
    bringers: Mapping[str, Bringer] | None = None,
) -> str:
    """Findings with the text of their lines as one JSON document."""
    return written(
        ExplanationJson(
            schema=SCHEMA,
            findings=[finding_json(finding) for finding in findings],
            source_lines=[
                SourceLineJson(path_text(where.path), where.line, text)
                for where, text in sorted(source_lines.items())
            ],
            brought_by=[_bringer(id, one) for id, one in sorted((bringers or {}).items())],
        )
    )


def _bringer(finding: str, bringer: Bringer) -> BringerJson:
    return BringerJson(
        finding=finding,
        commit=bringer.by.id,
        day=bringer.by.day.isoformat(),
        subject=bringer.by.subject,
        after=_id(bringer.after),
        older=bringer.is_older,
        merge=_id(bringer.merge),
        upto=_id(bringer.upto),
    )


def _id(commit: Landed | None) -> str | None:
    return commit.id if commit else None
