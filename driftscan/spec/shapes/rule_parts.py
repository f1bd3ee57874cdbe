"""What the shapes of several kinds of rule share: arrows, lists of members, the head."""

from collections.abc import Callable
from typing import Annotated, ClassVar

from driftscan.spec.shapes.base import Arm, Chosen, Shape, key, optional
from driftscan.spec.shapes.scalars import Flag, OptionalDate, Severity, Text, Texts

# Marks the arm of a union in the place of an error, where it stands beside keys of the file.
ARM = "arm:"

VIA = (
    "Via",
    "Kinds of dependency it speaks of; any if nothing is said.",
    "import",
)
THROUGH = (
    "Through others",
    "Whether a chain of dependencies counts too, not only a direct one; reexports: names that are "
    "passed on.",
    True,
)


def arm_by_type(*arms: type) -> Callable[[object], str]:
    """The union arm for a value: 'dict' or 'list' where the union has one, else 'str'."""

    def choose(value: object) -> str:
        return ARM + (type(value).__name__ if type(value) in arms else "str")

    return choose


class ArrowShape(Shape):
    """An arrow whose ends are lists."""

    noun: ClassVar[str] = "this arrow"

    sources: Texts = key(
        "From", "Components, or words for several, left of the arrow.", ["analytics"], alias="from"
    )
    targets: Texts = key(
        "To",
        "Components, words for several, or external packages right of it.",
        ["billing"],
        alias="to",
    )


Arrow = Annotated[
    Annotated[Text, Arm(f"{ARM}str")] | Annotated[ArrowShape, Arm(f"{ARM}dict")],
    Chosen(arm_by_type(dict)),
]


Members = Annotated[
    Annotated[Text, Arm(f"{ARM}str")] | Annotated[tuple[Text, ...], Arm(f"{ARM}list")],
    Chosen(arm_by_type(list)),
]


class UngradedShape(Shape):
    """What every rule may say about itself."""

    name: Text = optional(
        "Name",
        "What reports and exceptions call it; made of the rule if not given.",
        "usage boundary",
        default="",
    )
    reason: Text = optional(
        "Reason", "Why the rule exists.", "Billing's internals change weekly.", default=""
    )
    owner: Text = optional("Owner", "Who may change the rule.", "@acme/architecture", default="")
    adr: Text = optional(
        "Adr", "Where the decision is written down.", "docs/adr/0007-usage-api.md", default=""
    )
    until: OptionalDate = optional(
        "Until", "The last day on which the rule holds; its end is a finding.", "2027-01-31"
    )
    tests: Flag = optional(
        "Tests", "false: test code takes no part, on any side.", False, default=True
    )
    generated: Flag = optional(
        "Generated",
        "false: code that a program wrote takes no part, on any side.",
        False,
        default=True,
    )


class HeadShape(UngradedShape):
    """And what a rule says about itself whose findings are all of one severity."""

    severity: Severity = optional(
        "Severity", "error fails the check, warning is only shown.", "warning", default="error"
    )
