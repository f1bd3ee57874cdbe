"""What findings and history come to, as JSON: a part of the document of `driftscan hotspots`."""

from collections.abc import Sequence

from msgspec import Struct

from driftscan.model.co_change import CoChange, SharedPart
from driftscan.model.ranking import BoundFile, FirstThings, Task, WeighedFinding
from driftscan.report.escape import name_text, path_text

_DIGITS = 1


class BoundJson(Struct):
    """A file that is bound, with its cost."""

    path: str
    cost: float


class WeighedJson(Struct):
    """A finding, named by its id, and the code it binds."""

    id: str
    rule: str
    status: str
    cost: float
    files: list[BoundJson]
    unknown: int


class StepCutJson(Struct):
    """A dependency to cut, and how many statements state it."""

    source: str
    target: str
    statements: int


class TaskJson(Struct):
    """One thing to do."""

    title: str
    reason: str
    owner: str
    cost: float
    files: int
    costliest: list[BoundJson]
    cut: list[StepCutJson]
    findings: list[str]
    accepted: bool


class TogetherJson(Struct):
    """Two files, or two components, that change together."""

    source: str
    target: str
    components: list[str]
    owners: list[str]
    kinds: list[str]
    together: int
    days: int
    people: int
    changes: list[int]
    by_chance: float
    cost: float
    parts_depend: bool
    commits: list[str]


class SharedJson(Struct):
    """A component that mostly changes together with those of several other owners."""

    component: str
    owner: str
    waiting: list[str]
    together: int
    changes: int
    cost: float


class FirstJson(Struct):
    """Findings by cost, what to do first, and what changes together."""

    tasks: list[TaskJson]
    findings: list[WeighedJson]
    together_files: list[TogetherJson]
    together_components: list[TogetherJson]
    shared: list[SharedJson]
    explained: int
    large_commits: int


def first_json(things: FirstThings) -> FirstJson:
    """All of it."""
    return FirstJson(
        tasks=[_task(task) for task in things.tasks],
        findings=[_weighed(each) for each in things.findings],
        together_files=[together_json(pair) for pair in things.together.files],
        together_components=[together_json(pair) for pair in things.together.parts],
        shared=[shared_json(part) for part in things.together.shared],
        explained=things.together.explained,
        large_commits=things.together.large,
    )


def _task(task: Task) -> TaskJson:
    return TaskJson(
        title=name_text(task.title),
        reason=name_text(task.reason),
        owner=name_text(task.owner),
        cost=round(task.cost, _DIGITS),
        files=task.files,
        costliest=_bound(task.costliest),
        cut=[StepCutJson(cut.source, cut.target, cut.statements) for cut in task.cut],
        findings=list(task.findings),
        accepted=task.accepted,
    )


def _weighed(each: WeighedFinding) -> WeighedJson:
    found = each.finding
    return WeighedJson(
        id=found.id,
        rule=name_text(found.rule),
        status=found.status,
        cost=round(each.cost, _DIGITS),
        files=_bound(each.files),
        unknown=each.unknown,
    )


def _bound(files: Sequence[BoundFile]) -> list[BoundJson]:
    return [BoundJson(path_text(file.path), round(file.cost, _DIGITS)) for file in files]


def together_json(pair: CoChange) -> TogetherJson:
    """Two things that change together."""
    return TogetherJson(
        source=name_text(pair.source),
        target=name_text(pair.target),
        components=list(map(name_text, pair.components)),
        owners=list(map(name_text, pair.owners)),
        kinds=list(pair.kinds),
        together=pair.together,
        days=pair.days,
        people=pair.people,
        changes=list(pair.changes),
        by_chance=round(pair.by_chance, 2),
        cost=round(pair.cost, _DIGITS),
        parts_depend=pair.parts_depend,
        commits=list(pair.commits),
    )


def shared_json(part: SharedPart) -> SharedJson:
    """A component that waits for several others."""
    return SharedJson(
        component=name_text(part.component),
        owner=name_text(part.owner),
        waiting=list(map(name_text, part.waiting)),
        together=part.together,
        changes=part.changes,
        cost=round(part.cost, _DIGITS),
    )
