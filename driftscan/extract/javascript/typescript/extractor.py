"""A TypeScript file to facts."""

from driftscan.extract.javascript.syntax.gaps import without_known_gaps
from driftscan.extract.javascript.syntax.read import read
from driftscan.extract.syntax.parsed import parse
from driftscan.model.fact import FileFacts, Problem


def extract(content: bytes) -> FileFacts:
    """Imports, exports and problems of a file without JSX."""
    parsed = parse(content, "typescript")
    if isinstance(parsed, Problem):
        return FileFacts(problems=(parsed,))
    return read(without_known_gaps(parsed), may_erase=True)
