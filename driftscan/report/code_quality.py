"""GitLab's Code Quality report: a JSON array with an entry for each new finding.

Fields as in https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
"""

import hashlib

import msgspec
from msgspec import Struct

from driftscan.model.finding import Finding
from driftscan.model.scan import Scan
from driftscan.report.costliest import costliest_first, numbered
from driftscan.report.escape import json_document, path_text, terminal, terminal_sentence
from driftscan.report.repository import first_line, project, repository_path

_SEVERITY = {"error": "major", "warning": "minor"}


class Lines(Struct):
    """Where an entry begins; lines count from 1."""

    begin: int


class Place(Struct):
    """A file of the repository."""

    path: str
    lines: Lines


class Entry(Struct):
    """One finding. GitLab takes entries of equal fingerprint for one."""

    description: str
    check_name: str
    fingerprint: str
    severity: str
    location: Place


def render(scan: Scan) -> str:
    """The new findings, an entry on each line."""
    entries = [_entry(scan, *each) for each in numbered(costliest_first(scan.findings))]
    lines = ",\n".join(msgspec.json.encode(entry).decode() for entry in entries)
    return json_document(f"[\n{lines}\n]\n" if lines else "[]\n")


def _entry(scan: Scan, finding: Finding, ordinal: int) -> Entry:
    return Entry(
        description=terminal_sentence(finding.message),
        check_name=terminal(finding.rule),
        fingerprint=_fingerprint(scan, finding, ordinal),
        severity=_SEVERITY.get(finding.severity, "info"),
        location=Place(
            path_text(repository_path(scan, finding.where)), Lines(first_line(finding.where))
        ),
    )


def _fingerprint(scan: Scan, finding: Finding, ordinal: int) -> str:
    """64 hex digits over project, identity (rule, source, target, kind) and ordinal; no line."""
    salted = "\0".join([project(scan), finding.id, str(ordinal)])
    return hashlib.sha256(salted.encode("utf-8", "surrogateescape")).hexdigest()
