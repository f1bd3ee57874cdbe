"""Who owns what in a system, and through how many hands it goes: owners, history and costs meet."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from driftscan.graph.components import Claims
from driftscan.history.hands import Hands, circles, hands_of, most_at_home
from driftscan.history.joints import TWO_YEARS, who_of
from driftscan.history.stories import stories_of
from driftscan.model.cost import CostTable, FileCost
from driftscan.model.history import ChangeColumns
from driftscan.model.teamwork import UNKNOWN_REWORK, Circle, FileStory, Owners
from driftscan.owners.holdings import COMPONENT, OWNER, Held, Holding, holdings, shares
from driftscan.owners.two_answers import two_answers, unowned
from driftscan.stages.map import Map
from driftscan.stages.worked import Worked

_NAMED = 3
_UNWORKED = Circle(0, (), 0, 0.0, 0.0)


def owners_with_history(
    system: Map, worked: Worked, table: CostTable, by: str, names: bool
) -> Owners:
    """The whole answer. by: OWNER, COMPONENT or '' for whichever says more."""
    told = stories_of(worked.changes, table.has_lines)
    stories = [replace(story, path=path) for story, path in zip(told, worked.places, strict=True)]
    hands = hands_of(worked.changes, worked.changes.cut - TWO_YEARS)
    groups = _groups(system, [story.path for story in stories], by, worked.costs)
    found = circles(hands, [group.files for group in groups])
    if names:
        found = _with_names(found, groups, hands, worked.changes)
    return replace(
        _answer(system, groups, found, stories, worked.costs),
        people=len({who for each in hands for who in each}),
        has_lines=table.has_lines,
        revision=table.revision,
        notes=tuple(table.notes),
    )


def owners_without_history(system: Map, why: str, by: str) -> Owners:
    """What can be said where no history is to be had: who owns what. why: said to the reader."""
    modules = [m for m in system.graph.modules if not m.is_test and not m.is_generated]
    stories = [_untold(module.path) for module in modules]
    groups = _groups(system, [module.path for module in modules], by, {})
    answer = _answer(system, groups, [_UNWORKED] * len(groups), stories, {})
    return replace(answer, has_history=False, has_lines=False, notes=(why,))


def _answer(
    system: Map,
    groups: Sequence[Holding],
    found: Sequence[Circle],
    stories: Sequence[FileStory],
    costs: Mapping[bytes, FileCost],
) -> Owners:
    rows = shares(groups, found, stories, costs)
    if not system.spec.components:  # folders that stand for components are nobody's list
        rows = tuple(replace(row, components=()) for row in rows)
    return Owners(
        rows=rows,
        by=OWNER if groups and groups[0].by == OWNER else COMPONENT,
        files=len(stories),
        unowned=unowned(system.ownership),
        two_answers=tuple(two_answers(system.ownership)),
        revision=system.source.revision,
        root=system.place.root,
    )


def _groups(
    system: Map, paths: Sequence[bytes], by: str, costs: Mapping[bytes, FileCost]
) -> list[Holding]:
    claims = Claims(system.territory.components)
    held = [_held(system, claims, path, costs) for path in paths]
    owned = any(each.owner for each in held)
    return holdings(held, by or (OWNER if owned else COMPONENT))


def _held(system: Map, claims: Claims, path: bytes, costs: Mapping[bytes, FileCost]) -> Held:
    claimed = claims.foremost(path)
    home = costs[path].component if path in costs else (claimed[0] if claimed else "")
    return Held(path, home, system.ownership.of_file(path, home))


def _with_names(
    found: Sequence[Circle],
    groups: Sequence[Holding],
    hands: Sequence[Hands],
    changes: ChangeColumns,
) -> list[Circle]:
    """With whom to ask: names, never addresses."""
    names = {who_of(commit): commit.author for commit in reversed(changes.commits)}
    return [
        replace(circle, known=tuple(names[who] for who in most_at_home(hands, group.files, _NAMED)))
        for circle, group in zip(found, groups, strict=True)
    ]


def _untold(path: bytes) -> FileStory:
    return FileStory(
        path=path, handoffs=0, written=0, rework=UNKNOWN_REWORK, quiet_days=0, people=0
    )
