"""Facts of one Ruby file to references."""

from collections.abc import Mapping, Sequence

from driftscan.extract.paths import nearest, parent_of
from driftscan.extract.references import Outside, References
from driftscan.extract.ruby.constants import Place
from driftscan.extract.ruby.gems import gem_of_constant
from driftscan.extract.ruby.layout import folded
from driftscan.extract.ruby.loading import Loading
from driftscan.extract.ruby.lookup import Lookup
from driftscan.extract.ruby.nesting import LEVEL
from driftscan.extract.ruby.standard import CORE
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts, ImportContext, ImportFact, UseFact

_DYNAMIC, _LAZY = int(ImportContext.DYNAMIC), int(ImportContext.LAZY)
_NOT_LITERAL, _COMPUTED = "not-literal", "<computed>"
# A constant tells who defines it, but not whether that is loaded when it is used.
_BY_NAME_ONLY = 0.8


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
        self._tests = tests
        self._governing = loading.governing(path)
        self._references = References(path, positions)

    def resolve(self, facts: FileFacts) -> ResolvedFile:
        """All references of the file, each target once, in a fixed order."""
        for fact in facts.imports:
            self._load(fact)
        for use in facts.uses:
            self._use(use)
        for problem in facts.problems:
            if problem.code == _NOT_LITERAL and not problem.fatal:
                lines, detail = (problem.line,), problem.message
                self._references.unresolved(_COMPUTED, _NOT_LITERAL, lines, detail)
        return self._references.file()

    def _load(self, fact: ImportFact) -> None:
        found, lines = self._loading.find(self._path, fact), (fact.line,)
        if found.file:
            doubtful = fact.context & _DYNAMIC and not fact.context & _LAZY
            sure = _BY_NAME_ONLY if doubtful else 1.0
            self._references.internal(found.file, lines, sure)
        elif found.gem:
            self._references.external(found.gem, lines)
        elif found.cause:
            written = fact.module.lstrip("/")
            self._references.unresolved(written, found.cause, lines, found.detail)

    def _use(self, use: UseFact) -> None:
        found = self._lookup.find(use.name)
        if found.place and found.place.sure:
            self._to_place(found.place, use)
        elif found.top in CORE or use.context & _DYNAMIC:
            return  # Ruby's own; or a name that is made of a symbol, by which nothing is loaded
        elif found.top and (gem := self._gem(found.top)):
            self._references.external(gem, use.lines, _BY_NAME_ONLY)
        elif found.place:
            self._to_place(found.place, use)

    def _gem(self, top: str) -> Outside | None:
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
            sure = 1.0 if place.sure else _BY_NAME_ONLY
            self._references.internal(files[0], use.lines, sure)
        elif place.sure:
            written = use.name.rpartition(LEVEL)[2]
            detail = ", ".join(sorted(files))
            self._references.unresolved(written, "ambiguous", use.lines, detail)

    def _usable(self, files: Sequence[str]) -> list[str]:
        """What is no test does not load test code."""
        if self._path in self._tests:
            return list(files)
        return [file for file in files if file not in self._tests]


def _called_so(files: Sequence[str], use: str) -> list[str]:
    """Those that are called as the constant is."""
    last = folded(use.rpartition(LEVEL)[2].rpartition("::")[2])
    return [f for f in files if folded(f.rpartition("/")[2].rpartition(".")[0]) == last]
