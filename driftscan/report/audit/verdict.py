"""What an audit comes to, in sentences; each names the view that shows why.

What stands out comes before what there is: a reader who stops after ten lines has then read what
asks for a decision. What there is can be looked up, and is never complete: what a setting chooses
at run time, or another repository deploys, is not seen.
"""

from collections.abc import Iterator, Sequence

from driftscan.report.audit.again import the_same_again
from driftscan.report.audit.audited import Audit
from driftscan.report.audit.circles import circles_text
from driftscan.report.audit.code_extent import code_texts
from driftscan.report.audit.cost_extent import halves_text, owners_text
from driftscan.report.audit.course import course_text, draft_course_text
from driftscan.report.audit.documents import CycleJson, SentenceJson
from driftscan.report.audit.fit import fit_texts, open_places, told_of_draft
from driftscan.report.audit.numbering import Numbering
from driftscan.report.audit.system import data, extent
from driftscan.report.audit.unanswered import unanswered_text
from driftscan.report.terminal.layout import counted


def headline(audit: Audit) -> str:
    """One line."""
    declared = [each for each in audit.repositories if each.spec_file]
    if not declared:
        return "Nobody has declared what this system should be."
    differing = sum(map(open_places, declared))
    where = "" if len(declared) == len(audit.repositories) else " (where there is one)"
    if differing:
        return f"Differs from its target state{where} in {counted(differing, 'place')}."
    return f"Nothing differs from its target state{where}."


def verdict(audit: Audit, numbering: Numbering, knots: Sequence[CycleJson]) -> list[SentenceJson]:
    """What stands out: how the code fits what was declared or drafted, what is shared and asked for
    between its parts, what is tied together and what is there twice, what that costs, who decides,
    and where it came from."""
    found = [SentenceJson(text, "findings") for text in fit_texts(audit, numbering)]
    found += data(audit.services)
    asked = unanswered_text(audit.services)
    coverages = [each.coverage for each in audit.repositories]
    circles = circles_text(
        knots,
        numbering.files,
        sum(each.references for each in coverages),
        sum(each.unresolved for each in coverages),
    )
    found += [SentenceJson(text, "findings") for text in (asked, circles) if text]
    found += the_same_again(audit)
    texts = ((halves_text(audit, numbering), "hotspots"), (owners_text(audit), "owners"))
    found += [SentenceJson(text, view) for text, view in texts if text]
    return [*found, *_course(audit, numbering)]


def inventory(audit: Audit, numbering: Numbering) -> list[SentenceJson]:
    """What there is: languages, components, programs and data stores, as far as it was seen."""
    found = [SentenceJson(text, "map") for text in code_texts(audit, numbering)]
    return [*found, *extent(audit.services)]


def _course(audit: Audit, numbering: Numbering) -> Iterator[SentenceJson]:
    """Where it came from, if that is known."""
    for each, first in zip(audit.repositories, numbering.first, strict=True):
        if each.trend is None:
            continue
        text = (
            draft_course_text(each.trend, told_of_draft(each, first, numbering))
            if each.draft
            else course_text(each.trend, "finding")
        )
        if text:
            whose = f"{each.name}: " if len(audit.repositories) > 1 else ""
            yield SentenceJson(f"{whose}{text}", "trend")
