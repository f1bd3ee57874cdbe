"""What an audit comes to, in sentences; each names the view that shows why."""

from collections.abc import Iterator, Sequence

from driftscan.graph.code_bases import code_bases
from driftscan.model.family import Family
from driftscan.model.service_graph import ServiceGraph
from driftscan.report.audit.audited import Audit
from driftscan.report.audit.circles import circles_text
from driftscan.report.audit.code_extent import code_texts
from driftscan.report.audit.cost_extent import halves_text, owners_text
from driftscan.report.audit.course import course_text, draft_course_text
from driftscan.report.audit.documents import CycleJson, SentenceJson, SharedDataJson
from driftscan.report.audit.extent import services_text, stores_text
from driftscan.report.audit.fit import fit_texts, open_places
from driftscan.report.audit.numbering import Numbering
from driftscan.report.audit.sharing import shared_stores, with_unknown_databases
from driftscan.report.audit.ways import several_libraries
from driftscan.report.escape import name_text
from driftscan.report.terminal.layout import counted

_NAMED = 3
_SEVERAL = 2


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
    found = [*_extent(audit, numbering)]
    found += [SentenceJson(text, "findings") for text in fit_texts(audit)]
    found.append(SentenceJson(circles_text(knots, numbering.files), "findings"))
    found += [*_data(audit, shared), *_contracts(audit), *_twice(audit), *_course(audit)]
    texts = ((halves_text(audit), "hotspots"), (owners_text(audit), "owners"))
    return [*found, *(SentenceJson(text, view) for text, view in texts if text)]


def _extent(audit: Audit, numbering: Numbering) -> Iterator[SentenceJson]:
    for text in code_texts(audit, numbering):
        yield SentenceJson(text, "map")
    parts = [text for text in (services_text(audit.services), stores_text(audit.services)) if text]
    if parts:
        yield SentenceJson(f"{', '.join(parts)}.", "map")


def _data(audit: Audit, shared: Sequence[SharedDataJson]) -> Iterator[SentenceJson]:
    if not audit.services.uses:
        return
    yield from _stores_in_common(audit.services)
    if not shared:
        yield from _nothing_shared(audit.services)
        return
    written = sum(each.writing > 1 for each in shared)
    able = sum(each.able > 1 for each in shared) - written
    text = f"{counted(len(shared), 'data set')} used by services of several code bases, "
    more = f", {able:,} {'more ' if written else ''}may be" if able else ""
    seen = f"{written:,}" if written else "none"
    yield SentenceJson(f"{text}{seen} of them seen to be written by more than one{more}.", "data")


def _stores_in_common(graph: ServiceGraph) -> Iterator[SentenceJson]:
    """Apart those of which it is not known whether it is one database."""
    unknown = with_unknown_databases(graph)
    sure = [name for name in shared_stores(graph) if name not in unknown]
    for apart, how in ((sure, ""), (unknown, ", which database by each is not known")):
        if apart:
            named = ", ".join(map(name_text, apart[:_NAMED]))
            more = f" and {len(apart) - _NAMED} more" if len(apart) > _NAMED else ""
            count = counted(len(apart), "data store")
            text = f"{count} used by several code bases{how}: {named}{more}."
            yield SentenceJson(text, "data")


def _nothing_shared(graph: ServiceGraph) -> Iterator[SentenceJson]:
    """Of how many data sets that is said: what a mapper or a library hides is not among them."""
    users = {use.service for use in graph.uses}
    if len(code_bases(graph, users)) < _SEVERAL:
        return
    seen = len({(use.store, use.database, use.data_set) for use in graph.uses if use.data_set})
    text = (
        f"Of {counted(seen, 'data set')} that the code is seen to use, none is used by several "
        "code bases, each with code of its own."
        if seen
        else "Which data sets the code uses is not seen, so nothing is said of who shares them."
    )
    yield SentenceJson(text, "data")


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
