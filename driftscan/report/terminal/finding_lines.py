"""One finding as a few lines: where it is, what it is, through what, and the cheapest cut."""

from collections.abc import Iterator, Sequence

from driftscan.model.finding import Cut, Finding, Step
from driftscan.model.graph import KIND_LABELS, Kind
from driftscan.model.location import Location
from driftscan.report.code_owners import owners_text
from driftscan.report.escape import terminal, terminal_path, terminal_sentence
from driftscan.report.terminal.layout import WIDTH, counted, paragraph, pieces
from driftscan.report.view import View

# Identities are 12 digits; 8 are enough for `explain` and `baseline --accept`.
ID_SHOWN = 8
# So many parts of a chain or cut are shown without -v.
PARTS = 6
# So many further places of a direct dependency are named; `explain` shows them all.
EVIDENCE = 4
# What belongs to a finding stands beneath its place, right of its identity.
INDENT = 12
_TYPE_ONLY = KIND_LABELS[Kind.TYPE_ONLY]
# Checks whose rule says already what is different about a dependency.
_RULE_SAYS_IT = frozenset({"deny", "allow_only", "independent", "deprecate"})


def finding_lines(finding: Finding, view: View) -> Iterator[str]:
    """The finding: identity, place and dependency first, the rest beneath."""
    arrow = _arrow_beside_place(finding)
    is_direct = len(finding.chain) < 2
    more = ["(for types only)"] if finding.kind == _TYPE_ONLY else []
    also = _also(finding) if is_direct and len(finding.evidence) > 1 else ""
    more += [also] if 0 < len(also) <= WIDTH - INDENT else []
    yield from pieces([finding.id[:ID_SHOWN], place(finding.where), arrow, *more], 2, INDENT - 2)
    if also not in ("", *more):
        yield from paragraph(also, INDENT)
    if view.verbose or finding.check not in _RULE_SAYS_IT:
        yield from paragraph(terminal_sentence(finding.message), INDENT)
    if finding.note:
        yield from paragraph(terminal(finding.note), INDENT)
    if view.verbose or finding.source_owner != finding.target_owner != "":
        yield from paragraph(terminal(owners_text(finding)), INDENT)
    if not is_direct:
        yield from chain_lines(finding.chain, view)
    if not is_direct or len(finding.cut) > 1:
        yield from cut_lines(finding.cut, view)


def place(where: Location) -> str:
    """`path:line`, as editors and terminals make it clickable."""
    return f"{terminal_path(where.path)}:{where.line}" if where.line else terminal_path(where.path)


def arrow_text(source: str, target: str) -> str:
    """`from -> to`, or the one name there is."""
    return f"{terminal(source)} -> {terminal(target)}" if target else terminal(source)


def _arrow_beside_place(finding: Finding) -> str:
    """The dependency; where modules are called by their paths, the place has said the first."""
    if finding.target and terminal(finding.source) == terminal_path(finding.where.path):
        return f"-> {terminal(finding.target)}"
    return arrow_text(finding.source, finding.target)


def chain_lines(chain: Sequence[Step], view: View) -> Iterator[str]:
    """The chain, a step on each line, with the first place that states it."""
    shown = chain if view.verbose else chain[:PARTS]
    previous = None
    for step in shown:
        if step.source != previous:
            yield " " * INDENT + terminal(step.source)
        places = [place(where) for where in step.evidence[:1]]
        yield from pieces([f"-> {terminal(step.target)}", *places], INDENT)
        previous = step.target
    if len(shown) < len(chain):
        more = counted(len(chain) - len(shown), "more step")
        yield " " * INDENT + f"and {more} (-v shows all)"


def cut_lines(cut: Sequence[Cut], view: View, indent: int = INDENT) -> Iterator[str]:
    """The cheapest dependencies to remove."""
    if not cut:
        return
    statements = counted(sum(part.statements for part in cut), "statement")
    if len(cut) == 1:
        arrow = arrow_text(cut[0].source, cut[0].target)
        yield from pieces([f"cheapest cut: {arrow}", f"({statements})"], indent, 2)
        return
    heading = f"cheapest cut: {counted(len(cut), 'dependency')}, {statements}"
    yield " " * indent + heading
    shown = cut if view.verbose else cut[:PARTS]
    for part in shown:
        arrow = arrow_text(part.source, part.target)
        yield from pieces([arrow, f"({part.statements})"], indent + 2)
    if len(shown) < len(cut):
        yield " " * indent + f"  and {len(cut) - len(shown):,} more (-v shows all)"


def _also(finding: Finding) -> str:
    others = [where for where in finding.evidence if where != finding.where]
    shown = [
        str(where.line) if where.path == finding.where.path else place(where)
        for where in others[:EVIDENCE]
    ]
    in_file = all(where.path == finding.where.path for where in others)
    noun = ("line " if len(others) == 1 else "lines ") if in_file else ""
    more = f" and {len(others) - len(shown):,} more" if len(others) > len(shown) else ""
    return f"(also {noun}{', '.join(shown)}{more})"
