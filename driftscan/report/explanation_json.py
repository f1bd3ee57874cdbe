"""The JSON of `driftscan explain`; docs/json.md is its reference."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.report.check_json import FindingJson, finding_json
from driftscan.report.escape import path_text
from driftscan.report.json_document import written

SCHEMA = "driftscan.explain/1"


class SourceLineJson(Struct):
    """The text of a line of evidence."""

    path: str
    line: int
    text: str


class ExplanationJson(Struct, kw_only=True):
    """The whole document."""

    schema: str
    findings: list[FindingJson]
    source_lines: list[SourceLineJson]


def render(findings: Sequence[Finding], source_lines: Mapping[Location, str]) -> str:
    """Findings with the text of their lines as one JSON document."""
    return written(
        ExplanationJson(
            schema=SCHEMA,
            findings=[finding_json(finding) for finding in findings],
            source_lines=[
                SourceLineJson(path_text(where.path), where.line, text)
                for where, text in sorted(source_lines.items())
            ],
        )
    )
