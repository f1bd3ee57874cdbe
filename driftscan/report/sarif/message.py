"""The escaper of SARIF messages, and its percent-encoded paths."""

import posixpath

from driftscan.report.escape import name_text, terminal, terminal_sentence

# Where code scanning cuts descriptions.
DESCRIPTION = 1_024
_MORE = " ..."
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
# SARIF 2.1.0, 3.11.5 and 3.11.6: placeholders stand in braces, links in brackets.
_SYNTAX = str.maketrans({"{": "{{", "}": "}}", "\\": "\\\\", "[": "\\[", "]": "\\]"})


def message_text(text: str) -> str:
    """Text inside of a message, where it is neither placeholder nor link."""
    return terminal(text).translate(_SYNTAX)


def sentence_text(text: str) -> str:
    """The same of what is said of a finding."""
    return terminal_sentence(text).translate(_SYNTAX)


def description(text: str) -> str:
    """Text of a rule, which holds no syntax, within the limit of code scanning."""
    plain = name_text(text)
    return plain if len(plain) <= DESCRIPTION else plain[: DESCRIPTION - len(_MORE)] + _MORE


def uri(path: bytes) -> str:
    """A path as the reference of an artifact; all but RFC 3986's unreserved percent-encoded.

    A path outside of the scanned tree that is absolute (the spec of --config) is a file URI.
    """
    plain = posixpath.normpath(path)
    encoded = "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in plain)
    return f"file://{encoded}" if encoded.startswith("/") else encoded
