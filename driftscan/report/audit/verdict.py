"""What an audit comes to, in sentences; each names the view that shows why."""

from collections.abc import Iterator, Sequence

from driftscan.graph.code_bases import code_bases
from driftscan.model.graph import KIND_LABELS, Kind
from driftscan.model.service_graph import ServiceGraph
from driftscan.report.arithmetic import percent
from driftscan.report.audit.again import the_same_again
from driftscan.report.audit.audited import Audit, Repository
from driftscan.report.audit.course import course_text
from driftscan.report.audit.documents import CycleJson, SentenceJson, SharedDataJson
from driftscan.report.audit.extent import services_text, stores_text
from driftscan.report.audit.numbering import Numbering
from driftscan.report.audit.sharing import shared_stores, with_unknown_databases
from driftscan.report.escape import name_text
from driftscan.report.terminal.layout import counted

_BY_TYPES = KIND_LABELS[Kind.TYPE_ONLY]
_OPEN = ("new", "before")
_NAMED = 3
_SEVERAL = 2


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
    found = [_extent(audit), *_fit(audit), _cycles(knots)]
    found += [*_data(audit, shared), *_contracts(audit), *the_same_again(audit)]
    found += [*_course(audit), *_cost(audit), *_owners(audit)]
    return found


def _extent(audit: Audit) -> SentenceJson:
    modules = sum(len(each.graph.modules) for each in audit.repositories)
    parts = [counted(modules, "module")]
    if components := sum(len(each.components) for each in audit.repositories):
        parts[0] += f" in {counted(components, 'component')}"
    dependencies = sum(each.coverage.dependencies for each in audit.repositories)
    parts.append(f"{counted(dependencies, 'dependency')} between them")
    if services := services_text(audit.services):
        parts.append(services)
    if stores := stores_text(audit.services):
        parts.append(stores)
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
