"""Trees of a few files, and the services that the whole journey makes of them."""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

from driftscan.journeys.services import map_services
from driftscan.model.service_graph import ServiceGraph
from driftscan.pipeline import Request

TODAY = datetime.date(2026, 11, 22)


def write_tree(root: Path, files: Mapping[str, str]) -> Path:
    """The files below a folder, which is returned."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def request_for(root: Path, **changes: object) -> Request:
    """What asks for one tree, without a cache unless that is changed."""
    values: dict[str, object] = {"use_cache": False, "today": TODAY, "workers": 1}
    return Request(path=str(root), **(values | changes))  # type: ignore[arg-type]


def graph_of(root: Path, repositories: Sequence[str] = ()) -> ServiceGraph:
    """The services of a tree, or of several repositories in it."""
    first, *others = [request_for(root / name) for name in repositories] or [request_for(root)]
    return map_services(first, None, others).graph
