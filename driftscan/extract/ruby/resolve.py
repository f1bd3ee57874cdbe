"""Facts of one Ruby file to references."""

from collections.abc import Mapping, Sequence
from operator import attrgetter

from driftscan.extract.paths import nearest, parent_of
from driftscan.extract.ruby.constants import Place
from driftscan.extract.ruby.gems import Gem, gem_of_constant
from driftscan.extract.ruby.layout import folded
from driftscan.extract.ruby.loading import Loading
from driftscan.extract.ruby.lookup import Lookup
from driftscan.extract.ruby.nesting import LEVEL
from driftscan.extract.ruby.standard import CORE
from driftscan.graph.resolved import (
    ExternalReference,
    ResolvedFile,
    ResolvedReference,
    UnresolvedReference,
)
from driftscan.model.fact import FileFacts, ImportContext, ImportFact, UseFact
from driftscan.model.graph import Kind

_DYNAMIC, _LAZY = int(ImportContext.DYNAMIC), int(ImportContext.LAZY)
_NOT_LITERAL, _COMPUTED = "not-literal", "<computed>"
# A constant tells who defines it, but not whether that is loaded when it is used.
_BY_NAME_ONLY = 0.8
_IMPORT = Kind.IMPORT


class FileResolution:
    """Collects the references of one file.

    positions: path to place in the module list. tests: paths of test code.
    """

    def __init__(
        self,
        path: str,
        loading: Loading,
        lookup: Lookup,
        positions: Mapping[str, int],
        tests: frozenset[str],
    ) -> None:
        self._path = path
        self._loading = loading
        self._lookup = lookup
        self._positions = positions
        self._tests = tests
        self._governing = loading.governing(path)
        self._internal: dict[str, tuple[set[int], float]] = {}
        self._external: dict[str, tuple[Gem, set[int], float]] = {}
        self._unresolved: set[tuple[str, str, int, str]] = set()

    def resolve(self, facts: FileFacts) -> ResolvedFile:
        """All references of the file, each target once, in a fixed order."""
        for fact in facts.imports:
            self._load(fact)
        for use in facts.uses:
            self._use(use)
        for problem in facts.problems:
            if problem.code == _NOT_LITERAL and not problem.fatal:
                self._unresolved.add((_COMPUTED, _NOT_LITERAL, problem.line, problem.message))
        return self._collected()

    def _load(self, fact: ImportFact) -> None:
        found = self._loading.find(self._path, fact)
        if found.file:
            doubtful = fact.context & _DYNAMIC and not fact.context & _LAZY
            sure = _BY_NAME_ONLY if doubtful else 1.0
            self._to_file(found.file, (fact.line,), sure)
        elif found.gem:
            self._to_gem(found.gem, (fact.line,), 1.0)
        elif found.cause:
            self._unresolved.add((fact.module.lstrip("/"), found.cause, fact.line, found.detail))

    def _use(self, use: UseFact) -> None:
        found = self._lookup.find(use.name)
        if found.place and found.place.sure:
            self._to_place(found.place, use)
        elif found.top in CORE:
            return  # opened again somewhere in the tree, but defined by Ruby
        elif found.top and (gem := self._gem(found.top)):
            self._to_gem(gem, use.lines, _BY_NAME_ONLY)
        elif found.place:
            self._to_place(found.place, use)

    def _gem(self, top: str) -> Gem | None:
        """The gem outside the tree that a constant is called after, even if a file opens it."""
        gem = gem_of_constant(top, self._governing)
        return None if gem is None or self._loading.holds(gem.distribution) else gem

    def _to_place(self, place: Place, use: UseFact) -> None:
        """What several files define is mostly a namespace that each of them opens."""
        if self._path in place.files:
            return
        files = self._usable(place.files)
        if len(files) > 1:
            files = nearest(parent_of(self._path), files)
        if len(files) > 1:
            files = _called_so(files, use.name) or files
        if len(files) == 1:
            self._to_file(files[0], use.lines, 1.0 if place.sure else _BY_NAME_ONLY)
        elif place.sure:
            written = use.name.rpartition(LEVEL)[2]
            detail = ", ".join(sorted(files))
            self._unresolved.update((written, "ambiguous", line, detail) for line in use.lines)

    def _usable(self, files: Sequence[str]) -> list[str]:
        """What is no test does not load test code."""
        if self._path in self._tests:
            return list(files)
        return [file for file in files if file not in self._tests]

    def _to_file(self, file: str, lines: Sequence[int], sure: float) -> None:
        if file == self._path:
            return
        known, before = self._internal.setdefault(file, (set(), 0.0))
        known.update(lines)
        self._internal[file] = (known, max(before, sure))

    def _to_gem(self, gem: Gem, lines: Sequence[int], sure: float) -> None:
        first, known, before = self._external.setdefault(gem.name, (gem, set(), 0.0))
        known.update(lines)
        self._external[gem.name] = (first, known, max(before, sure))

    def _collected(self) -> ResolvedFile:
        internal = [
            ResolvedReference(self._positions[path], _IMPORT, tuple(sorted(lines)), sure)
            for path, (lines, sure) in self._internal.items()
        ]
        internal.sort(key=attrgetter("target"))
        external = [
            ExternalReference(
                name, gem.distribution, gem.standard, _IMPORT, tuple(sorted(lines)), sure, gem.scope
            )
            for name, (gem, lines, sure) in sorted(self._external.items())
        ]
        unresolved = [
            UnresolvedReference(written, cause, line, detail)
            for written, cause, line, detail in sorted(self._unresolved)
        ]
        return ResolvedFile(tuple(internal), tuple(external), tuple(unresolved))


def _called_so(files: Sequence[str], use: str) -> list[str]:
    """Those that are called as the constant is."""
    last = folded(use.rpartition(LEVEL)[2].rpartition("::")[2])
    return [f for f in files if folded(f.rpartition("/")[2].rpartition(".")[0]) == last]
