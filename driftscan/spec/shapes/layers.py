"""The shape of `layers`: an order from the top down, with what each layer may say of itself."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from driftscan.spec.shapes.base import Arm, Chosen, Shape, key, optional
from driftscan.spec.shapes.rule_parts import (
    ARM,
    THROUGH,
    VIA,
    HeadShape,
    Members,
    arm_by_type,
)
from driftscan.spec.shapes.scalars import Flag, OptionalTexts, Reach, Text, Texts, Via

FlagOrNames = Annotated[
    Annotated[Flag, Arm(f"{ARM}str")] | Annotated[tuple[Text, ...], Arm(f"{ARM}list")],
    Chosen(arm_by_type(list)),
]


class LayerShape(Shape):
    """One layer that says more than the names of its members."""

    noun: ClassVar[str] = "this layer"
    in_editors: ClassVar[Mapping[str, object]] = {
        "oneOf": [{"required": ["layer"]}, {"required": ["any"]}]
    }

    independent: OptionalTexts = optional(
        "Layer", "Its member, or several that may not use each other.", "domain", alias="layer"
    )
    together: OptionalTexts = optional(
        "Any", "Its members, which may use each other.", ["api", "web"], alias="any"
    )
    closed: Flag = optional(
        "Closed",
        "Whether layers above it may not reach past it, to those below.",
        True,
        default=False,
    )
    may_miss: FlagOrNames = optional(
        "Optional",
        "Whether it may be missing from the tree: true for all its members, or a list of some.",
        True,
        default=False,
        alias="optional",
    )


Level = Annotated[
    Annotated[Text, Arm(f"{ARM}str")]
    | Annotated[tuple[Text, ...], Arm(f"{ARM}list")]
    | Annotated[LayerShape, Arm(f"{ARM}dict")],
    Chosen(arm_by_type(list, dict)),
]


class LayersShape(HeadShape):
    """A layer may use those to its right."""

    noun: ClassVar[str] = "this layers rule"

    order: tuple[Level, ...] = key(
        "Order",
        "From the top down. A nested list holds independent siblings, {any: [...]} siblings that "
        "may use each other; {layer: domain} is a layer that may be closed or optional.",
        ["api", "domain", "storage"],
    )
    containers: Members = optional(
        "In",
        "Components whose children are ordered, in each by itself; without it, components are.",
        "billing",
        default=(),
        alias="in",
    )
    closed: Flag = optional(
        "Closed", "Whether no layer may reach past the one below it.", True, default=False
    )
    exhaustive: Flag = optional(
        "Exhaustive", "Whether every child, or component, must be in a layer.", True, default=False
    )
    besides: Texts = optional(
        "Besides", "Those that need no layer though it is exhaustive.", ["conftest"], default=()
    )
    via: Via = optional(*VIA, default=())
    through_others: Reach = optional(*THROUGH, default=False)
