"""Which Rust files are test code: tests and benchmarks, and what only `cfg(test)` holds."""

from collections.abc import Sequence

from driftscan.extract.rust.tree import Node

_FOLDERS = frozenset(["tests", "benches"])


def is_test_code(file: str, nodes: Sequence[Node]) -> bool:
    """Whether every module that a file is belongs to a test; of a file that no crate leads to,
    whether it stands in Cargo's folders for tests, below the folder of its package."""
    return all(node.test or (not node.crate.kind and _in_tests(file, node)) for node in nodes)


def _in_tests(file: str, node: Node) -> bool:
    folder = node.crate.folder
    inside = file[len(folder) :].lstrip("/")
    return not _FOLDERS.isdisjoint(inside.split("/")[:-1])
