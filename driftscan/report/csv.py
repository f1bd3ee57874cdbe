"""CSV as of RFC 4180, for spreadsheets: every finding, whatever its status, a row."""

from driftscan.model.finding import Finding
from driftscan.model.scan import Scan
from driftscan.report.escape import name_text, path_text
from driftscan.report.repository import first_line, repository_path

COLUMNS = (
    "id",
    "status",
    "severity",
    "rule",
    "check",
    "nature",
    "kind",
    "from",
    "to",
    "from_component",
    "to_component",
    "from_owner",
    "to_owner",
    "path",
    "line",
    "message",
    "reason",
    "owner",
    "adr",
    "note",
)
# Spreadsheets take a cell that begins so for a formula, full-width forms included
# (https://owasp.org/www-community/attacks/CSV_Injection); the quote itself keeps it reversible.
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "'")


def render(scan: Scan) -> str:
    """A header and a row for each finding; rows end in CR LF."""
    rows = [COLUMNS, *(_row(scan, finding) for finding in scan.findings)]
    return "".join(",".join(map(cell, row)) + "\r\n" for row in rows)


def cell(text: str) -> str:
    """A quoted cell that no spreadsheet takes for a formula and that stays on its line."""
    plain = name_text(text)
    guarded = f"'{plain}" if plain.lstrip(" ").startswith(_FORMULA) else plain
    return '"' + guarded.replace('"', '""') + '"'


def _row(scan: Scan, finding: Finding) -> tuple[str, ...]:
    return (
        finding.id,
        finding.status,
        finding.severity,
        finding.rule,
        finding.check,
        finding.nature,
        finding.kind,
        finding.source,
        finding.target,
        finding.source_component,
        finding.target_component,
        finding.source_owner,
        finding.target_owner,
        path_text(repository_path(scan, finding.where)),
        str(first_line(finding.where)),
        finding.message,
        finding.reason,
        finding.owner,
        finding.adr,
        finding.note,
    )
