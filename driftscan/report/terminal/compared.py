"""What a comparison with a base comes to, in sentences that every format can show."""

from collections.abc import Iterator, Sequence

from driftscan.model.baseline import AcceptedFinding
from driftscan.model.scan import Comparison, Scan
from driftscan.report.outcome import Outcome
from driftscan.report.terminal.layout import counted

_NAMED = 3
_COMMIT = 7


def comparison_sentences(scan: Scan, counts: Outcome) -> Iterator[str]:
    """The counts, what limits them, and how the baseline changed; nothing without a base.

    Texts of the scanned tree stand in them as they are: each format escapes what it shows.
    """
    compared = scan.comparison
    if compared is None:
        return
    yield _counts_sentence(compared, counts)
    if scan.revision and not scan.staged:
        yield f"commit {scan.revision[:12]} was checked, not the files of the work tree"
    if compared.is_head:
        yield "the merge base is the very commit that was checked, so nothing can be new"
    if compared.unread:
        yield (
            f"{counted(compared.unread, 'file')} could not be read there: what breaks a rule in "
            "them is counted as new"
        )
    yield from _baseline_sentence("grew", compared.grown)
    yield from _baseline_sentence("shrank", compared.shrunk)


def _counts_sentence(compared: Comparison, counts: Outcome) -> str:
    new = f"{counts.new:,} new"
    if counts.warnings:
        new += f", {counted(counts.warnings, 'new warning')}"
    return (
        f"compared with {compared.commit[:_COMMIT]} "
        f"(merge base of {compared.called or compared.base}): {new}, "
        f"{len(compared.fixed):,} fixed, {counts.before:,} {_were(counts.before)} there before"
    )


def _baseline_sentence(verb: str, entries: Sequence[AcceptedFinding]) -> Iterator[str]:
    if not entries:
        return
    named = [_named(entry) for entry in entries[:_NAMED]]
    more = f" and {len(entries) - _NAMED:,} more" if len(entries) > _NAMED else ""
    yield f"the baseline {verb} by {counted(len(entries), 'finding')}: {'; '.join(named)}{more}"


def _named(entry: AcceptedFinding) -> str:
    arrow = f"{entry.source} -> {entry.target}" if entry.target else entry.source
    return f"{entry.rule} ({arrow})"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"
