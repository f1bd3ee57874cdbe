"""One file's imports to the files that declare what it uses of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from driftscan.extract.go.layout import GoFile
from driftscan.extract.go.meaning import Inside, Meanings, Outside, Unknown
from driftscan.extract.go.packages import Package, Packages
from driftscan.graph.resolved import (
    ExternalReference,
    ResolvedFile,
    ResolvedReference,
    UnresolvedReference,
)
from driftscan.model.fact import FileFacts, ImportFact, UseFact
from driftscan.model.graph import Kind

_BLANK, _DOT = "_", "."
# The package is imported for certain, but which of its files is meant is not known.
_SOME_FILE = 0.8


class FileResolution:
    """Collects where the imports of one file lead."""

    def __init__(
        self,
        file: GoFile,
        meanings: Meanings,
        packages: Packages,
        positions: Mapping[bytes, int],
    ) -> None:
        """positions: of modules by path."""
        self._file = file
        self._meanings = meanings
        self._packages = packages
        self._positions = positions
        self._lines: dict[bytes, dict[int, float]] = defaultdict(dict)
        self._outside: dict[Outside, set[int]] = defaultdict(set)
        self._unresolved: list[UnresolvedReference] = []

    def resolve(self, facts: FileFacts) -> ResolvedFile:
        """Where all of them lead."""
        uses = _by_qualifier(facts.uses)
        for fact in facts.imports:
            meaning = self._meanings.of(fact.module, self._file.folder)
            if isinstance(meaning, Outside):
                self._outside[meaning].add(fact.line)
            elif isinstance(meaning, Unknown):
                self._leave(fact, meaning)
            elif not self._lead(fact, meaning, uses):
                self._leave(fact, Unknown())
        return ResolvedFile(
            internal=tuple(self._internal()),
            external=tuple(self._external()),
            unresolved=tuple(sorted(self._unresolved, key=lambda gap: (gap.line, gap.written))),
        )

    def _leave(self, fact: ImportFact, why: Unknown) -> None:
        self._unresolved.append(UnresolvedReference(fact.module, why.cause, fact.line, why.detail))

    def _lead(
        self, fact: ImportFact, meaning: Inside, uses: Mapping[str, list[tuple[str, int]]]
    ) -> bool:
        """Whether there is a package that the import leads to."""
        own = self._file.is_test and meaning.folder == self._file.folder
        package = self._packages.at(meaning.folder, with_tests=own)
        if package is None:
            return False
        if fact.alias == _BLANK:
            self._add(package.started, fact.line, 1.0)
            return True
        bound = "" if fact.alias == _DOT else fact.alias or package.name
        found = self._used(fact, package, uses.get(bound, ()))
        if found:
            self._add(found, fact.line, 1.0)
        else:
            self._add(package.files[:1], fact.line, _SOME_FILE)
        return True

    def _used(
        self, fact: ImportFact, package: Package, names: Iterable[tuple[str, int]]
    ) -> list[bytes]:
        """The files that declare the names; what none of them declares is unresolved, unless it
        stands alone, for then it may be any other package's."""
        found: list[bytes] = []
        for name, line in names:
            declaring = package.declared.get(name, ())
            found += declaring
            if not declaring and fact.alias != _DOT:
                written = f"{fact.module}.{name}"
                self._unresolved.append(UnresolvedReference(written, "missing", line))
        return found

    def _add(self, paths: Iterable[bytes], line: int, confidence: float) -> None:
        for path in paths:
            if path != self._file.path:
                at = self._lines[path]
                at[line] = max(confidence, at.get(line, 0))

    def _internal(self) -> Iterable[ResolvedReference]:
        return sorted(
            (
                ResolvedReference(
                    self._positions[path], Kind.IMPORT, tuple(sorted(at)), max(at.values())
                )
                for path, at in self._lines.items()
            ),
            key=lambda reference: reference.target,
        )

    def _external(self) -> Iterable[ExternalReference]:
        for package in sorted(self._outside, key=lambda package: package.name):
            yield ExternalReference(
                name=package.name,
                distribution=package.name if package.asked else "",
                standard=package.standard,
                kind=Kind.IMPORT,
                lines=tuple(sorted(self._outside[package])),
                scope=package.scope,
            )


def _by_qualifier(uses: Iterable[UseFact]) -> dict[str, list[tuple[str, int]]]:
    """Name and first line of each use by what stands before the dot, '' for nothing."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for use in uses:
        qualifier, _, name = use.name.rpartition(".")
        found[qualifier].append((name, use.lines[0]))
    return found
