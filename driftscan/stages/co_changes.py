"""What changes together in a system, held against its graph."""

from collections.abc import Sequence

from driftscan.history.chance import Joint
from driftscan.history.co_change import LARGEST, WIDEST, Pair, changed_together, is_narrow
from driftscan.history.joints import TWO_YEARS, joint_files, joint_homes
from driftscan.history.taken_away import Sizes
from driftscan.model.co_change import CoChange, CoChanges
from driftscan.rank.co_changes import Met, Side, co_change, shared_parts
from driftscan.rank.unexplained import Explanations
from driftscan.report.escape import path_text
from driftscan.stages.map import Map
from driftscan.stages.worked import Worked

_SHOWN_COMMITS = 5


def co_changes_of(system: Map, worked: Worked) -> CoChanges:
    """Files, and components, that change together more often than chance explains. That a test
    changes with what it tests needs no explanation: tests are in no pair."""
    work = joint_files(worked.changes, worked.changes.cut - TWO_YEARS)
    homes = worked.homes
    names = sorted(set(homes) - {""})
    parts = joint_homes(work, homes, names)
    told = _Told(system, worked, homes)
    sizes = Sizes(worked.changes)
    met = [pair for pair in changed_together(work, homes) if _is_there(pair, work, worked, sizes)]
    files = [told.files(pair, work) for pair in met]
    pairs = [told.parts(pair, parts, names) for pair in changed_together(parts, names, LARGEST)]
    return CoChanges(
        files=tuple(each for each in files if not each.explained),
        parts=tuple(pairs),
        shared=shared_parts(pairs, told.cost, _Shares(parts, names).of),
        explained=sum(bool(each.explained) for each in files),
        commits=len(work),
        large=sum(not is_narrow(joint, homes, WIDEST) for joint in work),
    )


def _is_there(pair: Pair, work: Sequence[Joint], worked: Worked, sizes: Sizes) -> bool:
    """Whether neither file lost most of what it was while both changed together."""
    last = work[pair.together[0]]
    return not any(
        sizes.is_gone(file, last, worked.costs[worked.places[file]].loc)
        for file in (pair.one, pair.other)
    )


class _Told:
    """Puts pairs into words and figures."""

    def __init__(self, system: Map, worked: Worked, homes: Sequence[str]) -> None:
        costs = (worked.costs.get(module.path) for module in system.graph.modules)
        at_home = [cost.component if cost else "" for cost in costs]
        self._explanations = Explanations(system.graph, at_home)
        self._ownership = system.ownership
        self._kinds = {each.name: each.kind for each in system.spec.components}
        self._worked = worked
        self._homes = homes
        self.cost: dict[str, float] = {}
        for cost in worked.costs.values():
            self.cost[cost.component] = self.cost.get(cost.component, 0.0) + cost.cost

    def files(self, pair: Pair, work: Sequence[Joint]) -> CoChange:
        one, other = self._worked.places[pair.one], self._worked.places[pair.other]
        home, other_home = self._homes[pair.one], self._homes[pair.other]
        return co_change(
            self._file(one, home),
            self._file(other, other_home),
            _met(pair, work),
            self._explanations.of_files(one, other),
            self._explanations.of_components(home, other_home),
        )

    def parts(self, pair: Pair, work: Sequence[Joint], names: Sequence[str]) -> CoChange:
        one, other = names[pair.one], names[pair.other]
        depend = self._explanations.of_components(one, other)
        return co_change(self._part(one), self._part(other), _met(pair, work), "", depend)

    def _file(self, path: bytes, home: str) -> Side:
        owner = self._ownership.of_file(path, home)
        return Side(path_text(path), home, owner, self._worked.costs[path].cost, self._kind(home))

    def _part(self, name: str) -> Side:
        known = name in self._ownership.territory.index_by_name
        owner = self._ownership.of_component(name) if known else ""
        return Side(name, name, owner, self.cost.get(name, 0.0), self._kind(name))

    def _kind(self, name: str) -> str:
        return self._kinds.get(name, "")


class _Shares:
    """How many changes of a component changed others too."""

    def __init__(self, work: Sequence[Joint], names: Sequence[str]) -> None:
        self._work = work
        self._number = {name: at for at, name in enumerate(names)}

    def of(self, name: str, others: Sequence[str]) -> tuple[int, int]:
        """Changes of it that changed any of the others, and all its changes."""
        number = self._number[name]
        wanted = {self._number[other] for other in others}
        own = [joint for joint in self._work if number in joint.parts]
        return sum(not wanted.isdisjoint(joint.parts) for joint in own), len(own)


def _met(pair: Pair, work: Sequence[Joint]) -> Met:
    commits = tuple(work[at].id for at in pair.together[:_SHOWN_COMMITS])
    together = len(pair.together)
    return Met(pair.days, pair.people, together, pair.changes, pair.by_chance, commits)
