"""The new findings in the order in which they are worth a reader's time, for formats with limits.

Until driftscan weighs findings by what they cost, the order is: errors before warnings, then the
work a finding asks for (import statements to change), then the order of the report.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from driftscan.model.finding import Finding


def costliest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Findings of status 'new', the costliest first."""
    new = [finding for finding in findings if finding.status == "new"]
    return sorted(new, key=lambda finding: (finding.severity != "error", -_statements(finding)))


def numbered(findings: Sequence[Finding]) -> list[tuple[Finding, int]]:
    """Each finding with how many of the same identity came before it, counted from 1."""
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        seen[finding.id] += 1
        result.append((finding, seen[finding.id]))
    return result


def _statements(finding: Finding) -> int:
    return sum(cut.statements for cut in finding.cut) or len(finding.evidence)
