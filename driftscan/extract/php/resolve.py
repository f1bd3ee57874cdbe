"""Facts of one PHP file to references."""

from collections.abc import Mapping, Sequence
from posixpath import basename

from driftscan.extract.paths import nearest
from driftscan.extract.php.answers import NOWHERE, Answer, Answers
from driftscan.extract.php.includes import Includes
from driftscan.extract.php.spaces import CONSTANT, FUNCTION
from driftscan.extract.references import References
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts, ImportContext, ImportFact, UseFact
from driftscan.model.graph import Kind

_DYNAMIC, _STATIC = int(ImportContext.DYNAMIC), int(ImportContext.STATIC)
_TYPE_ONLY, _UNUSED = int(ImportContext.TYPE_ONLY), int(ImportContext.UNUSED)
_NOT_LITERAL, _COMPUTED = "not-literal", "<computed>"
# Where a literal path is looked for depends on how PHP was started.
_LOADED_FROM_SOMEWHERE = 0.8
# One of several files that declare the same stands nearer than the others.
_NEAREST_OF_SEVERAL = 0.9


class FileResolution:
    """Collects the references of one file.

    positions: path to place in the module list. tests: paths of test code.
    """

    def __init__(
        self,
        path: str,
        answers: Answers,
        includes: Includes,
        positions: Mapping[str, int],
        tests: frozenset[str],
    ) -> None:
        self._path = path
        self._answers = answers
        self._includes = includes
        self._tests = tests
        self._references = References(path, positions)

    def resolve(self, facts: FileFacts) -> ResolvedFile:
        """All references of the file, each target once, in a fixed order."""
        for fact in facts.imports:
            if fact.context & _DYNAMIC:
                self._include(fact)
            else:
                kind = _kind(fact.context)
                self._record(_written(fact), (fact.line,), self._imported(fact), kind)
        for use in facts.uses:
            self._record(_shown(use), use.lines, self._used(use), _kind(use.context))
        for problem in facts.problems:
            if problem.code == _NOT_LITERAL and not problem.fatal:
                lines, detail = (problem.line,), problem.message
                self._references.unresolved(_COMPUTED, _NOT_LITERAL, lines, detail)
        return self._references.file()

    def _imported(self, fact: ImportFact) -> Answer:
        if fact.context & _STATIC:
            return self._answers.of_imported_value(fact.module, fact.name)
        answer = self._answers.of_import(fact.module)
        return NOWHERE if fact.context & _UNUSED and answer.files else answer

    def _used(self, use: UseFact) -> Answer:
        if use.name.startswith((FUNCTION, CONSTANT)):
            return self._of_value(use.name)
        return self._answers.of_class(use.name)

    def _include(self, fact: ImportFact) -> None:
        found = self._includes.find(self._path, fact.level, fact.module)
        sure = 1.0 if fact.level else _LOADED_FROM_SOMEWHERE
        self._record(basename(fact.module), (fact.line,), found, Kind.IMPORT, sure)

    def _of_value(self, name: str) -> Answer:
        """What only test code declares is not there when the program runs: the test stands in for
        an extension of PHP that need not be installed."""
        answer = self._answers.of_value(name)
        if self._path not in self._tests and answer.files and self._tests.issuperset(answer.files):
            return NOWHERE
        return answer

    def _record(
        self, written: str, lines: Sequence[int], answer: Answer, kind: Kind, sure: float = 1.0
    ) -> None:
        if answer is NOWHERE or self._path in answer.files:
            return
        if answer.files:
            self._record_file(written, lines, answer.files, kind, sure)
        elif answer.package:
            self._references.external(answer.package, lines)
        else:
            self._references.unresolved(written, answer.cause, lines, answer.detail)

    def _record_file(
        self, written: str, lines: Sequence[int], files: Sequence[str], kind: Kind, sure: float
    ) -> None:
        files = self._usable(files)
        if len(files) > 1:
            files = nearest(self._path.rpartition("/")[0], files)
            sure = min(sure, _NEAREST_OF_SEVERAL)
        if len(files) > 1:
            self._references.unresolved(written, "ambiguous", lines, ", ".join(files[:10]))
        else:
            self._references.internal(files[0], lines, sure, kind)

    def _usable(self, files: Sequence[str]) -> Sequence[str]:
        """What is no test does not load test code while there is anything else."""
        if len(files) == 1 or self._path in self._tests:
            return files
        return [file for file in files if file not in self._tests] or files


def _kind(context: int) -> Kind:
    return Kind.TYPE_ONLY if context & _TYPE_ONLY else Kind.IMPORT


def _written(fact: ImportFact) -> str:
    return "\\".join(filter(None, [fact.module, fact.name]))


def _shown(use: UseFact) -> str:
    return use.name.removeprefix(FUNCTION).removeprefix(CONSTANT).lstrip("\\")
