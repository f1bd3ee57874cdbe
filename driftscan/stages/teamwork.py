"""Who owns what in a system, and through how many hands it goes: owners, history and costs meet."""

from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.graph.components import Claims
from driftscan.history.hands import Hands, circles, hands_of, most_at_home
from driftscan.history.joints import TWO_YEARS, who_of
from driftscan.model.cost import CostTable, FileCost
from driftscan.model.history import ChangeColumns
from driftscan.model.teamwork import Circle, Owners
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
    files = [worked.costs[place] for place in worked.places]
    hands = hands_of(worked.changes, worked.changes.cut - TWO_YEARS)
    groups = _groups(system, files, by)
    found = circles(hands, [group.files for group in groups])
    if names:
        found = _with_names(found, groups, hands, worked.changes)
    return replace(
        _answer(system, groups, found, files),
        people=len({who for each in hands for who in each}),
        has_lines=table.has_lines,
        revision=table.revision,
        notes=tuple(table.notes),
    )


def owners_without_history(system: Map, why: str, by: str) -> Owners:
    """What can be said where no history is to be had: who owns what. why: said to the reader."""
    claims = Claims(system.territory.components)
    modules = [m for m in system.graph.modules if not m.is_test and not m.is_generated]
    files = [_unworked(module.path, claims) for module in modules]
    groups = _groups(system, files, by)
    answer = _answer(system, groups, [_UNWORKED] * len(groups), files)
    return replace(answer, has_history=False, has_lines=False, notes=(why,))


def _answer(
    system: Map,
    groups: Sequence[Holding],
    found: Sequence[Circle],
    files: Sequence[FileCost],
) -> Owners:
    rows = shares(groups, found, files)
    if not system.spec.components:  # folders that stand for components are nobody's list
        rows = tuple(replace(row, components=()) for row in rows)
    return Owners(
        rows=rows,
        by=OWNER if groups and groups[0].by == OWNER else COMPONENT,
        files=len(files),
        unowned=unowned(system.ownership),
        two_answers=tuple(two_answers(system.ownership)),
        code=len(system.graph.modules),
        code_owned=sum(
            map(bool, map(system.ownership.of_module, range(len(system.graph.modules))))
        ),
        code_owners=system.ownership.code_owners.path,
        owners_unread=tuple(each.line for each in system.ownership.code_owners.dialect.skipped),
        revision=system.source.revision,
        root=system.place.root,
    )


def _groups(system: Map, files: Sequence[FileCost], by: str) -> list[Holding]:
    owner_of = system.ownership.of_file
    held = [Held(f.path, f.component, owner_of(f.path, f.component)) for f in files]
    owned = any(each.owner for each in held)
    return holdings(held, by or (OWNER if owned else COMPONENT))


def _with_names(
    found: Sequence[Circle],
    groups: Sequence[Holding],
    hands: Sequence[Hands],
    changes: ChangeColumns,
) -> list[Circle]:
    """With whom to ask: names, never addresses."""
    names = {who_of(each): each.author.partition("@")[0] for each in reversed(changes.commits)}
    return [
        replace(circle, known=tuple(names[who] for who in most_at_home(hands, group.files, _NAMED)))
        for circle, group in zip(found, groups, strict=True)
    ]


def _unworked(path: bytes, claims: Claims) -> FileCost:
    """A file of whose past nothing is known."""
    claimed = claims.foremost(path)
    return FileCost(
        path=path,
        part="",
        component=claimed[0] if claimed else "",
        cost=0.0,
        changes_per_quarter=0.0,
        lines_per_change=0.0,
        loc=0,
        changes=0,
        fixes=0,
        owners=0,
        ripple=0.0,
        age_days=0,
    )
