"""Dockerfiles as facts: base images, environment, ports, what is copied in and what runs."""

from collections.abc import Iterator

from driftscan.extract.dockerfile.instructions import Instruction, instructions
from driftscan.extract.dockerfile.stages import Stages
from driftscan.extract.dockerfile.words import assigned, filled, unquoted, without_flags, words
from driftscan.extract.manifest.scalars import number
from driftscan.extract.pieces import shell_text
from driftscan.model.service_fact import MarkFact, ServiceFacts, ValueFact

_COPIES = frozenset({"COPY", "ADD"})
_RUNS = frozenset({"ENTRYPOINT", "CMD"})


def extract(content: bytes) -> ServiceFacts:
    """Marks `image`, `build-image`, `command`, `port`, `copies`; values of ENV and ARG."""
    if b"\0" in content:
        return ServiceFacts()
    reading = _Reading()
    for instruction in instructions(content.decode("utf-8-sig", "replace").replace("\r\n", "\n")):
        reading.take(instruction)
    return reading.facts()


class _Reading:
    """One pass over the instructions. known: texts of ENV and ARG, to fill in names of images."""

    def __init__(self) -> None:
        self._stages = Stages()
        self._known: dict[str, str] = {}
        self._values: list[ValueFact] = []
        self._marks: list[MarkFact] = []

    def take(self, instruction: Instruction) -> None:
        """The next one."""
        if instruction.word == "FROM":
            self._stages.begin(instruction, self._known)
        elif instruction.word in _RUNS:
            self._stages.run(instruction)
        elif instruction.word == "ENV":
            self._assign(assigned(instruction.rest), instruction.line)
        elif instruction.word == "ARG":
            pairs = [word.partition("=") for word in words(instruction.rest)]
            self._assign(
                [(name, value) for name, equals, value in pairs if equals], instruction.line
            )
        elif instruction.word == "EXPOSE":
            self._marks += self._ports(instruction)
        elif instruction.word in _COPIES:
            self._marks += _copied(instruction, self._known)

    def _assign(self, pairs: list[tuple[str, str]], line: int) -> None:
        for name, value in pairs:
            self._known[name] = filled(value, self._known)
            self._values.append(ValueFact("env", name, shell_text(unquoted(value)), line))

    def _ports(self, instruction: Instruction) -> Iterator[MarkFact]:
        for word in words(filled(instruction.rest, self._known)):
            if port := number(word.partition("/")[0]):
                yield MarkFact("port", str(port), instruction.line)

    def facts(self) -> ServiceFacts:
        """In the order of lines."""
        marks = sorted(self._stages.marks() + self._marks, key=lambda mark: mark.line)
        return ServiceFacts(values=tuple(self._values), marks=tuple(marks))


def _copied(instruction: Instruction, known: dict[str, str]) -> Iterator[MarkFact]:
    """Sources of COPY and ADD that are files of this tree."""
    rest, flags = without_flags(instruction.rest)
    if "--from" in flags or "<<" in rest:
        return
    for source in words(rest)[:-1]:
        if "://" not in source:
            folder = filled(source, known).removeprefix("./").rstrip("/") or "."
            yield MarkFact("copies", folder, instruction.line)
