"""A TypeScript file that may hold JSX to facts."""

from driftscan.extract.javascript.syntax.gaps import without_known_gaps
from driftscan.extract.javascript.syntax.read import read
from driftscan.extract.syntax.parsed import parse
from driftscan.model.fact import FileFacts, Problem


def extract(content: bytes) -> FileFacts:
    """Imports, exports and problems of a file with JSX."""
    parsed = parse(content, "tsx")
    if isinstance(parsed, Problem):
        return FileFacts(problems=(parsed,))
    return read(without_known_gaps(parsed), may_erase=True)
