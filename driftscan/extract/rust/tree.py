"""The modules of each crate as a tree, grown from its root along `mod` declarations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from driftscan.extract.paths import parent_of
from driftscan.extract.rust.crates import Crate
from driftscan.extract.rust.declared import Declaration
from driftscan.extract.rust.paths import Segments, joined
from driftscan.extract.rust.places import beside

# A file that is many modules, of one crate or of many; there are none in earnest.
_MOST_PLACES = 200
_DEEPEST = 60


class Node(Struct, eq=False):
    """One module of one crate. files: where its content is; several under different cfg.

    holders: by each of files those of the parent that declare it.
    bound: names with small letters that are no modules. open: there may be more names;
    made: and more modules.
    public: seen outside its parent. macros: those that code below it may call, by name, with the
    files that define them. escapes: `#[macro_use]` lets them out. aliases: of a root, what
    `extern crate` calls other crates.
    """

    crate: Crate
    name: Segments
    parent: "Node | None"
    test: bool = False
    public: bool = False
    files: dict[str, None] = field(default_factory=dict)
    holders: dict[str, set[str]] = field(default_factory=dict)
    children: dict[str, "Node"] = field(default_factory=dict)
    bound: set[str] = field(default_factory=set)
    open: bool = False
    made: bool = False
    macros: dict[str, set[str]] = field(default_factory=dict)
    escapes: bool = False
    aliases: dict[str, str] = field(default_factory=dict)


class _Place(Struct, frozen=True):
    """A file as a module. folder: where files of its modules are, but for a path of their own."""

    node: Node
    file: str
    folder: str
    around: tuple[str, ...] = ()


class Trees:
    """Nodes by file, and where each `mod` declaration of a file leads: (file, name, path)."""

    def __init__(
        self, known: frozenset[str], declared: Mapping[str, Sequence[Declaration]]
    ) -> None:
        self.nodes: dict[str, list[Node]] = defaultdict(list)
        self.found: dict[tuple[str, str, str], dict[str, None]] = defaultdict(dict)
        self.roots: dict[str, Node] = {}
        self.included: dict[tuple[str, str], str] = {}
        self._known = known
        self._declared = declared

    def grow(self, crate: Crate, folder: str) -> None:
        """Adds the tree of one crate; folder: where the files of its root's modules are."""
        root = Node(crate, (), None, crate.is_test)
        self.roots[crate.root] = root
        self._grow(_Place(root, crate.root, folder))

    def attach(self, root: Node, path: Segments, file: str, folder: str) -> bool:
        """Takes up a file that no module declares as the one of its name, if a macro may have
        defined it where modules of its folder usually are."""
        above: Node | None = root
        for segment in path[:-1]:
            above = above.children.get(segment) if above is not None else None
        if above is None or not above.made or not path or path[-1] in above.children:
            return False
        node = Node(root.crate, path, above, above.test, public=True)
        above.children[path[-1]] = node
        self._grow(_Place(node, file, folder))
        return True

    def _grow(self, place: _Place) -> None:
        pending = [place]
        grown: list[Node] = []
        while pending:
            place = pending.pop()
            if len(self.nodes[place.file]) < _MOST_PLACES and len(place.node.name) < _DEEPEST:
                self.nodes[place.file].append(place.node)
                place.node.files[place.file] = None
                inner, below = self._modules(place)
                grown += inner.values()
                below += self._rest(place, inner)
                pending += reversed(below)
        _share_macros(grown)

    def _modules(self, place: _Place) -> tuple[dict[Segments, Node], list[_Place]]:
        """Takes up the modules that a file declares: those whose content it holds, by name, and
        the files of the others."""
        inner: dict[Segments, Node] = {(): place.node}
        folders: dict[Segments, str] = {(): place.folder}
        found: list[_Place] = []
        for declaration in self._declared.get(place.file, ()):
            scope = declaration.name[:-1]
            if declaration.kind == "mod" and scope in inner:
                node = _child(inner[scope], declaration)
                if declaration.inline:
                    node.files[place.file] = None
                    node.holders.setdefault(place.file, set()).add(place.file)
                    inner[declaration.name] = node
                    folders[declaration.name] = self._folder(place, declaration, folders[scope])
                else:
                    found += self._files(place, declaration, node, folders[scope])
        return inner, found

    def _rest(self, place: _Place, inner: Mapping[Segments, Node]) -> list[_Place]:
        """Takes up what else a file declares; the files that it includes."""
        found: list[_Place] = []
        for declaration in self._declared.get(place.file, ()):
            kind, name = declaration.kind, declaration.name
            if kind in ("open", "made"):
                node = inner.get(name, place.node)
                node.open, node.made = True, node.made or kind == "made"
            elif kind == "test":
                place.node.test = True
            elif kind == "include":
                found += self._include(place, declaration, inner)
            elif kind in ("use", "crate"):
                if kind == "crate" and place.node.parent is None:
                    place.node.aliases[name[-1]] = declaration.place
                inner.get(name[:-1], place.node).bound.add(name[-1])
            elif kind == "macro" and name[:-1] in inner:
                inner[name[:-1]].macros.setdefault(name[-1], set()).add(place.file)
        return found

    def _folder(self, place: _Place, declaration: Declaration, folder: str) -> str:
        """Where files of an inline module's modules are."""
        if not declaration.place:
            return f"{folder}/{declaration.name[-1]}" if folder else declaration.name[-1]
        base = parent_of(place.file) if len(declaration.name) == 1 else folder
        return beside(base, declaration.place) or ""

    def _files(
        self, place: _Place, declaration: Declaration, node: Node, folder: str
    ) -> list[_Place]:
        """The file of a module that stands elsewhere."""
        name = declaration.name[-1]
        if declaration.place:
            base = parent_of(place.file) if len(declaration.name) == 1 else folder
            at = beside(base, declaration.place)
            there = [(at, parent_of(at))] if at else []
        else:
            below = f"{folder}/{name}" if folder else name
            there = [(f"{below}.rs", below), (f"{below}/mod.rs", below)]
        key = (place.file, joined(declaration.name), declaration.place)
        places = []
        for file, own_folder in there:
            if file in self._known:
                self.found[key][file] = None
                if file != place.file and file not in place.around:
                    around = (*place.around, place.file)
                    places.append(_Place(node, file, own_folder, around))
                    node.holders.setdefault(file, set()).add(place.file)
        return places

    def _include(
        self, place: _Place, declaration: Declaration, inner: Mapping[Segments, Node]
    ) -> list[_Place]:
        """A file whose text is put into this one."""
        if declaration.kind != "include" or not declaration.place:
            return []
        file = beside(parent_of(place.file), declaration.place)
        if file is None or file not in self._known:
            return []
        self.included[place.file, declaration.place] = file
        node = inner.get(declaration.name)
        if node is None or file == place.file or file in place.around:
            return []
        # No path leads to the file itself: its content is that of the module around.
        held = Node(node.crate, node.name, node.parent, node.test, open=True)
        held.children, held.bound, held.macros = node.children, node.bound, node.macros
        return [_Place(held, file, parent_of(file), (*place.around, place.file))]


def _child(parent: Node, declaration: Declaration) -> Node:
    name = declaration.name[-1]
    node = parent.children.get(name)
    test = parent.test or declaration.test
    if node is None:
        node = Node(parent.crate, (*parent.name, name), parent, test)
        parent.children[name] = node
    node.test = node.test and test
    node.escapes = node.escapes or declaration.macros
    node.public = node.public or declaration.public
    return node


def _share_macros(nodes: Iterable[Node]) -> None:
    """What `#[macro_use]` lets out of a module, its parent has as well."""
    pending = [node for node in nodes if node.macros]
    while pending:
        node = pending.pop()
        if node.escapes and node.parent is not None:
            before = sum(map(len, node.parent.macros.values()))
            for name, files in node.macros.items():
                node.parent.macros.setdefault(name, set()).update(files)
            if sum(map(len, node.parent.macros.values())) != before:
                pending.append(node.parent)
