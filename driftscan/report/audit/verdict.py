"""What an audit comes to, in sentences; each names the view that shows why."""

from collections.abc import Iterator, Sequence

from driftscan.model.family import Family
from driftscan.model.graph import KIND_LABELS, Kind
from driftscan.report.arithmetic import percent
from driftscan.report.audit.audited import Audit, Repository
from driftscan.report.audit.course import course_text
from driftscan.report.audit.documents import CycleJson, SentenceJson, SharedDataJson
from driftscan.report.audit.numbering import Numbering
from driftscan.report.audit.system import data, extent
from driftscan.report.audit.ways import several_libraries
from driftscan.report.escape import name_text
from driftscan.report.terminal.layout import counted

_BY_TYPES = KIND_LABELS[Kind.TYPE_ONLY]
_OPEN = ("new", "before")
_NAMED = 3


def headline(audit: Audit) -> str:
    """One line."""
    declared = [each for each in audit.repositories if each.spec_file]
    if not declared:
        return "Nobody has declared what this system should be."
    differing = sum(_open(each) for each in declared)
    where = "" if len(declared) == len(audit.repositories) else " (where there is one)"
    if differing:
        return f"Differs from its target state{where} in {counted(differing, 'place')}."
    return f"Nothing differs from its target state{where}."


def sentences(
    audit: Audit, numbering: Numbering, knots: Sequence[CycleJson], shared: Sequence[SharedDataJson]
) -> list[SentenceJson]:
    """What there is; how it fits a spec; cycles, shared data, cost and owners."""
    found = [_extent(audit), *extent(audit.services), *_fit(audit), _cycles(knots)]
    found += [*data(audit.services, shared), *_contracts(audit), *_twice(audit)]
    found += [*_course(audit), *_cost(audit), *_owners(audit)]
    return found


def _extent(audit: Audit) -> SentenceJson:
    modules = sum(len(each.graph.modules) for each in audit.repositories)
    parts = [counted(modules, "module")]
    if components := sum(len(each.components) for each in audit.repositories):
        parts[0] += f" in {counted(components, 'component')}"
    dependencies = sum(each.coverage.dependencies for each in audit.repositories)
    parts.append(f"{counted(dependencies, 'dependency')} between them")
    return SentenceJson(f"{', '.join(parts)}.", "map")


def _fit(audit: Audit) -> Iterator[SentenceJson]:
    for each in audit.repositories:
        whose = f"{each.name}: " if len(audit.repositories) > 1 else ""
        if each.scan is None:
            continue
        count = _open(each)
        if each.draft:
            types = sum(f.status in _OPEN and f.kind == _BY_TYPES for f in each.scan.findings)
            by_types = f", {types:,} of them by imports of types" if types else ""
            text = (
                f"{whose}{counted(count, 'place')} where the code goes against what it mostly "
                f"does itself (the drafted spec says what){by_types}."
                if count
                else f"{whose}{_kept(each)}"
            )
        else:
            accepted = sum(found.status == "accepted" for found in each.scan.findings)
            text = f"{whose}{counted(count, 'finding')} against {_file_name(each)}"
            text += f", {accepted:,} more accepted." if accepted else "."
        yield SentenceJson(text, "findings")


def _kept(each: Repository) -> str:
    """What a draft is worth that nothing goes against: it says what the code keeps today."""
    rules = len(each.scan.rules) if each.scan else 0
    hold, were = ("holds", "was") if rules == 1 else ("hold", "were")
    return (
        f"{counted(rules, 'rule')} of the drafted spec {hold} in all code that was read, and "
        f"{were} drafted for that reason: a place to start from, no verdict."
    )


def _file_name(each: Repository) -> str:
    """Without the folder: where a spec lies on somebody's machine is nobody else's business."""
    return name_text(each.spec_file.rpartition("/")[2].rpartition(":")[2])


def _cycles(knots: Sequence[CycleJson]) -> SentenceJson:
    if not knots:
        return SentenceJson("No file depends on itself by way of others.", "findings")
    largest = max(knots, key=lambda knot: len(knot.files))
    size, loaded = f"{len(largest.files):,}", largest.at_run_time
    if loaded < len(largest.files):
        size += f" ({loaded or 'none'} of them without imports of types)"
    text = (
        f"{len(knots):,} circles of files that depend on each other; files in the largest: {size}."
        if len(knots) > 1
        else f"1 circle of files that depend on each other; files in it: {size}."
    )
    return SentenceJson(text, "findings")


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
        if text := course_text(each.trend, "place" if each.draft else "finding"):
            whose = f"{each.name}: " if len(audit.repositories) > 1 else ""
            yield SentenceJson(f"{whose}{text}", "trend")


def _cost(audit: Audit) -> Iterator[SentenceJson]:
    costs = sorted(f.cost for r in audit.repositories if r.costs for f in r.costs.files)[::-1]
    total = sum(costs)
    if total <= 0:
        return
    running, count = 0.0, 0
    while running < total / 2:
        running += costs[count]
        count += 1
    text = f"Half of the expected change cost lies in {counted(count, 'file')} of {len(costs):,}."
    yield SentenceJson(text, "hotspots")


def _owners(audit: Audit) -> Iterator[SentenceJson]:
    rows = [row for each in audit.repositories for row in each.owners.rows]
    files = sum(row.files for row in rows)
    nobody = sum(row.files for row in rows if not row.owner)
    if not files:
        return
    if nobody == files:
        yield SentenceJson("Nobody is named as owner of any code.", "owners")
    elif nobody:
        yield SentenceJson(f"{percent(nobody / files)} of the files have no owner.", "owners")
    else:
        yield SentenceJson("Every file has an owner.", "owners")


def _open(repository: Repository) -> int:
    return sum(f.status in _OPEN for f in repository.scan.findings) if repository.scan else 0
