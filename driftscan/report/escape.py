"""Makes text from a scanned tree safe to show: one escaper for each place it is shown in."""

import re

# Characters that steer a terminal, turn text around, or cannot be seen: C0, DEL and C1
# controls; soft hyphen; Arabic letter mark; Hangul and Mongolian fillers; zero-width and bidi
# marks; line and paragraph separators; invisible operators; byte order mark; interlinear
# marks; tags; surrogates. Spelled out, because a test by Unicode category would depend on the
# Unicode version of the running Python.
HAZARDS = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ud800-\udfff"
)
# All compiled when first needed, for that takes 5 ms each: nearly all names are plain.
_HAZARD = f"[{HAZARDS}]"
_HAZARD_OR_BACKSLASH = f"[\\\\{HAZARDS}]"
_NOT_PLAIN_IN_MERMAID = "[^A-Za-z0-9 _./:,()+=\u00a1-\U0010ffff-]"
_SURROGATE = "[\ud800-\udfff]"

# Longer names are shortened in the middle where a person reads them, never in JSON.
LONGEST_SHOWN = 300
# A finding's message names several places, and says last what to do.
LONGEST_SENTENCE = 1_200
# Of an audit one names every kind of store, each with its place.
LONGEST_PARAGRAPH = 6_000


def path_text(path: bytes) -> str:
    r"""A path as text that is safe to print; two different paths never look alike.

    Valid UTF-8 stays as it is, except that a backslash becomes `\\`, and control, bidi and
    invisible characters become `\xNN`, `\uNNNN` or `\UNNNNNNNN`. A byte that is not valid
    UTF-8 becomes `\xNN`.
    """
    text = path.decode("utf-8", "surrogateescape")
    if _is_plain(text) and "\\" not in text:
        return text
    return re.sub(_HAZARD_OR_BACKSLASH, _escaped, text)


def name_text(text: str) -> str:
    r"""A name or sentence with its control, bidi and invisible characters spelled out."""
    return text if _is_plain(text) else re.sub(_HAZARD, _escaped, text)


def terminal(text: str) -> str:
    """Text for a terminal: nothing that steers it, and not longer than a person would read."""
    return _shortened(name_text(text))


def terminal_sentence(text: str) -> str:
    """What is said of a finding, for a terminal."""
    return _shortened(name_text(text), LONGEST_SENTENCE)


def terminal_paragraph(text: str) -> str:
    """What an audit says of a system, for a terminal."""
    return _shortened(name_text(text), LONGEST_PARAGRAPH)


def terminal_path(path: bytes) -> str:
    """A path for a terminal."""
    return _shortened(path_text(path))


def mermaid_label(text: str) -> str:
    """What stands between the quotes of a Mermaid label; markup becomes character entities."""
    return re.sub(_NOT_PLAIN_IN_MERMAID, lambda found: f"#{ord(found[0])};", terminal(text))


def dot_label(text: str) -> str:
    """What stands between the quotes of a DOT string; entities and escapes lose their meaning."""
    plain = terminal(text).replace("&", "&amp;")
    return plain.replace("\\", "\\\\").replace('"', '\\"')


def json_document(text: str) -> str:
    r"""Finished JSON with the same meaning and no character that could steer a terminal.

    JSON text is ASCII outside of its strings, so what is found stands in a string. A lone
    surrogate has no meaning in JSON; the string it stands in shows it spelled out.
    """
    if text.isascii() and "\x7f" not in text:  # JSON escapes the other ASCII controls itself
        return text
    text = re.sub(_SURROGATE, lambda found: "\\" + _escaped(found), text)
    return re.sub(_HAZARD, _json_escaped, text)


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code == 0x5C:
        return "\\\\"
    if 0xDC80 <= code <= 0xDCFF:  # surrogateescape: the byte that was not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x80:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _json_escaped(found: re.Match[str]) -> str:
    if found[0] == "\n":  # between the values: JSON strings never hold a raw line break
        return "\n"
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _shortened(text: str, longest: int = LONGEST_SHOWN) -> str:
    half = longest // 2
    instead = f"[... {len(text) - 2 * half} more characters ...]"
    if len(text) <= 2 * half + len(instead):
        return text
    return f"{text[:half]}{instead}{text[-half:]}"
