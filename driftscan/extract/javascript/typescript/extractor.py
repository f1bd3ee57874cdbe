"""A TypeScript file to facts."""

from driftscan.extract.javascript.syntax.read import read
from driftscan.extract.syntax.parsed import parse
from driftscan.model.fact import FileFacts, Problem


def extract(content: bytes) -> FileFacts:
    """Imports, exports and problems of a file without JSX."""
    parsed = parse(content, "typescript")
    return FileFacts(problems=(parsed,)) if isinstance(parsed, Problem) else read(parsed)
