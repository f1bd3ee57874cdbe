"""A JavaScript file to facts; one with types in it (Flow) is read as if it were TypeScript."""

from driftscan.extract.javascript.syntax.gaps import without_known_gaps
from driftscan.extract.javascript.syntax.read import read
from driftscan.extract.syntax.parsed import Parsed, parse
from driftscan.model.fact import FileFacts, Problem


def extract(content: bytes) -> FileFacts:
    """Imports, exports and problems of a file, which may hold JSX."""
    parsed = parse_javascript(content)
    return FileFacts(problems=(parsed,)) if isinstance(parsed, Problem) else read(parsed)


def parse_javascript(content: bytes) -> Parsed | Problem:
    """The tree of the grammar that has words for all of it, JavaScript's own first."""
    parsed = parse(content, "javascript")
    if isinstance(parsed, Problem) or not (parsed := without_known_gaps(parsed)).problems:
        return parsed
    typed = parse(content, "tsx")
    return parsed if isinstance(typed, Problem) or typed.problems else typed
