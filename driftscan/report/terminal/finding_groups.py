"""Many findings of one rule, grouped so that a reader sees where they come from."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from driftscan.model.finding import Finding
from driftscan.report.escape import terminal, terminal_path
from driftscan.report.terminal.finding_lines import arrow_text, place
from driftscan.report.terminal.layout import counted, paragraph, pieces

# So many groups are shown; the rest is counted.
GROUPS = 10


def group_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """Groups, the largest first, each with its count and its first finding as an example."""
    groups = sorted(grouped(findings).items(), key=lambda group: (-len(group[1]), group[0]))
    for name, members in groups[:GROUPS]:
        first = members[0]
        yield from paragraph(f"{name}: {counted(len(members), 'finding')}", 2, 4)
        example = arrow_text(first.source, first.target)
        yield from pieces([f"e.g. {place(first.where)}", example], 6)
    rest = groups[GROUPS:]
    if rest:
        hidden = sum(len(members) for _, members in rest)
        yield f"  and {counted(hidden, 'finding')} in {counted(len(rest), 'more group')}"
    yield "  -v lists every finding"


def grouped(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """By pair of components; by directory where that would make a single group."""
    by_pair: dict[str, list[Finding]] = defaultdict(list)
    by_directory: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_pair[_pair(finding)].append(finding)
        by_directory[_directory(finding)].append(finding)
    return by_pair if len(by_pair) > 1 else by_directory


def _pair(finding: Finding) -> str:
    source = finding.source_component or "(no component)"
    target = finding.target_component
    return f"{terminal(source)} -> {terminal(target)}" if target else terminal(source)


def _directory(finding: Finding) -> str:
    directory, _, _ = finding.where.path.rpartition(b"/")
    return f"{terminal_path(directory)}/"
