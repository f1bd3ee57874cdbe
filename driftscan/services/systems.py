"""Which compose files, and hosts of Aspire, are not of one system: what both call `web` is two
programs, and `db` of one is not that of the other.

What is built from two folders is two programs, whatever it is called. Two files in different
folders are apart in all that they start if both start programs of the tree and none of them
is the same; or if more of the names that both use mean different programs than there are programs
that both start. Files in one folder are given to compose together, as are those that take each
other in.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import combinations

from msgspec import Struct

from driftscan.model.service_fact import MarkFact, WorkloadFact
from driftscan.services.deployed import Workload
from driftscan.services.facts import TreeFacts, folder_of, is_below, nearest_group, resolved_folder
from driftscan.services.images import known_image, repository
from driftscan.services.naming import plain
from driftscan.services.texts import image_name

# Forms of which one file is all that is started together.
_WHOLE = frozenset(("compose", "aspire"))
# A system of more of them is left as it is: each is compared with each.
_MOST = 300
_Pair = tuple[bytes, WorkloadFact]
HomeOf = Callable[[str, bytes, WorkloadFact], bytes | None]


class Systems(Struct, frozen=True):
    """others: by file those that it is apart from. joined: those of which one takes in the other.
    homes: by file and line the folder of what a workload there is built from."""

    others: Mapping[bytes, Set[bytes]]
    joined: frozenset[tuple[bytes, bytes]]
    homes: Mapping[tuple[bytes, int], bytes]

    def apart(self, workloads: Iterable[Workload]) -> list[Workload]:
        """The same workloads, those that only have a name in common as several."""
        return [part for each in workloads for part in self._parts(each)]

    def kept_from(self, files: Iterable[bytes]) -> set[bytes]:
        """A word for every pair of files that are apart and of which one is among these."""
        pairs = (sorted((file, other)) for file in files for other in self.others.get(file, ()))
        return {b"\0".join(pair) for pair in pairs}

    def _parts(self, workload: Workload) -> list[Workload]:
        telling = [pair for pair in workload.facts if not all(self._surest_first(pair))]
        pairs = combinations(telling, 2) if len(telling) <= _MOST else ()
        if not any(self._differ(one, other) for one, other in pairs):
            return [workload]
        parts: list[list[_Pair]] = []
        for pair in sorted(workload.facts, key=self._surest_first):
            fits = self._part_for(pair, parts)
            parts.append([pair]) if fits is None else fits.append(pair)
        order = {(path, fact.line): at for at, (path, fact) in enumerate(workload.facts)}
        in_order = (sorted(part, key=lambda p: order[p[0], p[1].line]) for part in parts)
        return [Workload(workload.name, tuple(part)) for part in in_order]

    def _surest_first(self, pair: _Pair) -> tuple[bool, bool]:
        path, fact = pair
        return (path, fact.line) not in self.homes, path not in self.others

    def _part_for(self, pair: _Pair, parts: Sequence[list[_Pair]]) -> list[_Pair] | None:
        """That of the same program, else the nearest one that has no other."""
        for part in parts:
            if any(self._are_same(pair, one) for one in part):
                return part
        free = [part for part in parts if not any(self._differ(pair, one) for one in part)]
        at = nearest_group(pair[0], [[path for path, _ in part] for part in free])
        return None if at is None else free[at]

    def _differ(self, pair: _Pair, other: _Pair) -> bool:
        """Whether two are of files that are apart, or built from two folders; of two files in one
        folder, or of which one takes in the other, the last that is given decides."""
        files = (pair[0], other[0])
        ours, theirs = (self.homes.get((path, fact.line)) for path, fact in (pair, other))
        is_one = folder_of(pair[0]) == folder_of(other[0]) or files in self.joined
        are_two = ours is not None and theirs is not None and not is_one
        return (are_two or other[0] in self.others.get(pair[0], ())) and not self._are_same(
            pair, other
        )

    def _are_same(self, pair: _Pair, other: _Pair) -> bool:
        """Whether two are built from one folder, or run one image that is no known product."""
        home, others = (self.homes.get((path, fact.line)) for path, fact in (pair, other))
        if home is not None and others is not None:
            return is_same_code(home, others)
        images = {repository(image_name(fact.image)) for _, fact in (pair, other)}
        image = images.pop()
        return not images and bool(image) and not known_image(image)


def is_same_code(one: bytes, other: bytes) -> bool:
    """Whether two folders are one, or one lies in the other."""
    return is_below(one, other) or is_below(other, one)


def systems_of(tree: TreeFacts, workloads: Sequence[Workload], home_of: HomeOf) -> Systems:
    """home_of: the folder of what a workload of a manifest is built from, None if it is not told
    or not in the tree."""
    homes: dict[tuple[bytes, int], bytes] = {}
    named: dict[bytes, dict[str, bytes | None]] = defaultdict(dict)
    for workload in workloads:
        for path, fact in workload.facts:
            if fact.form in _WHOLE:
                home = home_of(workload.name, path, fact)
                named[path][plain(fact.name)] = home
                if home is not None:
                    homes[path, fact.line] = home
    building = sorted(path for path, names in named.items() if any(names.values()))
    joined = frozenset(_joined(tree))
    others: dict[bytes, set[bytes]] = defaultdict(set)
    for one, other in combinations(building, 2) if len(building) <= _MOST else ():
        is_one = folder_of(one) == folder_of(other) or (one, other) in joined
        if not is_one and _differ(named[one], named[other]):
            others[one].add(other)
            others[other].add(one)
    return Systems(others, joined, homes)


def _differ(ours: Mapping[str, bytes | None], theirs: Mapping[str, bytes | None]) -> bool:
    names = ours.keys() & theirs.keys()
    if not names:
        return False
    both = ((ours[name], theirs[name]) for name in names)
    unlike = sum(bool(a and b and not is_same_code(a, b)) for a, b in both)
    others = {home for home in theirs.values() if home}
    alike = sum(
        any(is_same_code(home, other) for other in others)
        for home in {home for home in ours.values() if home}
    )
    return not alike or unlike > alike


def _joined(tree: TreeFacts) -> set[tuple[bytes, bytes]]:
    """Compose files of which one takes in the other, or a service of it, both ways round."""
    found: set[tuple[bytes, bytes]] = set()
    for path, mark in tree.each("marks"):
        if isinstance(mark, MarkFact) and mark.name == "includes":
            found.update(_both_ways(path, mark.value))
    for path, fact in tree.each("workloads"):
        if isinstance(fact, WorkloadFact):
            for need in (need for need in fact.needs if need.how == "extends"):
                found.update(_both_ways(path, need.name.rpartition(":")[0]))
    return found


def _both_ways(path: bytes, named: str) -> Iterable[tuple[bytes, bytes]]:
    other = resolved_folder(folder_of(path), named) if named else None
    return () if other is None else ((path, other), (other, path))
