"""A Mermaid flowchart, for Markdown on GitLab and GitHub."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from driftscan.report.drawing import Arrow, Box, Drawing
from driftscan.report.escape import mermaid_label

# Mermaid refuses to draw a chart with more edges than this, and no directive can raise it.
MOST_ARROWS = 500


def render(drawing: Drawing) -> str:
    """The drawing as a flowchart; beyond 500 arrows only the heaviest, and it says so."""
    shown = heaviest(drawing.arrows)
    return "".join(f"{line}\n" for line in _lines(drawing, shown))


def left_out(drawing: Drawing) -> int:
    """How many arrows the flowchart does not show."""
    return max(0, len(drawing.arrows) - MOST_ARROWS)


def heaviest(arrows: Sequence[Arrow]) -> list[Arrow]:
    """The 500 heaviest arrows, in their own order."""
    by_weight = sorted(arrows, key=lambda arrow: (-arrow.weight, arrow.source, arrow.target))
    return sorted(by_weight[:MOST_ARROWS], key=lambda arrow: (arrow.source, arrow.target))


def _lines(drawing: Drawing, shown: Sequence[Arrow]) -> Iterator[str]:
    yield "flowchart LR"
    if missing := left_out(drawing):
        yield f"  %% {missing} lighter dependencies are left out, Mermaid draws {MOST_ARROWS}"
    boxes = enumerate(drawing.boxes)
    for number, (group, members) in enumerate(groupby(boxes, key=lambda box: box[1].group)):
        yield from _group(number, group, list(members))
    for arrow in shown:
        line = "-.->" if arrow.type_only else "-->"
        yield f"  n{arrow.source} {line}|{arrow.weight}| n{arrow.target}"


def _group(number: int, group: str, members: Sequence[tuple[int, Box]]) -> Iterator[str]:
    boxes = [f'n{position}["{mermaid_label(box.label)}"]' for position, box in members]
    if not group:
        yield from (f"  {box}" for box in boxes)
        return
    yield f'  subgraph g{number}["{mermaid_label(group)}"]'
    yield from (f"    {box}" for box in boxes)
    yield "  end"
