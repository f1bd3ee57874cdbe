"""Names of enumerations that stand within a type."""

import re

_ONE_WORD = re.compile(r"[A-Z]+|[A-Z]?[a-z]+")


def nested_name(outer: str, name: str) -> str:
    """`Status` within `Filing` is the status of a filing: `Filing.Status`; a name of several words
    says of what it is. outer: '' for none."""
    return f"{outer}.{name}" if outer and _ONE_WORD.fullmatch(name) else name
