"""The kinds of rule a file can state, one model each."""

from collections.abc import Callable
from typing import Annotated, ClassVar

from pydantic import Discriminator, Tag

from driftscan.spec.shapes.base import Shape, key, optional
from driftscan.spec.shapes.scalars import (
    OptionalDate,
    Reach,
    RelativePaths,
    Severity,
    Text,
    Texts,
    Via,
)

# Marks the arm of a union in the place of an error, where it stands beside keys of the file.
ARM = "arm:"

_VIA = (
    "Via",
    "Kinds of dependency it speaks of; any if nothing is said.",
    "import",
)
_THROUGH = (
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
        "From", "Components or kinds left of the arrow.", ["analytics"], alias="from"
    )
    targets: Texts = key(
        "To", "Components, kinds or external packages right of it.", ["billing"], alias="to"
    )


Arrow = Annotated[
    Annotated[Text, Tag(f"{ARM}str")] | Annotated[ArrowShape, Tag(f"{ARM}dict")],
    Discriminator(arm_by_type(dict)),
]


class SiblingsShape(Shape):
    """Members of one layer that may use each other."""

    noun: ClassVar[str] = "this layer"

    members: tuple[Text, ...] = key(
        "Any", "Members of one layer that may use each other.", ["api", "web"], alias="any"
    )


Level = Annotated[
    Annotated[Text, Tag(f"{ARM}str")]
    | Annotated[tuple[Text, ...], Tag(f"{ARM}list")]
    | Annotated[SiblingsShape, Tag(f"{ARM}dict")],
    Discriminator(arm_by_type(list, dict)),
]


class InsideShape(Shape):
    """The inside of a component, at every depth."""

    noun: ClassVar[str] = "this acyclic rule"

    component: Text = key("In", "The component whose inside is meant.", "billing", alias="in")


Members = Annotated[
    Annotated[Text, Tag(f"{ARM}str")] | Annotated[tuple[Text, ...], Tag(f"{ARM}list")],
    Discriminator(arm_by_type(list)),
]
CycleMembers = Annotated[
    Annotated[Text, Tag(f"{ARM}str")]
    | Annotated[tuple[Text, ...], Tag(f"{ARM}list")]
    | Annotated[InsideShape, Tag(f"{ARM}dict")],
    Discriminator(arm_by_type(list, dict)),
]


class HeadShape(Shape):
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
    severity: Severity = optional(
        "Severity", "error fails the check, warning is only shown.", "warning", default="error"
    )


class DenyShape(HeadShape):
    """The left must not depend on the right."""

    noun: ClassVar[str] = "this deny rule"

    deny: Arrow = key("Deny", "What must not depend on what.", "analytics -> billing")
    via: Via = optional(*_VIA, default=())
    through_others: Reach = optional(*_THROUGH, default=False)


class AllowOnlyShape(HeadShape):
    """The left may use itself and the right, nothing else."""

    noun: ClassVar[str] = "this allow_only rule"

    allow_only: Arrow = key(
        "Allow only", "What may use nothing but what.", "billing -> common, external:requests"
    )
    via: Via = optional(*_VIA, default=())


class IndependentShape(HeadShape):
    """No member may depend on another."""

    noun: ClassVar[str] = "this independent rule"

    independent: Members = key(
        "Independent", "Two or more components, or a kind: services.", ["billing", "analytics"]
    )
    via: Via = optional(*_VIA, default=())
    through_others: Reach = optional(*_THROUGH, default=False)


class AcyclicShape(HeadShape):
    """No dependency cycles."""

    noun: ClassVar[str] = "this acyclic rule"

    acyclic: CycleMembers = key(
        "Acyclic", "A kind, components (all), a list, or {in: billing} for its inside.", "services"
    )
    via: Via = optional(*_VIA, default=())


class ExpectShape(HeadShape):
    """A dependency that is planned."""

    noun: ClassVar[str] = "this expect rule"

    expect: Arrow = key("Expect", "What shall depend on what.", "integrations -> billing")
    via: Via = optional(*_VIA, default=())
    by: OptionalDate = optional("By", "The day from which its absence counts.", "2027-01-31")


class CoveredShape(HeadShape):
    """Every module under these paths belongs to a component."""

    noun: ClassVar[str] = "this covered rule"

    covered: RelativePaths = key("Covered", "Paths or globs.", ["services", "libs"])


class LayersShape(HeadShape):
    """A layer may use those to its right."""

    noun: ClassVar[str] = "this layers rule"

    order: tuple[Level, ...] = key(
        "Order",
        "From the top down. A nested list holds independent siblings, {any: [...]} siblings that "
        "may use each other.",
        ["api", "domain", "storage"],
    )
    container: Text = optional(
        "In",
        "The component whose children are ordered; without it, components are.",
        "billing",
        default="",
        alias="in",
    )
    via: Via = optional(*_VIA, default=())
    through_others: Reach = optional(*_THROUGH, default=False)


ArrowRuleShape = DenyShape | AllowOnlyShape | ExpectShape
RuleShape = ArrowRuleShape | IndependentShape | AcyclicShape | CoveredShape

SHAPE_BY_KIND: dict[str, type[HeadShape]] = {
    "deny": DenyShape,
    "allow_only": AllowOnlyShape,
    "independent": IndependentShape,
    "acyclic": AcyclicShape,
    "expect": ExpectShape,
    "covered": CoveredShape,
}


def kinds_with(name: str) -> list[str]:
    """The kinds of rule that have a key of this name."""
    kinds: dict[str, type[HeadShape]] = {**SHAPE_BY_KIND, "layers": LayersShape}
    return [kind for kind, shape in kinds.items() if name in shape.written_keys()]


def kinds_in(value: object) -> list[str]:
    """The kinds that a rule states; exactly one is right."""
    return [kind for kind in SHAPE_BY_KIND if isinstance(value, dict) and kind in value]


def _rule_arm(value: object) -> str | None:
    kinds = kinds_in(value)
    return ARM + kinds[0] if len(kinds) == 1 else None


AnyRule = Annotated[
    Annotated[DenyShape, Tag(f"{ARM}deny")]
    | Annotated[AllowOnlyShape, Tag(f"{ARM}allow_only")]
    | Annotated[IndependentShape, Tag(f"{ARM}independent")]
    | Annotated[AcyclicShape, Tag(f"{ARM}acyclic")]
    | Annotated[ExpectShape, Tag(f"{ARM}expect")]
    | Annotated[CoveredShape, Tag(f"{ARM}covered")],
    Discriminator(_rule_arm),
]
