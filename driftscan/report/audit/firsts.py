"""The first three things to look at, and who would have to decide.

With a spec they are those of `driftscan hotspots`: what differs from it, by the cost of the code
that it binds. Without one nobody has said what is wanted, so the three are of different kinds as
far as there are: data that several services write, and then, by the cost of the code that each
binds, places where the code goes against its own order, knots of files, files that change together,
and the costliest file.
"""

from collections.abc import Iterator, Sequence

from driftscan.model.cost import FileCost
from driftscan.model.ranking import GUESSED, Task
from driftscan.report.arithmetic import sum_of
from driftscan.report.audit.audited import Audit, Repository
from driftscan.report.audit.circles import remaining_text, way_text
from driftscan.report.audit.data_in_common import DataInCommon, data_in_common, users_text
from driftscan.report.audit.directions import Directions
from driftscan.report.audit.documents import (
    CycleJson,
    FirstThingJson,
    SharedDataJson,
)
from driftscan.report.audit.fit import draft_reason, place_text
from driftscan.report.audit.not_known import unknown_text
from driftscan.report.audit.numbering import Numbering
from driftscan.report.audit.product_code import ranked_product
from driftscan.report.escape import name_text, path_text
from driftscan.report.terminal.layout import counted

FIRST = 3
_NAMED = 8
_KINDS = ("finding", "cycle", "data", "together", "cost")
# What a younger file is expected to cost, or one that hardly changed, is learnt from others more
# than from itself.
_YOUNG, _SOME = 90, 3
# Nobody's first step is to take away more dependencies than that; its page shows such a circle.
_MOST_CUTS = 20


def first_things_of(
    audit: Audit, numbering: Numbering, knots: Sequence[CycleJson], shared: Sequence[SharedDataJson]
) -> list[FirstThingJson]:
    """At most three; the first of each kind before the second of any."""
    common = data_in_common(audit.services)
    told = [*_tasks(audit, numbering), *_knots(audit, numbering, knots), *_data(shared, common)]
    told += [*_costliest(audit, numbering)]
    return in_turn(told, any(each.spec_file for each in audit.repositories))


def in_turn(told: Sequence[FirstThingJson], is_declared: bool) -> list[FirstThingJson]:
    """The first three. is_declared: there is a spec, so what differs from it comes first."""
    kinds = [[thing for thing in told if thing.kind == kind] for kind in _KINDS]
    turns = [
        thing
        for turn in range(max(map(len, kinds)))
        for thing in sorted((row[turn] for row in kinds if turn < len(row)), key=_weight)
    ]
    if is_declared:
        turns.sort(key=lambda thing: thing.kind != "finding")
    return turns[:FIRST]


def _weight(thing: FirstThingJson) -> tuple[bool, float]:
    """Data first: what several code bases write into costs more than what is counted here."""
    return thing.kind != "data", -(thing.cost or 0.0)


def _tasks(audit: Audit, numbering: Numbering) -> Iterator[FirstThingJson]:
    told = [
        _task(task, at, repository, numbering, directions)
        for at, repository in enumerate(audit.repositories)
        for directions in (Directions(repository),)
        for task in (repository.things.tasks if repository.things else _uncosted(audit, at))
    ]
    yield from sorted(told, key=lambda thing: (thing.kind, -(thing.cost or 0.0), thing.title))


def _uncosted(audit: Audit, at: int) -> Iterator[Task]:
    """Findings where no history says what they cost: those of the rule that is broken most."""
    repository = audit.repositories[at]
    passed_over = GUESSED if repository.draft else ()
    scan = repository.scan
    open_findings = [each for each in scan.findings if each.status == "new"] if scan else []
    asking = [each for each in open_findings if each.check not in passed_over]
    for finding in asking[:FIRST]:
        yield Task(
            title=f"{finding.rule}: {finding.source} -> {finding.target}".removesuffix(" -> "),
            reason=finding.reason or finding.message,
            owner=finding.owner or finding.source_owner,
            cost=0.0,
            files=1,
            costliest=(),
            cut=finding.cut,
            findings=(finding.id,),
        )


def _task(
    task: Task, at: int, repository: Repository, numbering: Numbering, directions: Directions
) -> FirstThingJson:
    first = next((each for each in repository.findings if each.id in task.findings[:1]), None)
    place = f"{place_text(first, repository)}; " if first else ""
    reason = draft_reason(first, directions) if first and repository.draft else task.reason
    return FirstThingJson(
        kind="finding" if task.findings else "together",
        title=name_text(task.title),
        reason=f"{place}{name_text(reason)}",
        owner=name_text(task.owner),
        cost=round(task.cost, 1) if task.cost else None,
        files=numbering.numbers(at, (file.path for file in task.costliest)),
        view="findings" if task.findings else "hotspots",
        finding=task.findings[0] if task.findings else "",
    )


def _knots(
    audit: Audit, numbering: Numbering, knots: Sequence[CycleJson]
) -> Iterator[FirstThingJson]:
    for knot in knots:
        if 2 * knot.at_run_time < len(knot.files):
            continue  # held together by types more than by what is loaded
        if len(knot.cuts) > _MOST_CUTS:
            continue
        size, cuts = len(knot.files), len(knot.cuts)
        yield FirstThingJson(
            kind="cycle",
            title=f"{counted(size, 'file')} use each other in a circle",
            reason=f"{_way(knot, numbering)}taking away {cuts:,} of the "
            f"{counted(knot.dependencies, 'dependency')} between them opens it"
            f"{unknown_text(audit, numbering, set(knot.files))}",
            owner="",
            cost=knot.cost,
            files=sorted(knot.files, key=lambda n: -(numbering.costs[n] or 0.0))[:_NAMED],
            view="findings",
            finding="",
        )


def _way(knot: CycleJson, numbering: Numbering) -> str:
    """A way round, and what types are a part of it: they do not load anything."""
    way = way_text(knot, numbering.files)
    remaining = remaining_text(knot)
    return f"{f'as {way}; ' if way else ''}{f'{remaining}; ' if remaining else ''}"


def _data(
    shared: Sequence[SharedDataJson], common: Sequence[DataInCommon]
) -> Iterator[FirstThingJson]:
    """Of those alone of which it can be looked up who does what to them."""
    seen = {(each.store, each.database, each.name): each for each in common}
    able = [
        each for each in shared if each.able > 1 and (each.store, each.database, each.name) in seen
    ]
    for each in able[:FIRST]:
        verb = "is written by" if not each.mappers else "may be written by"
        users = users_text(seen[each.store, each.database, each.name])
        yield FirstThingJson(
            kind="data",
            title=f"{name_text(each.name)} in {name_text(each.store)} {verb} several code bases",
            reason=f"{users}: who writes it may change it under "
            "the others; one owner would decide what its rows mean",
            owner="",
            cost=None,
            files=[],
            view="data",
            finding="",
        )


def _costliest(audit: Audit, numbering: Numbering) -> Iterator[FirstThingJson]:
    """Of each repository. The old ones are told where there are any, with what was looked at."""
    for at, repository in enumerate(audit.repositories):
        ranked = ranked_product(repository, numbering.by_path[at], numbering)
        grown = [file for file in ranked if _is_known(file)] or ranked
        among = (
            f" of the files older than {_YOUNG} days that changed {_SOME} times or more"
            if ranked[:1] != grown[:1]
            else ""
        )
        for place, file in enumerate(grown[:FIRST]):
            most = "most" if place == 0 else "much"
            yield FirstThingJson(
                kind="cost",
                title=f"{path_text(repository.prefix + file.path)} is expected to cost {most} to "
                f"change{among if place == 0 else ''}",
                reason=f"{sum_of(file, _has_lines(repository))}; {_so_far(file, repository)}",
                owner="",
                cost=round(file.cost, 1),
                files=numbering.numbers(at, [file.path]),
                view="hotspots",
                finding="",
            )


def _is_known(file: FileCost) -> bool:
    return file.age_days >= _YOUNG and file.changes >= _SOME


def _has_lines(repository: Repository) -> bool:
    return repository.costs is not None and repository.costs.has_lines


def _so_far(file: FileCost, repository: Repository) -> str:
    """`591 commits in 10.2 years …`: what a reader can count in git's log, and what is left out."""
    years = file.age_days / 365.25
    time = f"{years:.1f} years" if years >= 1 else counted(file.age_days, "day")
    commits = f"{counted(file.changes, 'commit')} in {time}, under earlier names as far as renames"
    omitted = repository.costs.omitted if repository.costs else ()
    twice = any(each.reason == "copies" for each in omitted)
    # A bot's account may commit what people wrote, as forges do who squash.
    apart = "what bots' accounts committed"
    apart += ", bulk changes and what stands twice" if twice else " and bulk changes"
    return f"{commits} are seen; merges, {apart} apart"
