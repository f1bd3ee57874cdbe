"""Differences from tach that were looked into: who is right, and why."""

from pathlib import Path

from benchmarks.parity.tach import Place


def explanation(root: Path, who: str, place: Place, theirs: set[Place], ours: set[Place]) -> str:
    """Why the tools differ at a place, '' if nobody has looked."""
    return ""
