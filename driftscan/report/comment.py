"""What a merge request is told: what it brings and what it mends, never what was there before."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.scan import Scan
from driftscan.report.change_drawing import change_drawing
from driftscan.report.code_owners import owners_text
from driftscan.report.costliest import costliest_first
from driftscan.report.escape import path_text
from driftscan.report.markdown import LONGEST
from driftscan.report.markdown_code import code, code_sentence
from driftscan.report.outcome import CLEAN, DRIFT, Outcome, outcome
from driftscan.report.repository import repository_path
from driftscan.report.terminal.compared import comparison_sentences
from driftscan.report.terminal.layout import counted
from driftscan.report.terminal.verdict import verdict

LISTED = 10
_ROOM_FOR_LAST_LINES = 600
_COMMIT = 12
_ID = 8

Link = Callable[[bytes, int], str]
"""The address of a line of a file of the commit, '' where it is not known."""


class Remarks(Struct, frozen=True, kw_only=True):
    """full: the comment. short: its first lines. is_news: whether a change came or went, so that a
    merge request without a comment should get one. verdict: one plain line."""

    full: str
    short: str
    is_news: bool
    verdict: str


def remarks(scan: Scan, link: Link, report: str = "") -> Remarks:
    """The comment on a scan. report: address of the whole report, '' for none."""
    counts = outcome(scan)
    head = "".join(f"{line}\n" for line in _head(scan, counts))
    tail = "".join(f"{line}\n" for line in _tail(scan, report))
    new = costliest_first(scan.findings)
    room = LONGEST - _ROOM_FOR_LAST_LINES - len(head) - len(tail)
    blocks = [_first(scan, new, link), _drawn(scan, new), _rest(scan, new, link)]
    return Remarks(
        full=head + "".join(_within(blocks, room)) + tail,
        short=head + tail,
        is_news=bool(new or _fixed(scan) or _newly_accepted(scan) or counts.verdict != CLEAN),
        verdict=_title(scan, counts),
    )


def _within(blocks: Sequence[list[str]], room: int) -> Iterator[str]:
    """Whole blocks while they fit, each a list of lines; of one that does not, what fits."""
    for block in blocks:
        text = "".join(f"{line}\n" for line in block)
        if len(text) <= room:
            yield text
            room -= len(text)


def _title(scan: Scan, counts: Outcome) -> str:
    if counts.verdict == DRIFT:
        return _numbers(counts, len(_fixed(scan)))
    if counts.verdict != CLEAN:
        return "nothing can be said"
    return _numbers(counts, len(_fixed(scan))) if counts.warnings or _fixed(scan) else "no drift"


def _numbers(counts: Outcome, fixed: int) -> str:
    parts = [
        (counts.new, counted(counts.new, "new finding")),
        (counts.warnings, counted(counts.warnings, "new warning")),
        (fixed, f"{fixed:,} fixed"),
    ]
    return ", ".join(text for number, text in parts if number)


def _head(scan: Scan, counts: Outcome) -> Iterator[str]:
    sign = {CLEAN: "✅", DRIFT: "❌"}.get(counts.verdict, "⚠️")
    yield f"## {sign} driftscan: {_title(scan, counts)}"
    yield ""
    yield code(verdict(scan, counts))
    uncommitted = replace(scan, revision="")  # which commit it was stands below
    for sentence in (*scan.shortfalls, *comparison_sentences(uncommitted, counts)):
        yield from ("", code(sentence))


def _fixed(scan: Scan) -> Sequence[Finding]:
    return scan.comparison.fixed if scan.comparison else ()


def _newly_accepted(scan: Scan) -> bool:
    """Drift that a merge request brings and accepts itself is what its reviewer decides about."""
    return bool(scan.comparison and scan.comparison.grown)


def _first(scan: Scan, new: Sequence[Finding], link: Link) -> list[str]:
    """By rule, that of the costliest finding first; what is said of a rule is said once."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in new[:LISTED]:
        by_rule.setdefault(finding.rule, []).append(finding)
    return [line for each in by_rule.values() for line in _of_rule(scan, each, link)]


def _of_rule(scan: Scan, findings: Sequence[Finding], link: Link) -> Iterator[str]:
    """The rule, why it is there and whom to ask; then what breaks it, where, and what to change."""
    first = findings[0]
    warning = "" if first.severity == "error" else " (warning)"
    yield from ("", f"**{code(first.rule)}**{warning}")
    said = [("", first.reason), ("rule owner ", first.owner), ("decided in ", first.adr)]
    if told := ", ".join(f"{word}{code(text)}" for word, text in said if text):
        yield from ("", told)
    yield ""
    for finding in findings:
        owners = owners_text(finding)
        place = _place(scan, finding.where, link)
        yield f"- {code(_edge(finding))} at {place} ({code(finding.id[:_ID])})"
        yield f"  - to fix: {_way_out(finding)}{f'; {code(owners)}' if owners else ''}"


def _edge(finding: Finding) -> str:
    return f"{finding.source} -> {finding.target}" if finding.target else finding.source


def _way_out(finding: Finding) -> str:
    if finding.cut:
        first = finding.cut[0]
        if len(finding.cut) == 1 and (first.source, first.target) == (
            finding.source,
            finding.target,
        ):
            return f"end that dependency, {counted(first.statements, 'statement')}"
        more = f" and {len(finding.cut) - 1} more" if len(finding.cut) > 1 else ""
        arrow = f"{first.source} -> {first.target}"
        return f"{code(arrow)} ({counted(first.statements, 'statement')}){more}"
    return code_sentence(finding.message)


def _place(scan: Scan, where: Location, link: Link) -> str:
    path = repository_path(scan, where)
    shown = path_text(path) + (f":{where.line}" if where.line else "")
    address = link(path, where.line)
    return f"[{code(shown)}](<{address}>)" if address else code(shown)


def _drawn(scan: Scan, new: Sequence[Finding]) -> list[str]:
    drawn = change_drawing(new, _fixed(scan))
    return ["", "```mermaid", *drawn, "```"] if drawn else []


def _rest(scan: Scan, new: Sequence[Finding], link: Link) -> list[str]:
    """Beyond the first ones, and what was mended, behind a click."""
    lines = _folded(
        counted(len(new[LISTED:]), "more new finding"),
        [
            f"- {code(each.rule)}: {code(_edge(each))} at {_place(scan, each.where, link)}"
            for each in new[LISTED:]
        ],
    )
    gone = _fixed(scan)
    return lines + _folded(
        f"{len(gone):,} fixed", [f"- {code(each.rule)}: {code(_edge(each))}" for each in gone]
    )


def _folded(title: str, lines: Sequence[str]) -> list[str]:
    """As many lines as leave room for others, and how many there are beyond."""
    if not lines:
        return []
    kept: list[str] = []
    room = LONGEST // 4
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    left = len(lines) - len(kept)
    more = [f"- and {left:,} more"] if left else []
    return ["", f"<details><summary>{title}</summary>", "", *kept, *more, "", "</details>"]


def _tail(scan: Scan, report: str) -> Iterator[str]:
    parts = [f"Commit {code(scan.revision[:_COMMIT])}"] if scan.revision else []
    if any(finding.status == "new" for finding in scan.findings):
        parts.append(f"{code('driftscan explain ID')} shows every line of a finding")
    if report.startswith(("https://", "http://")):
        parts.append(f"[the whole report](<{_address(report)}>)")
    if parts:
        yield from ("", f"{'; '.join(parts)}.")


def _address(text: str) -> str:
    """Within `<>`; what would end it is spelled out."""
    return "".join(
        each if each.isprintable() and each not in "<>\\ " else f"%{ord(each):02X}" for each in text
    )
