"""Texts without the passwords that are written in them: an address shows where data is, and nobody
who reads a report must learn more."""

import re

_MASK = "***"
_SIGN = r"[^\s@\"'`<>"
# In a URL a slash ends what may be a password; drivers of data stores take one with slashes, too.
_IN_URL = re.compile(
    rf"(\b(?:https?|wss?|git|ssh)://{_SIGN}/:]*:){_SIGN}/]+@"
    rf"|((?!https?:|wss?:|git:|ssh:)\b[a-z][\w+.-]*://{_SIGN}/:]*:){_SIGN}]+@",
    re.IGNORECASE,
)
_WORD = r"(?:password|passwd|pwd|passphrase|secret|token|api_?key|account_?key|sharedaccesskey)"
_QUOTED = re.compile(rf"({_WORD}[\"']?\s*[=:]\s*)([\"'])[^\"']+\2", re.IGNORECASE)
_PAIR = re.compile(rf"({_WORD}\s*[=:]\s*)[^\s,;&}}\])\"'(.]+(?![\w(.])", re.IGNORECASE)
# `${PASSWORD}`, `{password}`, `%s`: a name of it tells nothing.
_NAME = re.compile(r"\$?\{[^}]*\}|\$\w+|%\w|\$\([^)]*\)|\x00")


def masked(text: str) -> str:
    """The text with asterisks for passwords, keys and tokens."""
    if "://" in text:
        text = _IN_URL.sub(_without_password, text)
    return _PAIR.sub(_without_value, _QUOTED.sub(rf"\1\2{_MASK}\2", text))


def _without_password(match: re.Match[str]) -> str:
    head = match[1] or match[2]
    return match[0] if _NAME.fullmatch(match[0][len(head) : -1]) else f"{head}{_MASK}@"


def _without_value(match: re.Match[str]) -> str:
    return match[0] if _NAME.fullmatch(match[0][len(match[1]) :]) else f"{match[1]}{_MASK}"
