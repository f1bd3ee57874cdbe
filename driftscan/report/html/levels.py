"""The system as pictures inside of pictures: components, folders in each, files in these."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from driftscan.report.audit.documents import AuditJson, FileJson
from driftscan.report.html.layers import Weights, layout

_DRAWN = 48  # boxes in one picture; what has most dependencies is drawn, the rest is listed
NO_COMPONENT = "in no component"


class Item(Struct, array_like=True):
    """A box. label; level: the picture inside of it, -1 for a file; file: its number, -1 for a
    folder or component; size: how many files it stands for; column and row: -1 where not drawn."""

    label: str
    level: int
    file: int
    size: int
    column: float
    row: int


class Level(Struct):
    """One picture. parent: the level around it, -1 for none. edges: two items, how many
    dependencies, and 1 if they lead against the order. order: of the items, those that need others
    first."""

    title: str
    parent: int
    items: list[Item]
    edges: list[tuple[int, int, int, int]]
    order: list[int]


class _Folder(Struct):
    """Files and folders of one place; name: the way to it from the folder around."""

    name: str
    folders: dict[str, "_Folder"]
    files: list[int]

    def size(self) -> int:
        """Of everything in it."""
        pending, size = [self], 0
        while pending:
            folder = pending.pop()
            size += len(folder.files)
            pending += folder.folders.values()
        return size


def levels_of(audit: AuditJson) -> list[Level]:
    """All pictures, the outermost first."""
    return _Drawing(audit).levels


class _Drawing:
    """Takes the tree of files apart into levels, then draws the dependencies into each."""

    def __init__(self, audit: AuditJson) -> None:
        self._audit = audit
        self.levels: list[Level] = [Level(audit.name, -1, [], [], [])]
        # For each file the box it is in at each level on the way to it.
        self._ways: list[list[tuple[int, int]]] = [[] for _ in audit.files]
        self._open()
        self._join()

    def _open(self) -> None:
        members: dict[int, list[int]] = defaultdict(list)
        for number, file in enumerate(self._audit.files):
            if file.id:  # what is ranked without being a module has no dependencies to show
                members[file.component].append(number)
        for component in sorted(members):
            label = self._audit.components[component].name if component >= 0 else NO_COMPONENT
            folder = _tree(members[component], self._audit.files)
            self._pending = [(0, label, folder)]
            while self._pending:
                self._add(*self._pending.pop())

    def _add(self, parent: int, label: str, folder: _Folder) -> None:
        """A box for a folder, and the level inside of it."""
        inside = len(self.levels)
        self.levels[parent].items.append(Item(label, inside, -1, folder.size(), -1, -1))
        self.levels.append(Level(label, parent, [], [], []))
        for number in folder.files:
            name = self._audit.files[number].path.rpartition("/")[2]
            self.levels[inside].items.append(Item(name, -1, number, 1, -1, -1))
        for name in sorted(folder.folders, reverse=True):
            self._pending.append((inside, name + "/", folder.folders[name]))

    def _join(self) -> None:
        places = {
            (at, position): item
            for at, level in enumerate(self.levels)
            for position, item in enumerate(level.items)
        }
        around = {item.level: place for place, item in places.items() if item.level >= 0}
        for place, item in places.items():
            if item.file >= 0:
                self._ways[item.file] = _way(place, around)
        weights: list[dict[tuple[int, int], int]] = [defaultdict(int) for _ in self.levels]
        for edge in self._audit.edges:
            for one, other in zip(self._ways[edge.source], self._ways[edge.target], strict=False):
                if one != other:  # where their ways part they stand in one picture
                    weights[one[0]][one[1], other[1]] += 1
                    break
        for level, found in zip(self.levels, weights, strict=True):
            _draw(level, found)


def _way(place: tuple[int, int], around: dict[int, tuple[int, int]]) -> list[tuple[int, int]]:
    way = [place]
    while way[-1][0] in around:
        way.append(around[way[-1][0]])
    return way[::-1]


def _tree(numbers: Sequence[int], files: Sequence[FileJson]) -> _Folder:
    """The folders of some files; one that holds nothing but one other is named together with it."""
    top = _Folder("", {}, [])
    for number in numbers:
        folder = top
        for part in files[number].path.split("/")[:-1]:
            folder = folder.folders.setdefault(part, _Folder(part, {}, []))
        folder.files.append(number)
    while len(top.folders) == 1 and not top.files:
        top = next(iter(top.folders.values()))
    pending = [top]
    while pending:
        folder = pending.pop()
        folder.folders = {each.name: each for each in map(_without_steps, folder.folders.values())}
        pending += folder.folders.values()
    return top


def _without_steps(folder: _Folder) -> _Folder:
    name = folder.name
    while len(folder.folders) == 1 and not folder.files:
        folder = next(iter(folder.folders.values()))
        name = f"{name}/{folder.name}"
    return _Folder(name, folder.folders, folder.files)


def _draw(level: Level, weights: Weights) -> None:
    """Places for the boxes with most dependencies, and an order of all."""
    whole = layout(len(level.items), weights)
    level.order = whole.order
    level.edges = [
        (source, target, weight, int((source, target) in whole.against))
        for (source, target), weight in sorted(weights.items())
    ]
    degree = [0] * len(level.items)
    for (source, target), weight in weights.items():
        degree[source] += weight
        degree[target] += weight
    busiest = sorted(range(len(level.items)), key=lambda at: (-degree[at], at))[:_DRAWN]
    drawn = sorted(busiest)
    place = {node: at for at, node in enumerate(drawn)}
    inner = {(place[s], place[t]): w for (s, t), w in weights.items() if s in place and t in place}
    for node, (column, row) in zip(drawn, layout(len(drawn), inner).places, strict=True):
        level.items[node].column, level.items[node].row = column, row
