"""The stages of a Dockerfile, and what one takes over from another."""

from dataclasses import dataclass, field

from driftscan.extract.dockerfile.instructions import Instruction
from driftscan.extract.dockerfile.words import filled, without_flags, words
from driftscan.model.service_fact import MarkFact


@dataclass(slots=True)
class Stage:
    """base: as in FROM, its variables filled in. entry, command: of ENTRYPOINT and CMD."""

    base: str
    line: int
    entry: str = ""
    command: str = ""
    command_line: int = 0


@dataclass(slots=True)
class Stages:
    """All stages so far, and by name those that have one."""

    all: list[Stage] = field(default_factory=list)
    _named: dict[str, Stage] = field(default_factory=dict)

    def begin(self, instruction: Instruction, values: dict[str, str]) -> None:
        """FROM opens a stage."""
        parts = words(without_flags(instruction.rest)[0])
        base = filled(parts[0], values) if parts else ""
        stage = Stage(base, instruction.line)
        below = self._named.get(base.lower())
        if below:
            stage.entry, stage.command = below.entry, below.command
            stage.command_line = below.command_line
            stage.base = below.base
        self.all.append(stage)
        if len(parts) > 2 and parts[1].upper() == "AS":
            self._named[parts[2].lower()] = stage

    def run(self, instruction: Instruction) -> None:
        """ENTRYPOINT or CMD; the last of each counts."""
        if not self.all:
            return
        stage, text = self.all[-1], " ".join(words(instruction.rest))
        stage.command_line = instruction.line
        if instruction.word == "ENTRYPOINT":
            stage.entry = text
        else:
            stage.command = text

    def marks(self) -> list[MarkFact]:
        """The image that the last stage comes from, those of the others, and what it runs."""
        found: list[MarkFact] = []
        last = self.all[-1] if self.all else None
        for stage in self.all:
            if stage is last or (last and stage.base != last.base):
                name = "image" if stage is last else "build-image"
                found.append(MarkFact(name, stage.base, stage.line))
        if last and (command := f"{last.entry} {last.command}".strip()):
            found.append(MarkFact("command", command, last.command_line))
        return [mark for mark in found if mark.value]
