"""Other compose files that a compose file takes in whole."""

from collections.abc import Iterator

from driftscan.extract.manifest.scalars import each_text
from driftscan.model.service_fact import MarkFact
from driftscan.notation.node import Node


def included(document: Node) -> Iterator[MarkFact]:
    """`include: [path, {path: [path, ...]}]`."""
    for each in document.get("include").elements():
        for path, line in each_text(each.get("path") if each.is_table else each):
            yield MarkFact("includes", path, line)
