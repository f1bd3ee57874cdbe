"""reviewdog's rdjson: the new findings as diagnostics.

Fields as in reviewdog's proto/rdf/reviewdog.proto. reviewdog posts messages as Markdown comments,
so what comes from the scanned tree stands in code spans.
"""

import msgspec
from msgspec import Struct

from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.scan import Scan
from driftscan.report.costliest import costliest_first
from driftscan.report.escape import json_document, path_text
from driftscan.report.markdown_code import code, code_sentence
from driftscan.report.repository import repository_path

_SEVERITY = {"error": "ERROR", "warning": "WARNING"}


class Position(Struct):
    """A line, from 1; without a column it is the whole line."""

    line: int


class Range(Struct):
    """Where a diagnostic begins."""

    start: Position


class Place(Struct, omit_defaults=True):
    """A file, and a line of it unless the file as a whole is meant."""

    path: str
    range: Range | None = None


class Code(Struct):
    """The kind of check: a word of driftscan's own, as reviewdog shows it unescaped."""

    value: str


class Diagnostic(Struct):
    """One finding."""

    message: str
    location: Place
    severity: str
    code: Code


class Source(Struct):
    """The tool."""

    name: str


class Result(Struct):
    """The whole document."""

    source: Source
    diagnostics: list[Diagnostic]


def render(scan: Scan) -> str:
    """The new findings as one document of reviewdog."""
    found = [_diagnostic(scan, finding) for finding in costliest_first(scan.findings)]
    document = msgspec.json.encode(Result(Source("driftscan"), found))
    return json_document(msgspec.json.format(document, indent=1).decode() + "\n")


def _diagnostic(scan: Scan, finding: Finding) -> Diagnostic:
    return Diagnostic(
        message=f"{code_sentence(finding.message)} (rule {code(finding.rule)})",
        location=_place(scan, finding.where),
        severity=_SEVERITY.get(finding.severity, "INFO"),
        code=Code(finding.check),
    )


def _place(scan: Scan, where: Location) -> Place:
    path = path_text(repository_path(scan, where))
    return Place(path, Range(Position(where.line)) if where.line else None)
