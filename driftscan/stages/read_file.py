"""A file and the facts about it, whole or still coming in."""

from msgspec import Struct

from driftscan.extract.claims import extractors_for
from driftscan.extract.registry import EXTRACTORS
from driftscan.model.fact import FileFacts, Problem
from driftscan.model.source import SourceFile
from driftscan.stages.known_facts import decoded
from driftscan.workers.job import Outcome

_NO_FACTS = FileFacts()


class ReadFile(Struct, frozen=True):
    """A file with its blob id known, and the facts of each extractor that claims it.

    lasting: false if an extractor died or ran out of time; what a calmer machine may do better is
    not remembered.
    """

    file: SourceFile
    facts: dict[str, FileFacts]
    lasting: bool = True

    def module_facts(self) -> FileFacts:
        """Facts of the language's own extractor; none for a pure manifest."""
        for name, facts in self.facts.items():
            if EXTRACTORS[name].language:
                return facts
        return _NO_FACTS

    def manifest_facts(self) -> tuple[FileFacts, ...]:
        """Facts of the manifest extractors, in the registry's order."""
        claimants = extractors_for(self.file.path)
        return tuple(self.facts[name] for name in claimants if not EXTRACTORS[name].language)


class Awaited:
    """A file that was read, and its facts as they come in."""

    def __init__(self, file: SourceFile, facts: dict[str, FileFacts]) -> None:
        self.file = file
        self._facts = facts
        self._wanted = len(extractors_for(file.path))
        self._is_lasting = True

    @property
    def is_whole(self) -> bool:
        """Whether every extractor has had its say."""
        return len(self._facts) == self._wanted

    def note(self, extractor: str, outcome: Outcome) -> bool:
        """Take in what became of an extractor's job; whether there are facts to be kept."""
        facts = None if outcome.failure else decoded(outcome.result)
        self._facts[extractor] = facts or FileFacts(problems=(_failure(outcome),))
        self._is_lasting = self._is_lasting and facts is not None
        return facts is not None

    def read(self) -> ReadFile:
        """The file with all that came in."""
        return ReadFile(self.file, self._facts, self._is_lasting)


def _failure(outcome: Outcome) -> Problem:
    if outcome.failure is None:
        return Problem("error", "its extractor gave no facts", fatal=True)
    return Problem(outcome.failure.code, outcome.failure.message, fatal=True)
