"""The kinds of rule a file can state, one model each."""

from typing import Annotated, ClassVar

from driftscan.spec.shapes.base import Arm, Chosen, Shape, key, optional
from driftscan.spec.shapes.capabilities import OneImplementationShape
from driftscan.spec.shapes.definition_rules import OneDefinitionShape
from driftscan.spec.shapes.demands import DeprecateShape, EveryShape
from driftscan.spec.shapes.family_rules import NoDuplicatesShape
from driftscan.spec.shapes.layers import LayersShape
from driftscan.spec.shapes.rule_parts import (
    ARM,
    THROUGH,
    VIA,
    Arrow,
    HeadShape,
    Members,
    UngradedShape,
    arm_by_type,
)
from driftscan.spec.shapes.scalars import (
    Flag,
    OptionalDate,
    OptionalLevels,
    Reach,
    RelativePaths,
    Text,
    Texts,
    Via,
)
from driftscan.spec.shapes.service_rules import (
    ChainShape,
    ContractsShape,
    NoBypassShape,
    NoSharedDataShape,
    OneOwnerShape,
)


class InsideShape(Shape):
    """The inside of components, at every depth."""

    noun: ClassVar[str] = "this acyclic rule"

    components: Texts = key("In", "The components whose inside is meant.", "billing", alias="in")
    depth: OptionalLevels = optional(
        "Depth", "How many levels of packages are looked at; all if nothing is said.", 2
    )
    besides: Texts = optional(
        "Besides", "Packages whose own children are not looked at.", ["billing.legacy"], default=()
    )


CycleMembers = Annotated[
    Annotated[Text, Arm(f"{ARM}str")]
    | Annotated[tuple[Text, ...], Arm(f"{ARM}list")]
    | Annotated[InsideShape, Arm(f"{ARM}dict")],
    Chosen(arm_by_type(list, dict)),
]


class DenyShape(HeadShape):
    """The left must not depend on the right."""

    noun: ClassVar[str] = "this deny rule"

    deny: Arrow = key("Deny", "What must not depend on what.", "analytics -> billing")
    via: Via = optional(*VIA, default=())
    through_others: Reach = optional(*THROUGH, default=False)


class AllowOnlyShape(HeadShape):
    """The left may use itself and the right, nothing else."""

    noun: ClassVar[str] = "this allow_only rule"

    allow_only: Arrow = key(
        "Allow only", "What may use nothing but what.", "billing -> common, external:requests"
    )
    via: Via = optional(*VIA, default=())


class IndependentShape(HeadShape):
    """No member may depend on another."""

    noun: ClassVar[str] = "this independent rule"

    independent: Members = key(
        "Independent", "Two or more components, or a kind: services.", ["billing", "analytics"]
    )
    via: Via = optional(*VIA, default=())
    through_others: Reach = optional(*THROUGH, default=False)


class AcyclicShape(HeadShape):
    """No dependency cycles."""

    noun: ClassVar[str] = "this acyclic rule"

    acyclic: CycleMembers = key(
        "Acyclic", "A kind, components (all), a list, or {in: billing} for its inside.", "services"
    )
    via: Via = optional(*VIA, default=())


class ExpectShape(HeadShape):
    """A dependency that is planned."""

    noun: ClassVar[str] = "this expect rule"

    expect: Arrow = key("Expect", "What shall depend on what.", "integrations -> billing")
    via: Via = optional(*VIA, default=())
    by: OptionalDate = optional("By", "The day from which its absence counts.", "2027-01-31")


class CoveredShape(HeadShape):
    """Every module under these paths belongs to a component."""

    noun: ClassVar[str] = "this covered rule"

    covered: RelativePaths = key("Covered", "Paths or globs.", ["services", "libs"])


class ProtectShape(HeadShape):
    """Only some components may depend on the target."""

    noun: ClassVar[str] = "this protect rule"

    protect: Members = key(
        "Protect",
        "Components, kinds or external packages that only some may use.",
        ["database", "external:boto3"],
    )
    allow: Members = key("Allow", "The components that may use it; [] is nobody else.", ["billing"])
    via: Via = optional(*VIA, default=())


class PrivateShape(HeadShape):
    """What has a private name is used only inside the package that holds it."""

    noun: ClassVar[str] = "this private rule"

    private: Members = key(
        "Private", "Components, a kind, or components (all), whose modules are meant.", "components"
    )
    named: Texts = optional(
        "Named",
        "Globs over the last part of a module's or package's name; _* if nothing is said.",
        "_*",
        default=("_*",),
    )
    via: Via = optional(*VIA, default=())


class PublicShape(HeadShape):
    """What others may use of a component, as a rule with a name, a reason and kinds of its own."""

    noun: ClassVar[str] = "this public rule"

    public: Text = key("Public", "The component whose interface is meant.", "common")
    names: Texts = key(
        "Names", "Its public modules and names; exports: what it exports itself.", ["common.api"]
    )
    itself: Flag = optional(
        "Itself",
        "Whether the component may be imported as such; names taken from it must be public.",
        True,
        default=False,
    )
    via: Via = optional(*VIA, default=())


ArrowRuleShape = DenyShape | AllowOnlyShape | ExpectShape | DeprecateShape
MemberRuleShape = IndependentShape | AcyclicShape | ProtectShape | PrivateShape | PublicShape
DataRuleShape = NoSharedDataShape | OneOwnerShape | NoBypassShape
ServiceRuleShape = DataRuleShape | ChainShape | ContractsShape
SameThingRuleShape = OneImplementationShape | OneDefinitionShape | NoDuplicatesShape
PlainRuleShape = ArrowRuleShape | MemberRuleShape | CoveredShape | EveryShape
RuleShape = PlainRuleShape | ServiceRuleShape | SameThingRuleShape

SHAPE_BY_KIND: dict[str, type[UngradedShape]] = {
    "deny": DenyShape,
    "allow_only": AllowOnlyShape,
    "independent": IndependentShape,
    "acyclic": AcyclicShape,
    "protect": ProtectShape,
    "private": PrivateShape,
    "public": PublicShape,
    "no_shared_data": NoSharedDataShape,
    "one_implementation": OneImplementationShape,
    "one_owner": OneOwnerShape,
    "no_bypass": NoBypassShape,
    "chain": ChainShape,
    "contracts": ContractsShape,
    "no_duplicates": NoDuplicatesShape,
    "one_definition": OneDefinitionShape,
    "expect": ExpectShape,
    "covered": CoveredShape,
    "deprecate": DeprecateShape,
    "every": EveryShape,
}


def kinds_with(name: str) -> list[str]:
    """The kinds of rule that have a key of this name."""
    kinds: dict[str, type[UngradedShape]] = {**SHAPE_BY_KIND, "layers": LayersShape}
    return [kind for kind, shape in kinds.items() if name in shape.written_keys()]


def kinds_in(value: object) -> list[str]:
    """The kinds that a rule states; exactly one is right."""
    return [kind for kind in SHAPE_BY_KIND if isinstance(value, dict) and kind in value]


def _rule_arm(value: object) -> str | None:
    kinds = kinds_in(value)
    return ARM + kinds[0] if len(kinds) == 1 else None


AnyRule = Annotated[
    Annotated[DenyShape, Arm(f"{ARM}deny")]
    | Annotated[AllowOnlyShape, Arm(f"{ARM}allow_only")]
    | Annotated[IndependentShape, Arm(f"{ARM}independent")]
    | Annotated[AcyclicShape, Arm(f"{ARM}acyclic")]
    | Annotated[ProtectShape, Arm(f"{ARM}protect")]
    | Annotated[PrivateShape, Arm(f"{ARM}private")]
    | Annotated[PublicShape, Arm(f"{ARM}public")]
    | Annotated[NoSharedDataShape, Arm(f"{ARM}no_shared_data")]
    | Annotated[OneImplementationShape, Arm(f"{ARM}one_implementation")]
    | Annotated[OneOwnerShape, Arm(f"{ARM}one_owner")]
    | Annotated[NoBypassShape, Arm(f"{ARM}no_bypass")]
    | Annotated[ChainShape, Arm(f"{ARM}chain")]
    | Annotated[ContractsShape, Arm(f"{ARM}contracts")]
    | Annotated[NoDuplicatesShape, Arm(f"{ARM}no_duplicates")]
    | Annotated[OneDefinitionShape, Arm(f"{ARM}one_definition")]
    | Annotated[ExpectShape, Arm(f"{ARM}expect")]
    | Annotated[CoveredShape, Arm(f"{ARM}covered")]
    | Annotated[DeprecateShape, Arm(f"{ARM}deprecate")]
    | Annotated[EveryShape, Arm(f"{ARM}every")],
    Chosen(_rule_arm),
]
