"""What a tool says about one contract."""

from msgspec import Struct


class Verdict(Struct, frozen=True):
    """kept: the contract holds. edges: direct imports that break it; for acyclic, those that the
    tool would cut. packages: for acyclic, where the siblings form a cycle. error: why the tool
    gives no verdict, '' if it does."""

    kept: bool
    edges: frozenset[tuple[str, str]] = frozenset()
    packages: frozenset[str] = frozenset()
    error: str = ""
