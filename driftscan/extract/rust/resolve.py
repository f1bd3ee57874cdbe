"""Where the references of one file lead."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from driftscan.extract.rust.paths import Segments, names_module
from driftscan.extract.rust.search import NOWHERE, STANDARD, Found, Search, merged, root_of
from driftscan.extract.rust.tree import Node, Trees
from driftscan.graph.resolved import (
    ExternalReference,
    ResolvedFile,
    ResolvedReference,
    UnresolvedReference,
)
from driftscan.model.fact import FileFacts, ImportContext, ImportFact, UseFact
from driftscan.model.graph import Kind

_OLDEST = "2015"
_LIKELY = 0.8
_REEXPORT = int(ImportContext.REEXPORT)


class FileResolution:
    """Collects what one file refers to."""

    def __init__(
        self, file: str, trees: Trees, search: Search, positions: Mapping[str, int]
    ) -> None:
        self._file = file
        self._trees = trees
        self._nodes = trees.nodes[file]
        self._search = search
        self._positions = positions
        package = self._nodes[0].crate.package
        self._is_old = package is not None and package.edition == _OLDEST
        self._globs: list[Node] = []
        self._lines: dict[tuple[str, float, bool], set[int]] = defaultdict(set)
        self._outside: dict[tuple[str, str, str], set[int]] = defaultdict(set)
        self._gaps: dict[tuple[str, int], str] = {}

    def resolve(self, facts: FileFacts) -> ResolvedFile:
        """All references, in order."""
        self._globs = self._glob_targets(facts)
        for fact in facts.imports:
            self._import(fact)
        for use in facts.uses:
            self._use(use)
        return ResolvedFile(self._internal(), self._external(), self._unresolved())

    def _import(self, fact: ImportFact) -> None:
        word, _, name = fact.module.rpartition(" ")
        if word == "mod":
            self._module(fact, name)
        elif word == "extern crate":
            if name != "self":
                found = self._crate((name,), True)
                found = Found(outside=name) if found is NOWHERE else found
                self._note(found, fact.module, (fact.line,))
        elif fact.module == "include!":
            self._include(fact)
        else:
            found = self._found(fact)
            reexport = bool(fact.context & _REEXPORT)
            self._note(found, _written(fact), (fact.line,), reexport)

    def _found(self, fact: ImportFact) -> Found:
        path = _path(fact)
        if fact.level and not self._is_old:
            return self._each(lambda node: self._search.along(node, path, node))
        if fact.level:
            return self._from_root(path[fact.level - 1 :], is_import=True)
        return self._anywhere(path, is_import=True)

    def _use(self, use: UseFact) -> None:
        if use.name.endswith("!"):
            self._macro(use)
            return
        self._note(self._anywhere(tuple(use.name.split("::")), False), use.name, use.lines)

    def _anywhere(self, path: Segments, is_import: bool) -> Found:
        head, search = path[0], self._search
        if head == "crate":
            return self._each(
                lambda node: search.crate(node, path[1:], node if is_import else None)
            )
        if head == "self":
            return self._each(
                lambda node: search.along(node, path[1:], node if is_import else None)
            )
        if head == "super":
            return self._each(lambda node: search.above(node, path, node if is_import else None))
        if head == "":
            rest = path[1:]
            return (
                self._from_root(rest, is_import) if self._is_old else self._crate(rest, is_import)
            )
        return self._named(path, is_import)

    def _named(self, path: Segments, is_import: bool) -> Found:
        """A path that begins with a name which the file does not explain."""
        head = path[0]
        if is_import and self._is_old:
            return self._from_root(path, is_import)
        for glob in self._globs:
            if head in glob.children:
                return self._search.along(glob, path, self._nodes[0] if is_import else None)
        if any(head in glob.bound for glob in self._globs) or not names_module(head):
            return NOWHERE
        found = self._crate(path, is_import)
        if found is NOWHERE and is_import and not self._globs:
            return Found(outside=head)
        return found

    def _from_root(self, path: Segments, is_import: bool) -> Found:
        """In 2015, an import begins at the root of the crate; other crates are names there."""

        def found(node: Node) -> Found:
            root, by = root_of(node), node if is_import else None
            if path[0] not in root.children:
                outside = self._search.outside(node, path, by)
                if outside.outside or outside.files:
                    return outside
            return self._search.along(root, path, by)

        return self._each(found)

    def _crate(self, path: Segments, is_import: bool) -> Found:
        if not path:
            return NOWHERE
        return self._each(
            lambda node: self._search.outside(node, path, node if is_import else None)
        )

    def _each(self, search: Callable[[Node], Found]) -> Found:
        """In every module that this file is."""
        if len(self._nodes) == 1:
            return search(self._nodes[0])
        return merged(map(search, self._nodes))

    def _glob_targets(self, facts: FileFacts) -> list[Node]:
        """Modules of the file's own crate, all names of which it imports."""
        found = []
        for fact in facts.imports:
            if fact.name == "*" and fact.module:
                node = self._glob(fact)
                if node is not None and node is not self._nodes[0]:
                    found.append(node)
        return found

    def _glob(self, fact: ImportFact) -> Node | None:
        path = _path(fact)[:-1]
        return self._search.node(self._nodes[0], ("self", *path) if fact.level else path)

    def _module(self, fact: ImportFact, name: str) -> None:
        files = self._trees.found.get((self._file, name, fact.alias), ())
        kept = [file for file in files if file != self._file]
        if not files:
            if not fact.context & ImportContext.CONDITIONAL and not self._has_other(name):
                self._gaps[f"mod {name}", fact.line] = "missing"
        elif len(files) > 1:
            self._gaps[f"mod {name}", fact.line] = "ambiguous"
        for file in kept:
            sure = not fact.context & ImportContext.CONDITIONAL and len(files) == 1
            self._lines[file, 1.0 if sure else _LIKELY, False].add(fact.line)

    def _has_other(self, name: str) -> bool:
        """Whether another declaration of the module, with a path of its own, led somewhere."""
        return self._nodes[0].children.get(name.split("::")[0]) is not None and any(
            key[0] == self._file and key[1] == name and found
            for key, found in self._trees.found.items()
        )

    def _include(self, fact: ImportFact) -> None:
        if not fact.name:
            self._gaps["include!", fact.line] = "not-literal"
        elif file := self._trees.included.get((self._file, fact.name)):
            self._lines[file, 1.0, False].add(fact.line)
        elif fact.name.endswith(".rs"):
            self._gaps[f"include! {fact.name}", fact.line] = "missing"

    def _macro(self, use: UseFact) -> None:
        """A macro that a module above defines, or lets out of itself."""
        name = use.name[:-1]
        for node in self._nodes:
            around: Node | None = node
            while around is not None:
                files = around.macros.get(name)
                if files:
                    if self._file not in files:
                        for file in files:
                            sure = 1.0 if len(files) == 1 else _LIKELY
                            self._lines[file, sure, False].update(use.lines)
                    break
                around = around.parent

    def _note(
        self, found: Found, written: str, lines: Sequence[int], reexport: bool = False
    ) -> None:
        if found.missing or found.beyond:
            for line in lines:
                self._gaps[written, line] = "missing" if found.missing else "beyond-root"
        for file in found.files:
            if file != self._file:
                sure = 1.0 if len(found.files) == 1 else _LIKELY
                self._lines[file, sure, reexport].update(lines)
        if found.outside:
            dependency = found.dependency
            distribution = dependency.distribution if dependency else ""
            scope = dependency.scope if dependency else ""
            self._outside[found.outside, distribution, scope].update(lines)

    def _internal(self) -> tuple[ResolvedReference, ...]:
        return tuple(
            ResolvedReference(
                self._positions[file], Kind.IMPORT, tuple(sorted(lines)), confidence, reexport
            )
            for (file, confidence, reexport), lines in sorted(self._lines.items())
        )

    def _external(self) -> tuple[ExternalReference, ...]:
        return tuple(
            ExternalReference(
                name,
                distribution,
                name in STANDARD and not distribution,
                Kind.IMPORT,
                tuple(sorted(lines)),
                scope=scope,
            )
            for (name, distribution, scope), lines in sorted(self._outside.items())
        )

    def _unresolved(self) -> tuple[UnresolvedReference, ...]:
        return tuple(
            UnresolvedReference(written, cause, line)
            for (written, line), cause in sorted(self._gaps.items())
        )


def _path(fact: ImportFact) -> Segments:
    path = tuple(fact.module.split("::"))
    return (*path, fact.name) if fact.name else path


def _written(fact: ImportFact) -> str:
    return "::".join(_path(fact))
