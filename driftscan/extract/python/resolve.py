"""Import facts of one file to references: which file, package or gap each one leads to."""

from collections.abc import Mapping, Sequence

from driftscan.extract.python.layout import Layout, PythonFile
from driftscan.extract.python.order import Answer, SearchOrder
from driftscan.extract.python.relative import RelativeSearch
from driftscan.extract.python.run_folders import RunFolder, Sureness
from driftscan.graph.resolved import (
    ExternalReference,
    ResolvedFile,
    ResolvedReference,
    UnresolvedReference,
)
from driftscan.model.fact import FileFacts, ImportContext, ImportFact
from driftscan.model.graph import Kind

# A literal name handed to import_module: what is loaded is known, when and whether is not.
_DYNAMIC_CONFIDENCE = 0.8

# No statement says that a program is run from there, but names lead to its files.
_RUN_FROM_INSIDE = {Sureness.PARTS: 0.9, Sureness.ONE_PART: 0.8}

_TYPE_ONLY = int(ImportContext.TYPE_ONLY)
_DYNAMIC = int(ImportContext.DYNAMIC)
_DEFERRED = int(ImportContext.DEFERRED)
_GUARDED = int(ImportContext.GUARDED)
# Attributes of an enumeration are slow to get at.
_IMPORTED, _FOR_TYPES = Kind.IMPORT, Kind.TYPE_ONLY
_NOT_LITERAL = "not-literal"
_COMPUTED = "<computed>"


class FileResolution:
    """Collects the references of one file while its facts are gone through."""

    def __init__(
        self,
        file: PythonFile,
        layout: Layout,
        order: SearchOrder,
        relative: RelativeSearch,
        positions: Mapping[bytes, int],
    ) -> None:
        self._file = file
        self._layout = layout
        self._order = order
        self._relative = relative
        self._positions = positions
        self._builds = False
        self._is_stub = file.suffix == ".pyi"
        self._internal: dict[tuple[int, Kind], tuple[set[int], float, bool]] = {}
        self._external: dict[tuple[str, str, bool, Kind], tuple[set[int], float, str, bool]] = {}
        self._unresolved: set[tuple[str, str, int, str]] = set()

    def resolve(self, facts: FileFacts, builds: bool = False) -> ResolvedFile:
        """All references of the file, each target and kind once, in a fixed order.

        builds: the file is run to build its project, so it says of no package what it is asked for.
        """
        self._builds = builds
        find, find_relative, folder = self._order.find, self._relative.find, self._file.folder
        settled: ImportFact | None = None
        for fact in facts.imports:
            if settled is not None and _same_statement(fact, settled):
                continue
            if fact.level == 0:
                answer = find(fact.module, fact.name)
                if answer.run_from:
                    answer = _seen_from(self._file, answer)
            else:
                answer = find_relative(folder, fact.level, fact.module, fact.name)
            self._record(fact, answer)
            # What a plain module is asked for leads to that module, however many names follow.
            file = answer.file
            plain = file is not None and not file.is_index and not answer.missing
            settled = fact if plain and file and file.stem != fact.name else None
        for problem in facts.problems:
            if problem.code == _NOT_LITERAL and not problem.fatal:
                self._unresolved.add((_COMPUTED, _NOT_LITERAL, problem.line, problem.message))
        return self._collected()

    def _collected(self) -> ResolvedFile:
        return ResolvedFile(
            internal=tuple(
                [
                    ResolvedReference(target, kind, _ascending(lines), confidence, reexport)
                    for (target, kind), (lines, confidence, reexport) in sorted(
                        self._internal.items()
                    )
                ]
            ),
            external=tuple(
                [
                    ExternalReference(*package, _ascending(lines), sure, scope, guarded)
                    for package, (lines, sure, scope, guarded) in sorted(self._external.items())
                ]
            ),
            unresolved=tuple(
                [
                    UnresolvedReference(written, cause, line, detail)
                    for written, cause, line, detail in sorted(self._unresolved)
                ]
            ),
        )

    def _record(self, fact: ImportFact, answer: Answer) -> None:
        context = fact.context
        kind = _FOR_TYPES if self._is_stub or context & _TYPE_ONLY else _IMPORTED
        confidence = answer.confidence
        if context & _DYNAMIC:
            confidence = min(confidence, _DYNAMIC_CONFIDENCE)
        file = answer.file
        if file is not None:
            self._record_internal(fact, file, kind, confidence)
            if file.suffix == ".pyi":
                self._record_around_stub(fact, file, kind, confidence)
        elif answer.external:
            self._record_external(fact, answer, kind, confidence)
        if answer.cause or answer.missing:
            cause = answer.cause or "missing"
            self._unresolved.add((_written(fact), cause, fact.line, answer.detail))

    def _record_external(
        self, fact: ImportFact, answer: Answer, kind: Kind, confidence: float
    ) -> None:
        key = (answer.external, answer.distribution, answer.standard, kind)
        guarded = bool(fact.context & _GUARDED)
        known = self._external.get(key)
        if known is None:
            scope = "" if self._builds else answer.scope
            self._external[key] = ({fact.line}, confidence, scope, guarded)
            return
        lines, sure, scope, all_guarded = known
        lines.add(fact.line)
        if confidence > sure or (all_guarded and not guarded):
            together = all_guarded and guarded
            self._external[key] = (lines, max(sure, confidence), scope, together)

    def _record_internal(
        self, fact: ImportFact, target: PythonFile, kind: Kind, confidence: float
    ) -> None:
        key = (self._positions[target.path], kind)
        passes_on = self._file.is_index and self._passes_on(fact, target)
        known = self._internal.get(key)
        if known is None:
            self._internal[key] = ({fact.line}, confidence, passes_on)
            return
        lines, sure, reexport = known
        lines.add(fact.line)
        if confidence > sure or (passes_on and not reexport):
            self._internal[key] = (lines, max(sure, confidence), reexport or passes_on)

    def _record_around_stub(
        self, fact: ImportFact, stub: PythonFile, kind: Kind, confidence: float
    ) -> None:
        """Record the package p of `from p import m` or `import p.m`, where m is only a stub.

        The stub tells type checkers of a compiled module or of a name; what surely is loaded is p.
        """
        folder, _, last = stub.importable.rpartition("/")
        package = self._layout.by_importable.get(folder)
        if fact.name not in ("", last) or package is None:
            return
        if package.is_index and package.suffix != ".pyi":
            self._record_internal(fact, package, kind, confidence)

    def _passes_on(self, fact: ImportFact, target: PythonFile) -> bool:
        """A package's index file that binds, at module level, a name from inside the package."""
        if not fact.name or fact.context & _DEFERRED:
            return False
        return target.folder == self._file.folder or target.folder.startswith(
            self._file.folder + "/"
        )


def _seen_from(file: PythonFile, answer: Answer) -> Answer:
    """An answer as one file has it, which may lie in a folder that a program is run from."""
    fitting = [each for each in answer.run_from if each.surrounds(file)]
    if not fitting:
        return answer
    if len(fitting) > 1:
        return answer if answer.file else _either(fitting)
    [inside] = fitting
    if inside.sureness is not Sureness.OPEN:
        confidence = _RUN_FROM_INSIDE[inside.sureness]
        return Answer(file=inside.file, confidence=confidence, missing=inside.missing)
    if answer.file is not None or inside.is_one_part:
        return answer
    return Answer(cause="outside-path", detail=inside.file.importable)


def _either(folders: Sequence[RunFolder]) -> Answer:
    return Answer(cause="ambiguous", detail=", ".join(each.file.importable for each in folders))


def _ascending(lines: set[int]) -> tuple[int, ...]:
    return tuple(sorted(lines)) if len(lines) > 1 else tuple(lines)


def _same_statement(fact: ImportFact, other: ImportFact) -> bool:
    return (
        fact.line == other.line
        and fact.module == other.module
        and fact.level == other.level
        and fact.context == other.context
    )


def _written(fact: ImportFact) -> str:
    """The module as named: `..a` for `from ..a import b`, `..b` for `from .. import b`."""
    if fact.module or fact.name in ("", "*"):
        return "." * fact.level + fact.module
    return "." * fact.level + fact.name
