"""CODEOWNERS as facts: its lines. What they mean depends on the forge, see driftscan/owners."""

from driftscan.model.fact import FileFacts, OwnershipFact, Problem

# Beyond this GitHub does not load the file at all.
_MAX_BYTES = 3 << 20


def extract(content: bytes) -> FileFacts:
    """Every line that is neither blank nor a comment."""
    if len(content) > _MAX_BYTES:
        message = "larger than 3 MB, which GitHub does not load"
        return FileFacts(problems=(Problem("too-large", message, fatal=True),))
    text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "backslashreplace")
    lines = [line.strip() for line in text.split("\n")]
    return FileFacts(
        ownership=tuple(
            OwnershipFact(line, number)
            for number, line in enumerate(lines, 1)
            if line and not line.startswith("#")
        )
    )
