"""The text of `driftscan baseline`: what it added, kept and dropped, and how far it grew."""

from collections import Counter
from collections.abc import Iterator, Sequence

from driftscan.model.baseline import Acceptance, AcceptedFinding
from driftscan.report.escape import terminal
from driftscan.report.terminal.finding_lines import ID_SHOWN, arrow_text
from driftscan.report.terminal.layout import paragraph, pieces
from driftscan.report.view import PLAIN, View

# So many entries are listed on either side without -v.
LISTED = 10


def render(file: str, acceptance: Acceptance, view: View = PLAIN) -> str:
    """What a renewal did to the baseline in a file (its shown path)."""
    return "".join(f"{line}\n" for line in _lines(file, acceptance, view))


def _lines(file: str, acceptance: Acceptance, view: View) -> Iterator[str]:
    added, dropped = acceptance.added, acceptance.dropped
    after = len(acceptance.baseline.findings)
    kept = after - len(added)
    before = kept + len(dropped)
    growth = f"{before:,} -> {after:,}" if added or dropped else f"unchanged, {after:,}"
    noun = "accepted finding" if after == 1 else "accepted findings"
    yield from paragraph(f"{terminal(file)}: {growth} {noun}", 0, 2)
    yield f"  {len(added):,} added, {len(dropped):,} dropped, {kept:,} kept"
    yield from _growth(added, dropped)
    yield from _listed("+", added, view)
    yield from _listed("-", dropped, view)


def _growth(added: Sequence[AcceptedFinding], dropped: Sequence[AcceptedFinding]) -> Iterator[str]:
    more, fewer = Counter(e.rule for e in added), Counter(e.rule for e in dropped)
    for rule in sorted({*more, *fewer}):
        changes = [f"+{more[rule]:,}"] * bool(more[rule]) + [f"-{fewer[rule]:,}"] * bool(
            fewer[rule]
        )
        yield from paragraph(f"{terminal(rule)}: {' '.join(changes)}", 2, 2)


def _listed(sign: str, entries: Sequence[AcceptedFinding], view: View) -> Iterator[str]:
    shown = entries if view.verbose else entries[:LISTED]
    for entry in shown:
        arrow = arrow_text(entry.source, entry.target)
        yield from pieces([f"{sign} {entry.id[:ID_SHOWN]}", arrow], 4)
    if len(shown) < len(entries):
        yield f"    {sign} {len(entries) - len(shown):,} more (-v lists them)"
