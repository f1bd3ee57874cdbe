"""A DOT graph, for Graphviz and the many tools that read its format."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from driftscan.report.drawing import Arrow, Box, Drawing
from driftscan.report.escape import dot_label


def render(drawing: Drawing) -> str:
    """The drawing as a directed graph; groups become clusters, weights become edge labels."""
    return "".join(f"{line}\n" for line in _lines(drawing))


def _lines(drawing: Drawing) -> Iterator[str]:
    yield "digraph driftscan {"
    yield "  rankdir=LR;"
    yield "  node [shape=box];"
    boxes = enumerate(drawing.boxes)
    for number, (group, members) in enumerate(groupby(boxes, key=lambda box: box[1].group)):
        yield from _group(number, group, list(members))
    yield from map(_arrow, drawing.arrows)
    yield "}"


def _group(number: int, group: str, members: Sequence[tuple[int, Box]]) -> Iterator[str]:
    boxes = [f'n{position} [label="{dot_label(box.label)}"];' for position, box in members]
    if not group:
        yield from (f"  {box}" for box in boxes)
        return
    yield f"  subgraph cluster_{number} {{"
    yield f'    label="{dot_label(group)}";'
    yield from (f"    {box}" for box in boxes)
    yield "  }"


def _arrow(arrow: Arrow) -> str:
    style = ", style=dashed" if arrow.type_only else ""
    return f'  n{arrow.source} -> n{arrow.target} [label="{arrow.weight}"{style}];'
