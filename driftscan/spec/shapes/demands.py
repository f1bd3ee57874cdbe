"""Rules about what is on its way out, and about what the spec itself must say."""

from typing import ClassVar

from driftscan.spec.shapes.base import Shape, key, optional
from driftscan.spec.shapes.rule_parts import VIA, Arrow, HeadShape, UngradedShape
from driftscan.spec.shapes.scalars import (
    ComponentWords,
    ExceptionWords,
    OptionalDate,
    RuleWords,
    Via,
)


class DeprecateShape(UngradedShape):
    """Dependencies that are to go: warnings until the day `by`, errors after it."""

    noun: ClassVar[str] = "this deprecate rule"

    deprecate: Arrow = key(
        "Deprecate", "What is to stop depending on what.", "services -> external:simplejson"
    )
    via: Via = optional(*VIA, default=())
    by: OptionalDate = optional(
        "By", "The last day on which it is a warning; always one if nothing is said.", "2027-01-31"
    )


class DemandsShape(Shape):
    """What each rule, component, exception and service must say."""

    noun: ClassVar[str] = "this every rule"

    rule: RuleWords = optional(
        "Rule", "What each rule must say.", ["owner", "reason", "adr"], default=()
    )
    component: ComponentWords = optional(
        "Component", "What each component must have.", ["owner"], default=()
    )
    exception: ExceptionWords = optional(
        "Exception", "What each exception must say.", ["until"], default=()
    )
    service: ComponentWords = optional(
        "Service", "What each service that is found must have.", ["owner"], default=()
    )


class EveryShape(HeadShape):
    """The spec itself: each rule, component and exception says this much."""

    noun: ClassVar[str] = "this every rule"

    every: DemandsShape = key(
        "Every",
        "What each rule, component and exception of this file must say.",
        {"rule": ["owner", "reason"]},
    )
