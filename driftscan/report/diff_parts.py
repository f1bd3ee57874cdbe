"""A difference as lists of plain lines under headings, for every format that people read."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from driftscan.model.diff import Diff, Link, Sides
from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.report.arithmetic import few
from driftscan.report.curves import arithmetic, difference
from driftscan.report.escape import path_text
from driftscan.report.term_kinds import NOUNS
from driftscan.report.terminal.layout import counted


class Line(Struct, frozen=True):
    """sign: '+', '-' or '~'. text: not escaped. where: 'path:line' of its evidence, '' for none."""

    sign: str
    text: str
    where: str = ""


class Part(Struct, frozen=True):
    """A heading and what stands under it."""

    title: str
    lines: tuple[Line, ...]


_COMMIT = 12
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def headline(diff: Diff) -> str:
    """What was compared."""
    head = f"commit {diff.head[:_COMMIT]}" if diff.head else "the work tree"
    compared = diff.scan.comparison
    base = (compared and compared.called) or diff.base
    return f"{head} against {diff.commit[:_COMMIT]} ({base})"


def verdict(diff: Diff) -> str:
    """The counts in one line."""
    new = [each for each in diff.scan.findings if each.status == "new"]
    errors = [each for each in new if each.severity == "error"]
    fixed = diff.scan.comparison.fixed if diff.scan.comparison else ()
    words = [f"{counted(len(errors), 'new finding')}", f"{len(fixed):,} fixed"]
    if len(new) > len(errors):
        words.insert(1, counted(len(new) - len(errors), "new warning"))
    added, removed = len(diff.added.links), len(diff.removed.links)
    return f"{', '.join(words)}; dependencies +{added:,} -{removed:,}"


def parts(diff: Diff) -> Iterator[Part]:
    """Those parts in which something differs."""
    for title, lines in (
        ("Findings", _findings(diff)),
        ("Accepted by the baseline", _accepted(diff)),
        ("Target state", _spec(diff)),
        ("Components that depend on each other", _both(diff, _component_lines)),
        ("Dependencies between components", _both(diff, _crossing_lines)),
        ("Packages from outside", _both(diff, _package_lines)),
        ("Services, calls and data", _both(diff, _service_lines)),
        ("Definitions that differ", _terms(diff)),
        ("Measures", _measures(diff)),
        ("Expected change cost", _cost(diff)),
        ("Dependencies inside components", _both(diff, _inner_lines)),
        ("Modules", _modules(diff)),
    ):
        found = tuple(lines)
        if found:
            yield Part(title, found)


def _findings(diff: Diff) -> Iterator[Line]:
    for each in diff.scan.findings:
        if each.status == "new":
            yield Line("+", _finding(each), _place((each.where,)))
    for each in diff.scan.comparison.fixed if diff.scan.comparison else ():
        yield Line("-", _finding(each))


def _finding(finding: Finding) -> str:
    arrow = f"{finding.source} -> {finding.target}" if finding.target else finding.source
    severity = "" if finding.severity == "error" else f" ({finding.severity})"
    return f"{finding.rule}: {arrow} [{finding.id[:8]}]{severity}"


def _accepted(diff: Diff) -> Iterator[Line]:
    compared = diff.scan.comparison
    if compared is None:
        return
    for sign, entries in (("+", compared.grown), ("-", compared.shrunk)):
        for entry in entries:
            yield Line(sign, f"{entry.rule}: {entry.source} -> {entry.target}")


def _spec(diff: Diff) -> Iterator[Line]:
    for change in diff.spec_changes or ():
        yield Line(_SIGNS[change.how], f"{change.section}: {change.name}")


def _both(diff: Diff, lines: Callable[[Sides], Iterator[tuple[str, str]]]) -> Iterator[Line]:
    for sign, side in (("+", diff.added), ("-", diff.removed)):
        for text, where in lines(side):
            yield Line(sign, text, where)


def _component_lines(side: Sides) -> Iterator[tuple[str, str]]:
    for pair in side.components:
        yield f"{pair.source} -> {pair.target}", ""


def _crossing_lines(side: Sides) -> Iterator[tuple[str, str]]:
    for link in side.links:
        if link.source_component != link.target_component:
            outside = "no component"
            ends = f"{link.source_component or outside} -> {link.target_component or outside}"
            yield f"{ends}: {_link(link)}", _place(link.evidence)


def _inner_lines(side: Sides) -> Iterator[tuple[str, str]]:
    for link in side.links:
        if link.source_component == link.target_component:
            yield _link(link), _place(link.evidence)


def _link(link: Link) -> str:
    kind = "" if link.kind == "import" else f" ({link.kind})"
    return f"{link.source} -> {link.target}{kind}"


def _package_lines(side: Sides) -> Iterator[tuple[str, str]]:
    for package in side.packages:
        users = f" in {', '.join(package.components)}" if package.components else ""
        yield f"{package.distribution or package.name}{users}", _place(package.evidence)


def _service_lines(side: Sides) -> Iterator[tuple[str, str]]:
    for link in side.services:
        arrow = f"{link.source} -> {link.target}" if link.target else link.source
        detail = f" ({link.detail})" if link.detail else ""
        yield f"{link.what}: {arrow}{detail}", _place(link.evidence)


def _terms(diff: Diff) -> Iterator[Line]:
    for change in diff.terms or ():
        head = f"{change.name} ({NOUNS[change.kind]})"
        for said in change.says:
            yield Line(_SIGNS[change.how], f"{head}: {said}", _place(change.evidence))


def _measures(diff: Diff) -> Iterator[Line]:
    for change in diff.measures:
        by = difference(change.before, change.after)
        if by == "0":
            continue
        before, after = arithmetic(change.before), arithmetic(change.after)
        yield Line("~", f"{change.after.measure}: {before} to {after} ({by})")


def _cost(diff: Diff) -> Iterator[Line]:
    """The sum, then each file that it is made of, the largest difference first."""
    cost = diff.cost
    if cost is None:
        return
    unit = "changed lines a quarter (÷2…×2)" if cost.has_lines else "a relative measure"
    yield Line(
        "~",
        f"{counted(len(cost.files), 'file')} touched of {cost.of_files:,}: {few(cost.before)} of "
        f"{few(cost.whole)} {unit}, with the sizes of today {few(cost.after)}",
    )
    parts: dict[str, float] = {}
    for each in cost.files:
        parts[each.component] = parts.get(each.component, 0.0) + each.after - each.before
    for name, by in sorted(parts.items(), key=lambda one: (-abs(one[1]), one[0])):
        yield Line("~", f"{name or 'no component'}: {_by(by)}")
    for each in sorted(cost.files, key=lambda one: (-abs(one.after - one.before), one.path)):
        sign = "+" if not each.loc_before else "~" if each.loc_after else "-"
        yield Line(
            sign,
            f"{path_text(each.path)}: {few(each.changes)} changes × {few(each.lines_before)} lines "
            f"= {few(each.before)}, now × {few(each.lines_after)} = {few(each.after)} "
            f"({each.loc_before:,} to {each.loc_after:,} loc)",
        )


def _by(amount: float) -> str:
    sign = "-" if amount < 0 else "+"
    return f"{sign}{few(abs(amount))}"


def _modules(diff: Diff) -> Iterator[Line]:
    for each in diff.moved:
        yield Line("~", f"{each.before} is now {each.after}")
    for sign, side in (("+", diff.added), ("-", diff.removed)):
        for module in side.modules:
            yield Line(sign, module)


def _place(evidence: Sequence[Location]) -> str:
    """The first line, and how many more there are."""
    if not evidence:
        return ""
    first = evidence[0]
    line = f":{first.line}" if first.line else ""
    more = f" and {len(evidence) - 1} more" if len(evidence) > 1 else ""
    return f"{path_text(first.path)}{line}{more}"
