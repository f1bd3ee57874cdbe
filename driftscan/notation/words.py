"""Names and numbers as a spec and its comments write them; nothing here can break the YAML."""

import re
import textwrap
from collections.abc import Collection, Iterable

RESERVED = frozenset(
    "services libraries modules frontends jobs components external any none".split()
)
_PLAIN_NAME = re.compile(r"[^\w.-]+", re.ASCII)
_PLAIN = re.compile(r"[A-Za-z_./][\w./>*-]*(?: (?:->|[\w./>*()'%=;-]+[,;]?))*", re.ASCII)
_WORDS_OF_YAML = frozenset("null true false yes no on off y n ~".split())
_WIDTH = 92


def path_pattern(path: bytes) -> str:
    """A path as a pattern that matches it.

    Bytes that a spec cannot hold, or that mean something in it, become `?`.
    """
    if not path:
        return "."
    text = path.decode("utf-8", "surrogateescape")
    last = len(text) - 1
    return "".join(
        char
        if char.isprintable() and char not in "\\*?" and not (char == " " and at in (0, last))
        else "?" * len(char.encode("utf-8", "surrogateescape"))
        for at, char in enumerate(text)
    )


def component_name(path: bytes, taken: Collection[str]) -> str:
    """The shortest end of a path that is a name of its own: `app`, else `billing/app`."""
    parts = [_plain(part) for part in path.split(b"/")]
    parts = [part for part in parts if part] or ["root"]
    for length in range(1, len(parts) + 1):
        name = "/".join(parts[-length:])
        if is_free(name, taken):
            return name
    return numbered("/".join(parts) + "-code", taken)


def is_free(name: str, taken: Collection[str]) -> bool:
    """Whether a component may be called that."""
    lowered = name.lower()
    return name not in taken and lowered not in RESERVED and lowered not in _WORDS_OF_YAML


def numbered(name: str, taken: Collection[str]) -> str:
    """The name, with a number behind it where it is taken."""
    if is_free(name, taken):
        return name
    number = 2
    while not is_free(f"{name}-{number}", taken):
        number += 1
    return f"{name}-{number}"


def plain_name(text: str) -> str:
    """Text with nothing in it that a component's name may not have."""
    return _PLAIN_NAME.sub("-", text).lstrip(".-").rstrip("-") or "component"


def _plain(part: bytes) -> str:
    return _PLAIN_NAME.sub("-", part.decode("utf-8", "replace")).lstrip(".-").rstrip("-")


def counted(count: int, noun: str) -> str:
    """`1 module`, `2,000 modules`; a noun in y takes ies."""
    if count == 1:
        return f"1 {noun}"
    if noun.endswith("y"):
        return f"{count:,} {noun[:-1]}ies"
    return f"{count:,} {noun}s"


def percent(part: int, whole: int) -> str:
    """A share in whole percent, rounded down; 100 % only for all."""
    return f"{100 * part // whole if whole else 100} %"


def listed(names: Iterable[str]) -> str:
    """`a, b and c`."""
    words = list(names)
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def scalar(text: str) -> str:
    """Text as YAML: plain where that is safe, else in quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def flow(words: Iterable[str]) -> str:
    """A list in brackets."""
    return f"[{', '.join(item(word) for word in words)}]"


def item(text: str) -> str:
    """Text inside brackets, where a comma would end it."""
    quoted = scalar(text)
    return f'"{text}"' if quoted == text and ("," in text or ";" in text) else quoted


def arrow(source: str, target: str) -> str:
    """An arrow as YAML; one with a star must be quoted."""
    text = f"{source} -> {target}"
    return f'"{text}"' if "*" in text else text


def one_line(text: str) -> str:
    """Text of a stranger without line ends, control characters and the like."""
    return "".join(char if char.isprintable() else "?" for char in " ".join(text.split()))


def wrapped(text: str, prefix: str) -> list[str]:
    """Text as lines that begin with a prefix and stay within the width."""
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=prefix,
        subsequent_indent=prefix,
        break_long_words=False,
        break_on_hyphens=False,
    )
