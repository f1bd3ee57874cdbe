"""A small Mermaid graph of just what a change brings and what it mends."""

from collections.abc import Iterable, Iterator, Sequence

from driftscan.model.finding import Finding
from driftscan.report.escape import mermaid_label

LONGEST = 1_800
"""Characters. GitLab hides a graph of more than 2,000 behind a click."""
_NEW, _GONE = "new", "gone"

_Arrow = tuple[str, str, str]


def change_drawing(new: Iterable[Finding], fixed: Iterable[Finding]) -> list[str]:
    """Lines of a flowchart, without a fence; [] where nothing can be drawn. Arrows that do not fit
    are counted in the last line."""
    arrows = list(dict.fromkeys([*_arrows(new, _NEW), *_arrows(fixed, _GONE)]))
    if not arrows:
        return []
    shown = len(arrows)
    while shown and len("\n".join(_lines(arrows, shown))) > LONGEST:
        shown -= 1
    return list(_lines(arrows, shown)) if shown else []


def _arrows(findings: Iterable[Finding], word: str) -> Iterator[_Arrow]:
    for each in findings:
        steps = [(step.source, step.target) for step in each.chain]
        if not steps and each.target and each.nature == "divergence":
            steps = [(each.source, each.target)]
        for source, target in steps:
            yield source, target, word


def _lines(arrows: Sequence[_Arrow], shown: int) -> Iterator[str]:
    yield "flowchart LR"
    names = dict.fromkeys(name for source, target, _ in arrows[:shown] for name in (source, target))
    number = {name: at for at, name in enumerate(names)}
    for name, at in number.items():
        yield f'  n{at}["{mermaid_label(name)}"]'
    for source, target, word in arrows[:shown]:
        line = "-->" if word == _NEW else "-.->"
        yield f"  n{number[source]} {line}|{word}| n{number[target]}"
    if left := len(arrows) - shown:
        yield f'  more["and {left:,} more"]'
