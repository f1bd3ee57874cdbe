"""A TypeScript file that may hold JSX to facts."""

from driftscan.extract.javascript.syntax.read import read
from driftscan.extract.syntax.parsed import parse
from driftscan.model.fact import FileFacts, Problem


def extract(content: bytes) -> FileFacts:
    """Imports, exports and problems of a file with JSX."""
    parsed = parse(content, "tsx")
    return FileFacts(problems=(parsed,)) if isinstance(parsed, Problem) else read(parsed)
