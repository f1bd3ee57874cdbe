"""Paths and foreign text inside error messages: one line, nothing a terminal would obey."""


def shown(text: bytes | str) -> str:
    """Printable text for a message; control, bidi and undecodable parts become escapes."""
    if isinstance(text, str):
        text = text.encode("utf-8", "surrogateescape")
    decoded = text.decode("utf-8", "backslashreplace")
    return "".join(part if part.isprintable() else ascii(part)[1:-1] for part in decoded)


def first_line(text: bytes) -> str:
    """The first line of what a program said, shortened to 200 characters."""
    return shown(text.strip().partition(b"\n")[0])[:200]
