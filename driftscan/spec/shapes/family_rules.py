"""Rules about code that solves one problem several times."""

from typing import ClassVar

from driftscan.spec.shapes.base import key
from driftscan.spec.shapes.rule_parts import HeadShape, Members


class NoDuplicatesShape(HeadShape):
    """No two members solve one problem each for itself."""

    noun: ClassVar[str] = "this no_duplicates rule"

    no_duplicates: Members = key(
        "No duplicates",
        "Two or more components, or a kind: services; no function of one is a near copy of another "
        "one's.",
        "services",
    )
