"""What to do first: the findings that end together, by the cost of the code they bind."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from driftscan.model.co_change import CoChange
from driftscan.model.finding import Cut, Finding
from driftscan.model.ranking import Task, WeighedFinding
from driftscan.rank.bound import Ground

FIRST = 3
OPEN = ("new", "before", "accepted")
_SHOWN = 3

Heading = tuple[str, str, str]


def first_tasks(
    findings: Iterable[WeighedFinding], pairs: Sequence[CoChange], ground: Ground
) -> list[Task]:
    """The first three. Findings come before code that changes together: of those a rule says that
    they are not wanted, of these nobody has said anything yet.

    Findings that bind no code that changes are left out: to end them frees nothing.
    """
    groups: dict[Heading, list[WeighedFinding]] = defaultdict(list)
    for each in findings:
        if each.finding.status in OPEN and each.cost > 0:
            groups[_heading(each.finding)].append(each)
    tasks = [_task(group, ground) for group in groups.values()]
    tasks.sort(key=lambda task: (task.accepted, -task.cost, _statements(task.cut), task.title))
    apart = sorted((pair for pair in pairs if pair.cost > 0), key=lambda pair: -pair.cost)
    return [*tasks[:FIRST], *(_untie(pair, ground) for pair in apart[: FIRST - len(tasks[:FIRST])])]


def _heading(finding: Finding) -> Heading:
    """Findings under one heading are one decision: the same rule between the same components."""
    return finding.rule, finding.source_component, finding.target_component


def _task(group: Sequence[WeighedFinding], ground: Ground) -> Task:
    first = group[0].finding
    files = ground.priced(file.path for each in group for file in each.files)
    return Task(
        title=_title(first, len(group)),
        reason=first.reason or first.message,
        owner=first.owner or first.source_owner,
        cost=sum(file.cost for file in files),
        files=len(files),
        costliest=files[:_SHOWN],
        cut=_united(cut for each in group for cut in each.finding.cut),
        findings=tuple(each.finding.id for each in group),
        accepted=all(each.finding.status == "accepted" for each in group),
    )


def _title(finding: Finding, count: int) -> str:
    if count == 1:
        between = f"{finding.source} -> {finding.target}" if finding.target else finding.source
        return f"{between}, against {finding.rule}"
    ends = [name for name in (finding.source_component, finding.target_component) if name]
    between = " -> ".join(dict.fromkeys(ends))
    return f"{count:,} findings{f' in {between}' if between else ''}, against {finding.rule}"


def _united(cuts: Iterable[Cut]) -> tuple[Cut, ...]:
    """Each dependency once: one import may be the way out of many findings."""
    return tuple({(cut.source, cut.target): cut for cut in cuts}.values())


def _statements(cuts: Iterable[Cut]) -> int:
    return sum(cut.statements for cut in cuts)


def _untie(pair: CoChange, ground: Ground) -> Task:
    """Of what is no module, as a schema or a message format, no import could say anything."""
    code = {path.decode("utf-8", "replace") for path in ground.places.values()}
    is_code = code.issuperset((pair.source, pair.target))
    why = "no import between them says why" if is_code else "not both have imports that say why"
    owners = " ".join(dict.fromkeys(owner for owner in pair.owners if owner))
    return Task(
        title=f"{pair.source} and {pair.target} change together",
        reason=f"at least {pair.together} commits of two years changed both, chance would give "
        f"{pair.by_chance:.1f}; {why}",
        owner=owners,
        cost=pair.cost,
        files=2,
        costliest=(),
        cut=(),
        findings=(),
    )
