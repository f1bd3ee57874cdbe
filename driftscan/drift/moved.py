"""Which modules are the same file under another name."""

from collections.abc import Mapping

from driftscan.graph.system import SystemGraph


def moved_paths(
    before: SystemGraph,
    after: SystemGraph,
    blobs_before: Mapping[bytes, str],
    blobs_after: Mapping[bytes, str],
) -> dict[bytes, bytes]:
    """Old path to new path of each module whose content is on both sides exactly once without a
    name in common. An empty file is nobody's: all empty files are alike."""
    old = _alone(before, after, blobs_before)
    new = _alone(after, before, blobs_after)
    return {
        old[blob][0]: new[blob][0]
        for blob in old.keys() & new.keys()
        if len(old[blob]) == len(new[blob]) == 1
    }


def _alone(
    graph: SystemGraph, other: SystemGraph, blobs: Mapping[bytes, str]
) -> dict[str, list[bytes]]:
    """By content, the paths of modules that the other side has not."""
    known = {module.path for module in other.modules}
    found: dict[str, list[bytes]] = {}
    for module in graph.modules:
        blob = blobs.get(module.path, "")
        if module.path not in known and blob and blob not in _EMPTY:
            found.setdefault(blob, []).append(module.path)
    return found


# The id of no content at all, in both of git's formats.
_EMPTY = (
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
)
