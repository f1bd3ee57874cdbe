"""Ports of a service in a compose file."""

import re
from collections.abc import Iterator

from driftscan.extract.manifest.scalars import each_text, number, written
from driftscan.extract.pieces import shell_text
from driftscan.notation.node import Node

# The longest range that is written out.
_MOST = 20
_SHORT = re.compile(
    r"(?:(?P<host>\[[^\]]*\]|\d+(?:\.\d+)+|localhost):)?(?:(?P<out>[0-9-]*):)?(?P<in>[0-9-]+)(?:/\w+)?"
)


def ports(service: Node) -> tuple[tuple[int, int], ...]:
    """(outside, inside). A port that is published under no number of its own has the inner one's
    here, for it is reachable from outside."""
    found = dict.fromkeys(_published(service.get("ports")))
    inner = {inside for _, inside in found}
    for text, _ in each_text(service.get("expose")):
        found.update({(0, port): None for port in _range(text) if port not in inner})
    return tuple(found)


def _published(ports: Node) -> Iterator[tuple[int, int]]:
    for each in ports.elements():
        if each.is_table:
            outside, inside = written(each.get("published")), written(each.get("target"))
        else:
            found = _SHORT.fullmatch(_filled(written(each)))
            outside, inside = (found["out"] or "", found["in"]) if found else ("", "")
        inner = _range(_filled(inside))
        outer = _range(_filled(outside))
        yield from zip(outer if len(outer) == len(inner) else inner, inner, strict=True)


def _filled(text: str) -> str:
    """With the defaults of its variables."""
    return "".join(
        piece.value if piece.kind == "text" else "".join(each.value for each in piece.default)
        for piece in shell_text(text)
    ).strip()


def _range(text: str) -> list[int]:
    """`3000` or `3000-3005`, with a protocol behind."""
    first, _, last = text.partition("/")[0].partition("-")
    begin, end = number(first), number(last or first)
    return list(range(begin, min(end, begin + _MOST) + 1)) if begin else []
