"""What a tool says about one contract."""

from itertools import takewhile

from msgspec import Struct


class Verdict(Struct, frozen=True):
    """kept: the contract holds. edges: direct imports that break it; for acyclic, those that the
    tool would cut. packages: for acyclic, where the siblings form a cycle. error: why the tool
    gives no verdict, '' if it does."""

    kept: bool
    edges: frozenset[tuple[str, str]] = frozenset()
    packages: frozenset[str] = frozenset()
    error: str = ""


def common_package(source: str, target: str) -> str:
    """The package that two modules have in common."""
    pairs = zip(source.split("."), target.split("."), strict=False)
    return ".".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
