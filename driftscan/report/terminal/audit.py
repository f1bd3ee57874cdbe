"""The summary of an audit at a terminal: what to look at first, what stands out, what there is."""

from collections.abc import Iterator

from driftscan.notation.words import listed
from driftscan.report.arithmetic import few
from driftscan.report.audit.documents import AuditJson, FirstThingJson, RepositoryJson
from driftscan.report.escape import terminal, terminal_paragraph, terminal_sentence
from driftscan.report.terminal.layout import BOLD, counted, painted, paragraph
from driftscan.report.view import View

_SHOWN_FILES = 3


def render(audit: AuditJson, view: View) -> str:
    """For a person; what it leads to is in the HTML report."""
    return "".join(f"{line}\n" for line in _lines(audit, view))


def _lines(audit: AuditJson, view: View) -> Iterator[str]:
    yield painted(terminal(f"{audit.name}: {audit.headline}"), BOLD, view)
    for each in audit.repositories:
        yield from paragraph(terminal(read_of(each)), 0, 2)
    if audit.first:
        yield from _headed("Look at first", view)
    for number, thing in enumerate(audit.first, 1):
        yield from _first_thing(number, thing, audit, view)
    for title, sentences in (
        ("What stands out", audit.verdict),
        ("What is here, as far as it was seen", audit.inventory),
    ):
        if sentences:
            yield from _headed(title, view)
        for sentence in sentences:
            yield from paragraph(terminal_paragraph(sentence.text), 2, 2)


def _headed(title: str, view: View) -> Iterator[str]:
    yield ""
    yield painted(title, BOLD, view)


def _first_thing(number: int, thing: FirstThingJson, audit: AuditJson, view: View) -> Iterator[str]:
    """What, why, and what it costs."""
    yield from paragraph(terminal_sentence(f"{number}. {thing.title}"), 2, 3)
    yield from paragraph(terminal_paragraph(thing.reason), 5)
    if thing.cost is not None and thing.kind != "cost":
        yield from paragraph(f"{_expected(thing.cost)}{_among_them(thing, audit)}", 5)


def _expected(cost: float) -> str:
    return f"{few(cost)} changed lines a quarter are expected in the files that it ties together"


def _among_them(thing: FirstThingJson, audit: AuditJson) -> str:
    """`, among them shop/cart.py and shop/pay.py`: of the costliest those that are not named."""
    told = f"{thing.title} {thing.reason}"
    paths = (audit.files[at].path for at in thing.files[:_SHOWN_FILES])
    names = [terminal(path) for path in paths if path not in told]
    return f", among them {listed(names)}" if names else ""


def read_of(each: RepositoryJson) -> str:
    """`checked 108 of 108 files at 75b91c6a, 0 of 125 references unresolved; 300 commits …`."""
    coverage = each.coverage
    what = f" at {each.revision[:12]}" if each.revision else ""
    text = f"checked {coverage.checked:,} of {counted(coverage.files, 'file')}{what}, "
    text += f"{coverage.unresolved:,} of {counted(coverage.references, 'reference')} unresolved"
    if in_part := len({problem.path for problem in coverage.problems}):
        text += f", {counted(in_part, 'file')} read in part"
    if each.history is None:
        return f"{text}; no costs: {each.without_history or 'no history was read'}"
    commits = counted(each.history.commits, "commit")
    return f"{text}; {commits} since {each.history.since} count"
