"""Enumerations whose labels are given something: their value, or what only people read."""

import re

_MARK = re.compile(r"@(?:JsonValue|SerialName)\b")
_VALUES = re.compile(r"(?:[a-z]+_?)?(?:[vV]alue|[cC]ode|[vV]al)|key|v")


def says_value(written: str, first: str) -> bool:
    """Whether what a label is given first is what it travels or is kept as.

    written: the enumeration as it stands. first: what its constructor calls the first that it is
    given; a description or a media type is no value.
    """
    return bool(_MARK.search(written) or _VALUES.fullmatch(first))
