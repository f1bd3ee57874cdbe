"""Import facts of one file to its references."""

from collections.abc import Mapping

from driftscan.extract.javascript.answer import Answer
from driftscan.extract.javascript.files import Found
from driftscan.extract.javascript.layout import ScriptFile
from driftscan.extract.javascript.search import Search
from driftscan.graph.resolved import (
    ExternalReference,
    ResolvedFile,
    ResolvedReference,
    UnresolvedReference,
)
from driftscan.model.fact import FileFacts, ImportContext, ImportFact
from driftscan.model.graph import Kind

_TYPE_ONLY = int(ImportContext.TYPE_ONLY)
_REQUIRED = int(ImportContext.REQUIRED)
_REEXPORT = int(ImportContext.REEXPORT)
_ERASED = int(ImportContext.ERASED)
_GUARDED = int(ImportContext.GUARDED)
# `require.resolve` and `new Worker` name a file; whether it is loaded is up to others.
_NAMED_ONLY = int(ImportContext.STATIC)
_NAMED_CONFIDENCE = 0.8
_IMPORTED, _FOR_TYPES = Kind.IMPORT, Kind.TYPE_ONLY
_COMMONJS = frozenset((".cjs", ".cts", ".d.cts"))
_NOT_LITERAL = "not-literal"
_COMPUTED = "<computed>"


class FileResolution:
    """Collects the references of one file. keeps: see Config."""

    def __init__(
        self, file: ScriptFile, search: Search, positions: Mapping[bytes, int], keeps: bool
    ) -> None:
        self._file = file
        self._keeps = keeps
        self._search = search
        self._positions = positions
        self._internal: dict[tuple[int, Kind], tuple[set[int], float, bool]] = {}
        self._external: dict[tuple[str, str, bool, Kind], tuple[set[int], float, str, bool]] = {}
        self._unresolved: set[tuple[str, str, int, str]] = set()

    def resolve(self, facts: FileFacts) -> ResolvedFile:
        """All references, each target and kind once, in a fixed order."""
        answers: dict[tuple[str, int], Answer] = {}
        for fact in facts.imports:
            asked = (fact.module, fact.context & _REQUIRED)
            answer = answers.get(asked)
            if answer is None:
                how = "require" if asked[1] or self._file.suffix in _COMMONJS else "import"
                answer = answers[asked] = self._search.find(self._file, fact.module, how)
            self._record(fact, answer)
        for problem in facts.problems:
            if problem.code == _NOT_LITERAL and not problem.fatal:
                self._unresolved.add((_COMPUTED, _NOT_LITERAL, problem.line, problem.message))
        return self._collected()

    def _record(self, fact: ImportFact, answer: Answer) -> None:
        type_only = fact.context & _TYPE_ONLY or self._file.is_stub
        kind = _FOR_TYPES if type_only else _IMPORTED
        if answer.found is not None:
            erased = kind is _IMPORTED and fact.context & _ERASED and not self._keeps
            self._record_internal(fact, answer.found, kind, _FOR_TYPES if erased else kind)
        elif answer.external:
            self._record_external(fact, answer, kind)
        elif answer.cause:
            self._unresolved.add((fact.module, answer.cause, fact.line, answer.detail))

    def _record_internal(self, fact: ImportFact, found: Found, kind: Kind, told: Kind) -> None:
        """kind: decides which file a name leads to; told: what it leads there for."""
        types = found.types
        if self._file in found.others or (found.others and self._file is found.file):
            return  # where it is loaded, the name means itself
        if kind is _IMPORTED or types is None:
            for file in (found.file, *found.others):
                self._add(fact, file, told, found.confidence)
        if types is not None and (kind is _FOR_TYPES or self._file.is_typed):
            self._add(fact, types, _FOR_TYPES, found.confidence)

    def _add(self, fact: ImportFact, target: ScriptFile, kind: Kind, sure: float) -> None:
        if target is self._file:
            return
        if fact.context & _NAMED_ONLY:
            sure = min(sure, _NAMED_CONFIDENCE)
        key = (self._positions[target.path], kind)
        reexport = bool(fact.context & _REEXPORT)
        lines, known_sure, known_reexport = self._internal.get(key, (set(), 0.0, False))
        lines.add(fact.line)
        self._internal[key] = (lines, max(sure, known_sure), reexport or known_reexport)

    def _record_external(self, fact: ImportFact, answer: Answer, kind: Kind) -> None:
        key = (answer.external, answer.distribution, answer.standard, kind)
        sure = _NAMED_CONFIDENCE if fact.context & _NAMED_ONLY else 1.0
        guarded = bool(fact.context & _GUARDED)
        lines, known_sure, scope, all_guarded = self._external.get(
            key, (set(), 0.0, answer.scope, True)
        )
        lines.add(fact.line)
        self._external[key] = (lines, max(sure, known_sure), scope, all_guarded and guarded)

    def _collected(self) -> ResolvedFile:
        return ResolvedFile(
            internal=tuple(
                ResolvedReference(target, kind, tuple(sorted(lines)), sure, reexport)
                for (target, kind), (lines, sure, reexport) in sorted(self._internal.items())
            ),
            external=tuple(
                ExternalReference(*package, tuple(sorted(lines)), sure, scope, guarded)
                for package, (lines, sure, scope, guarded) in sorted(self._external.items())
            ),
            unresolved=tuple(
                UnresolvedReference(written, cause, line, detail)
                for written, cause, line, detail in sorted(self._unresolved)
            ),
        )
