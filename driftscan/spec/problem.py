"""One thing that is wrong with a spec, and the message that shows all of them."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from driftscan.errors import SpecError

# A one-page file with more problems than this has one problem: it is something else.
MAX_SHOWN = 100
_MAX_QUOTED = 60


class Position(Struct, frozen=True, order=True):
    """1-based line and column in the spec file."""

    line: int = 1
    column: int = 1


class SpecProblem(Struct, frozen=True):
    """What is wrong and what to do about it.

    word is looked up among the known names for a suggestion; otherwise is said if none is close.
    """

    position: Position
    message: str
    word: str = ""
    among: tuple[str, ...] = ()
    otherwise: str = ""

    @property
    def text(self) -> str:
        """The message with its remedy; a suggestion where a known name is close to the word."""
        match = suggestion(self.word, self.among)
        remedy = f"did you mean {quoted(match)}?" if match else self.otherwise
        return f"{self.message}; {remedy}" if remedy else self.message


class InvalidSpecError(SpecError):
    """A spec with problems; problems holds them as values, sorted by position."""

    def __init__(self, file: str, problems: Iterable[SpecProblem]) -> None:
        self.problems = tuple(sorted(set(problems), key=lambda each: (each.position, each.message)))
        super().__init__(_message(file, self.problems))


def _message(file: str, problems: Sequence[SpecProblem]) -> str:
    """One line for each problem, then their number."""
    count = len(problems)
    lines = [f"{file}:{each.position.line}: {each.text}" for each in problems[:MAX_SHOWN]]
    left_out = f", {MAX_SHOWN} of them shown" if count > MAX_SHOWN else ""
    lines.append(f"{count} problem{'s' if count != 1 else ''} in {file}{left_out}")
    return "\n".join(lines)


def suggestion(word: str, among: Iterable[str]) -> str:
    """The known name closest to word by difflib's ratio of equal letters, '' if none is close."""
    if not word or len(word) > _MAX_QUOTED:
        return ""
    from difflib import get_close_matches

    lowered = {name.lower(): name for name in among}
    # With one letter wrong, a key of two letters is still half right: 'bu' for 'by'.
    cutoff = 0.5 if len(word) <= 3 else 0.6
    matches = get_close_matches(word.lower(), lowered, n=1, cutoff=cutoff)
    return lowered[matches[0]] if matches else ""


def printable(text: str) -> str:
    """Text without control, bidirectional or undecodable characters: they are escaped."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text
    )


def quoted(text: str) -> str:
    """Text from the file as a message shows it: in quotes, escaped, not endless."""
    cut = text if len(text) <= _MAX_QUOTED else text[:_MAX_QUOTED] + "..."
    return f"'{printable(cut)}'"


def listed(words: Sequence[str], last: str = "or") -> str:
    """Words as a sentence lists them: 'a, b or c'; '' for none."""
    if not words:
        return ""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1])))
