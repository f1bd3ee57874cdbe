"""The files of a rule pack."""

from typing import Annotated, ClassVar

from driftscan.spec.shapes.base import Arm, Chosen, Shape, key
from driftscan.spec.shapes.layers import LayersShape
from driftscan.spec.shapes.rule_parts import ARM
from driftscan.spec.shapes.rules import AnyRule
from driftscan.spec.shapes.scalars import Text


def _arm(value: object) -> str:
    return ARM + ("layers" if isinstance(value, dict) and "order" in value else "rule")


class PackShape(Shape):
    """What a pack is for, and the words it speaks of."""

    noun: ClassVar[str] = "this pack"

    title: Text = key("Title", "What it is called.", "Layers")
    about: Text = key("About", "What it is for, in a few sentences.", "What many use knows none.")
    speaks_of: dict[str, Text] = key(
        "Speaks of", "Words for components that its rules use.", {"tag:domain": "business rules"}
    )


class PackRuleShape(Shape):
    """One rule of a pack."""

    noun: ClassVar[str] = "this rule of a pack"

    name: Text = key("Name", "What the rule demands.", "the domain knows no adapter")
    why: Text = key("Why", "The reason, in a sentence or two.", "It cannot be tested without it.")
    rule: Annotated[
        Annotated[LayersShape, Arm(f"{ARM}layers")] | Annotated[AnyRule, Arm(f"{ARM}rule")],
        Chosen(_arm),
    ] = key("Rule", "As it would stand in a spec.", {"deny": "tag:domain -> tag:adapter"})
