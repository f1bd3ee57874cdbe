"""The first lines: what was looked at, so that a reader knows what the rest speaks of."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from driftscan.model.scan import Coverage, Scan, SkippedFile
from driftscan.report.escape import terminal, terminal_path
from driftscan.report.terminal.layout import counted, paragraph
from driftscan.report.view import View

# So many skipped files are named without -v: enough to see what it is about.
NAMED = 3


def headline_lines(scan: Scan, view: View) -> Iterator[str]:
    """What was checked and with which spec, then what could not be read or resolved."""
    coverage = scan.coverage
    yield from paragraph(coverage_line(coverage))
    yield from paragraph(_size(scan))
    yield from paragraph(_origin(scan))
    yield from _gaps(coverage, view)


def coverage_line(coverage: Coverage) -> str:
    """`checked N of M files, K unresolved`, on one line."""
    return (
        f"checked {coverage.checked:,} of {counted(coverage.files, 'file')}, "
        f"{coverage.unresolved:,} unresolved (of {counted(coverage.references, 'reference')})"
    )


def _size(scan: Scan) -> str:
    coverage = scan.coverage
    text = (
        f"{counted(coverage.assigned, 'module')} in {counted(len(scan.components), 'component')}, "
    )
    outside = coverage.modules - coverage.assigned
    text += f"{counted(outside, 'module')} in no component, " if outside else ""
    text += counted(coverage.dependencies, "dependency")
    return text + (
        f", {counted(coverage.generated, 'module')} generated" if coverage.generated else ""
    )


def _origin(scan: Scan) -> str:
    spec = f"spec {terminal(scan.spec_file)}" if scan.spec_file else "no spec"
    if scan.staged:
        return f"{spec}, the index: what the next commit would hold"
    return spec + (f", revision {scan.revision[:12]}" if scan.revision else "")


def _gaps(coverage: Coverage, view: View) -> Iterator[str]:
    shown = len(coverage.skipped) if view.verbose else NAMED
    yield from _skipped_lines("not read", coverage.skipped[:shown])
    if len(coverage.skipped) > shown:
        yield f"  and {len(coverage.skipped) - shown:,} more files not read (-v lists them)"
    if view.verbose:
        yield from _skipped_lines("problem", coverage.problems)
        yield from _left_out_lines(coverage)
        yield from _unresolved_lines(coverage)
        return
    if coverage.problems:
        places = counted(len(coverage.problems), "problem")
        yield f"  {places} inside files that were read (-v lists them)"
    if coverage.left_out:
        yield from paragraph(f"left out: {_left_out_counts(coverage)} (-v lists them)", 2, 2)


def _skipped_lines(label: str, files: Iterable[SkippedFile]) -> Iterator[str]:
    for file in files:
        line = f":{file.problem.line}" if file.problem.line else ""
        text = f"{label}: {terminal_path(file.path)}{line}: {terminal(file.problem.message)}"
        yield from paragraph(f"{text} ({file.problem.code})", 2, 2)


def _left_out_lines(coverage: Coverage) -> Iterator[str]:
    for path in coverage.left_out:
        text = f"left out: {terminal_path(path.path)}: {terminal(path.reason)} ({path.code})"
        yield from paragraph(text, 2, 2)


def _left_out_counts(coverage: Coverage) -> str:
    codes: Sequence[tuple[str, int]] = sorted(Counter(p.code for p in coverage.left_out).items())
    return ", ".join(f"{count:,} {code}" for code, count in codes)


def _unresolved_lines(coverage: Coverage) -> Iterator[str]:
    for reference in coverage.unresolved_list:
        place = f"{terminal_path(reference.path)}:{reference.line}"
        detail = f", {terminal(reference.detail)}" if reference.detail else ""
        text = f"unresolved: {place}: {terminal(reference.written)} ({reference.cause}{detail})"
        yield from paragraph(text, 2, 2)
