"""The facts of one manifest while it is read."""

from collections.abc import Iterable, Iterator
from operator import attrgetter

from driftscan.extract.manifest.directory import clean_directory
from driftscan.extract.manifest.requirement import requirement_name
from driftscan.model.fact import (
    PROGRAM,
    FileFacts,
    Problem,
    ProjectFact,
    RequirementFact,
    SettingFact,
    SourceRootFact,
)
from driftscan.notation.node import Node

_MESSAGE_LIMIT = 60


class Harvest:
    """Collects facts and problems; facts() gives them once each, in order of lines."""

    def __init__(self) -> None:
        self._projects: list[ProjectFact] = []
        self._roots: list[SourceRootFact] = []
        self._requirements: list[RequirementFact] = []
        self._problems: list[Problem] = []
        self._programs: list[SettingFact] = []

    def project(self, name: str, line: int, unknown: Iterable[str] = ()) -> None:
        """The manifest declares a project; name may be ''. unknown: see ProjectFact."""
        self._projects.append(ProjectFact(name.strip(), line, tuple(unknown)))

    def requirement(self, text: str, line: int, scope: str) -> None:
        """The manifest asks for a distribution, in PEP 508 form."""
        if name := requirement_name(text):
            self._requirements.append(RequirementFact(name, line, scope))
        else:
            self.problem("requirement", f"not a requirement: {shortened(text)}", line)

    def requirements(self, node: Node, scope: str) -> None:
        """A list of requirements in PEP 508 form."""
        for entry in self.strings(node):
            self.requirement(entry.text, entry.line, scope)

    def root(
        self, directory: str, line: int, packages: tuple[str, ...] = (), prefix: str = ""
    ) -> None:
        """Importable code starts in a directory, written as the manifest writes it."""
        cleaned = clean_directory(directory)
        if cleaned is None:
            self.problem("outside", f"not a directory of this tree: {shortened(directory)}", line)
        else:
            self._roots.append(SourceRootFact(cleaned, line, packages, prefix))

    def program(self, form: str, name: str, line: int) -> None:
        """Whoever installs the project can start it by a name."""
        if name.strip():
            self._programs.append(SettingFact(PROGRAM, (form, name.strip()), line))

    def problem(self, code: str, message: str, line: int) -> None:
        """Something could not be read; the rest of the file stands."""
        self._problems.append(Problem(code, message, line))

    def strings(self, node: Node) -> Iterator[Node]:
        """Each string of a list, or a lone string; anything else is a problem."""
        if isinstance(node.value, str):
            yield node
        elif isinstance(node.value, list):
            for element in node.elements():
                if isinstance(element.value, str):
                    yield element
                else:
                    self.unexpected(element, "a string")
        elif node:
            self.unexpected(node, "a list of strings")

    def unexpected(self, node: Node, wanted: str) -> None:
        """A value has a shape that its reader does not accept."""
        self.problem("unexpected-value", f"{shortened(node.name)} should be {wanted}", node.line)

    def facts(self) -> FileFacts:
        """Everything collected so far."""
        by_line = attrgetter("line")
        return FileFacts(
            source_roots=tuple(sorted(dict.fromkeys(self._roots), key=by_line)),
            requirements=tuple(sorted(dict.fromkeys(self._requirements), key=by_line)),
            projects=tuple(sorted(dict.fromkeys(self._projects), key=by_line)),
            problems=tuple(sorted(dict.fromkeys(self._problems), key=by_line)),
            settings=tuple(sorted(dict.fromkeys(self._programs), key=by_line)),
        )


def shortened(text: str) -> str:
    """Text of a scanned file, cut to what fits in a message."""
    text = text.strip()
    return text if len(text) <= _MESSAGE_LIMIT else text[: _MESSAGE_LIMIT - 1] + "…"


def unreadable(code: str, message: str, line: int = 0) -> FileFacts:
    """The facts of a file that could not be read at all."""
    return FileFacts(problems=(Problem(code, message, line, fatal=True),))
