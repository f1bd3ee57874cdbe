"""Why we and another tool differ over an edge between JavaScript files, each read in the source."""

# (repository, who has it, source, target): why.
EXPLAINED: dict[tuple[str, str, str, str], str] = {}


def explained(repository: str, who: str, source: str, target: str) -> str:
    """The reason for a difference, '' if none is known."""
    return EXPLAINED.get((repository, who, source, target), "")
