"""Where the references of one file lead."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from driftscan.extract.rust.search import STANDARD, Found, Search
from driftscan.extract.rust.standpoint import Standpoint, path_of
from driftscan.extract.rust.tree import Node, Trees
from driftscan.graph.resolved import (
    ExternalReference,
    ResolvedFile,
    ResolvedReference,
    UnresolvedReference,
)
from driftscan.model.fact import FileFacts, ImportContext, ImportFact, UseFact
from driftscan.model.graph import Kind

_LIKELY = 0.8
_MODULE = "mod "
_REEXPORT = int(ImportContext.REEXPORT)


class FileResolution:
    """Collects what one file refers to."""

    def __init__(
        self,
        file: str,
        facts: FileFacts,
        trees: Trees,
        search: Search,
        positions: Mapping[str, int],
    ) -> None:
        self._file = file
        self._facts = facts
        self._trees = trees
        self._nodes = trees.nodes[file]
        self._stand = Standpoint(file, self._nodes, search, facts)
        self._positions = positions
        self._lines: dict[tuple[str, float, bool], set[int]] = defaultdict(set)
        self._declared: dict[tuple[str, float], set[int]] = defaultdict(set)
        self._outside: dict[tuple[str, str, str], set[int]] = defaultdict(set)
        self._placed: set[str] = set()
        self._gaps: dict[tuple[str, int], str] = {}

    def resolve(self) -> ResolvedFile:
        """All references, in order."""
        # Modules of which one declaration leads to a file; under other cfg they may have none.
        self._placed = {
            fact.module
            for fact in self._facts.imports
            if fact.module.startswith(_MODULE) and self._files_of(fact)
        }
        for fact in self._facts.imports:
            self._import(fact)
        for use in self._facts.uses:
            self._use(use)
        self._declarations()
        return ResolvedFile(
            self._internal(), self._external(), self._unresolved(), self._facts.tests
        )

    def _import(self, fact: ImportFact) -> None:
        word, _, name = fact.module.rpartition(" ")
        if word == "mod":
            self._module(fact, name)
        elif word == "extern crate":
            if name != "self":
                found = self._stand.crate((name,), is_import=True, is_certain=True)
                self._note(found, fact.module, (fact.line,))
        elif fact.module == "include!":
            self._include(fact)
        else:
            found = self._stand.imported(fact)
            reexport = bool(fact.context & _REEXPORT)
            self._note(found, "::".join(path_of(fact)), (fact.line,), reexport)

    def _use(self, use: UseFact) -> None:
        if use.name.endswith("!"):
            self._macro(use)
            return
        found = self._stand.path(tuple(use.name.split("::")), is_import=False)
        self._note(found, use.name, use.lines)

    def _module(self, fact: ImportFact, name: str) -> None:
        files = self._files_of(fact)
        is_sure = not fact.context & ImportContext.CONDITIONAL
        if len(files) > 1:
            self._gaps[f"mod {name}", fact.line] = "ambiguous"
        elif not files and is_sure and fact.module not in self._placed:
            self._gaps[f"mod {name}", fact.line] = "missing"
        elif files and self._file not in files:
            self._declared[next(iter(files)), 1.0 if is_sure else _LIKELY].add(fact.line)

    def _declarations(self) -> None:
        """What declares a module passes its names on; where nothing uses one, it does no more."""
        for (file, sure), lines in self._declared.items():
            self._lines[file, sure, (file, sure, False) not in self._lines].update(lines)

    def _files_of(self, fact: ImportFact) -> Mapping[str, None]:
        """Where a `mod` declaration leads."""
        name = fact.module.removeprefix(_MODULE)
        return self._trees.found.get((self._file, name, fact.alias), {})

    def _include(self, fact: ImportFact) -> None:
        if not fact.name:
            self._gaps["include!", fact.line] = "not-literal"
        elif file := self._trees.included.get((self._file, fact.name)):
            if file != self._file:
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
        """A line that surely leads to a file is not told again as one that likely does."""
        return tuple(
            ResolvedReference(
                self._positions[file], Kind.IMPORT, tuple(sorted(lines)), confidence, reexport
            )
            for (file, confidence, reexport), every in sorted(self._lines.items())
            if (lines := every - self._sure(file, confidence, reexport))
        )

    def _sure(self, file: str, confidence: float, reexport: bool) -> set[int]:
        """Lines of a surer reference to the same file."""
        return self._lines.get((file, 1.0, reexport), set()) if confidence < 1.0 else set()

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
