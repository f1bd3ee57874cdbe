"""Rules about what components mean by one term."""

from typing import ClassVar

from driftscan.spec.shapes.base import key
from driftscan.spec.shapes.rule_parts import HeadShape, Members


class OneDefinitionShape(HeadShape):
    """A term means the same to all members."""

    noun: ClassVar[str] = "this one_definition rule"

    one_definition: Members = key(
        "One definition",
        "Two or more components, or a kind: services; what these say of one term does not differ, "
        "unless `definitions` names its owner.",
        "services",
    )
