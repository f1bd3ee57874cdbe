"""What an audit comes to, in sentences; each names the view that shows why."""

from collections.abc import Iterator, Sequence

from driftscan.model.family import Family
from driftscan.report.audit.audited import Audit
from driftscan.report.audit.circles import circles_text
from driftscan.report.audit.code_extent import code_texts
from driftscan.report.audit.cost_extent import halves_text, owners_text
from driftscan.report.audit.course import course_text, draft_course_text
from driftscan.report.audit.documents import CycleJson, SentenceJson, SharedDataJson
from driftscan.report.audit.fit import fit_texts, open_places
from driftscan.report.audit.numbering import Numbering
from driftscan.report.audit.system import data, extent
from driftscan.report.audit.ways import several_libraries
from driftscan.report.escape import name_text
from driftscan.report.terminal.layout import counted

_NAMED = 3


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


def sentences(
    audit: Audit, numbering: Numbering, knots: Sequence[CycleJson], shared: Sequence[SharedDataJson]
) -> list[SentenceJson]:
    """What there is; how it fits a spec; cycles, shared data, cost and owners."""
    found = [SentenceJson(text, "map") for text in code_texts(audit, numbering)]
    found += extent(audit.services)
    found += [SentenceJson(text, "findings") for text in fit_texts(audit)]
    found.append(SentenceJson(circles_text(knots, numbering.files), "findings"))
    found += [*data(audit.services, shared), *_contracts(audit), *_twice(audit), *_course(audit)]
    texts = ((halves_text(audit, numbering), "hotspots"), (owners_text(audit), "owners"))
    return [*found, *(SentenceJson(text, view) for text, view in texts if text)]


def _contracts(audit: Audit) -> Iterator[SentenceJson]:
    asked = sum(each.kind != "unused" for each in audit.services.unmet)
    if asked:
        yield SentenceJson(
            f"{counted(asked, 'request or message')} between services without another side "
            f"that is seen ({audit.services.compared:,} compared).",
            "findings",
        )


def _twice(audit: Audit) -> Iterator[SentenceJson]:
    """What is there more than once, summed over repositories; names of the first."""
    each = [repository.twice for repository in audit.repositories if repository.twice]
    families = [
        family for found in each for family in found.duplicates.families if _is_told(family)
    ]
    if families:
        odd = sum(family.odd >= 0 for family in families)
        verb = "is" if len(families) == 1 else "are"
        text = f"{counted(len(families), 'function')} {verb} there in several components at once"
        apart = f"; of {odd:,} one copy differs from the others" if odd else ""
        yield SentenceJson(f"{text}{apart}.", "twice")
    several = [
        name_text(thing)
        for repository in audit.repositories
        if repository.twice
        for thing in several_libraries(repository.twice.sprawl, repository.costs is not None)
    ]
    if several:
        more = f"; and {len(several) - _NAMED} more" if len(several) > _NAMED else ""
        text = f"Several libraries are used for one thing: {'; '.join(several[:_NAMED])}{more}."
        yield SentenceJson(text, "twice")
    terms = [term.name for found in each for term in found.definitions.divergences]
    if terms:
        named = ", ".join(f"'{name_text(term)}'" for term in terms[:_NAMED])
        more = f" and {len(terms) - _NAMED} more" if len(terms) > _NAMED else ""
        names = "A name" if len(terms) == 1 else "Names"
        text = f"{names} with several definitions: {named}{more}. Whether one thing is meant, a "
        text += "reader has to say."
        yield SentenceJson(text, "twice")


def _is_told(family: Family) -> bool:
    """Whether the rule about copies would have something to say: it knows no code without a
    component, and no faint families."""
    return family.is_clear and len(set(family.components) - {""}) > 1


def _course(audit: Audit) -> Iterator[SentenceJson]:
    """Where it came from, if that is known."""
    for each in audit.repositories:
        if each.trend is None:
            continue
        text = draft_course_text(each.trend) if each.draft else course_text(each.trend, "finding")
        if text:
            whose = f"{each.name}: " if len(audit.repositories) > 1 else ""
            yield SentenceJson(f"{whose}{text}", "trend")
