"""The file as a whole."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from driftscan.spec.shapes.base import Arm, Before, Chosen, InEditors, Shape, optional
from driftscan.spec.shapes.capabilities import CapabilityShape
from driftscan.spec.shapes.layers import LayersShape
from driftscan.spec.shapes.rule_parts import ARM, arm_by_type
from driftscan.spec.shapes.rules import AnyRule
from driftscan.spec.shapes.scalars import ComponentName, Text, one_or_many
from driftscan.spec.shapes.sections import (
    ComponentShape,
    CoverageShape,
    DataShape,
    DecisionShape,
    DefinitionShape,
    ExceptionShape,
    IncludeShape,
    SourcesShape,
    StrategyShape,
)
from driftscan.spec.version import VERSION

Includes = Annotated[
    tuple[
        Annotated[
            Annotated[Text, Arm(f"{ARM}str")] | Annotated[IncludeShape, Arm(f"{ARM}dict")],
            Chosen(arm_by_type(dict)),
        ],
        ...,
    ],
    Before(one_or_many),
]


class FileShape(Shape):
    """The target state of a system, for driftscan to compare it with what is there."""

    noun: ClassVar[str] = "this file"
    in_editors: ClassVar[Mapping[str, object]] = {
        "title": "driftscan.yaml",
        "required": ["driftscan"],
    }

    # Looked at before everything else, by version.py: another version has other keys.
    driftscan: Annotated[Text | None, InEditors({"enum": [1, VERSION]})] = optional(
        "Version", "Version of this syntax; write it as the first line.", 1
    )
    strategy: StrategyShape | None = optional(
        "Strategy",
        "Why the target state is what it is; shown, never checked.",
        {"owner": "@acme/architecture"},
    )
    components: dict[ComponentName, ComponentShape] | None = optional(
        "Components",
        "The named parts of the system; a name with one * is a pattern for its paths.",
        {"billing": {"path": "services/billing", "kind": "service"}},
    )
    include: Includes = optional(
        "Include", "Rule packs that come with driftscan.", ["hexagonal"], default=()
    )
    layers: tuple[LayersShape, ...] | None = optional(
        "Layers",
        "Orders in which a layer may use those to its right.",
        [{"in": "billing", "order": ["api", "domain", "storage"]}],
    )
    rules: tuple[AnyRule, ...] | None = optional(
        "Rules", "What must and must not be.", [{"deny": "analytics -> billing"}]
    )
    data: dict[str, DataShape] | None = optional(
        "Data",
        "Data sets and who owns them.",
        {"usage_events": {"owner": "billing", "readers": ["analytics"]}},
    )
    definitions: dict[str, DefinitionShape] | None = optional(
        "Definitions", "Business terms and who defines them.", {"active_user": {"owner": "billing"}}
    )
    capabilities: dict[str, CapabilityShape] | None = optional(
        "Capabilities", "Problems that are solved once, and with what.", {"jobs": {"use": "celery"}}
    )
    decisions: tuple[DecisionShape, ...] | None = optional(
        "Decisions",
        "What was decided when, beside the records in docs/adr.",
        [{"decision": "billing owns usage", "date": "2026-03-01"}],
    )
    exceptions: tuple[ExceptionShape, ...] | None = optional(
        "Exceptions",
        "Findings that are tolerated for a while.",
        [
            {
                "finding": "deny analytics->billing",
                "where": "services/analytics/legacy.py",
                "reason": "goes with the old dashboard",
                "until": "2027-02-01",
            }
        ],
    )
    coverage: CoverageShape | None = optional(
        "Coverage", "How much must have been read for a result to count.", {"assigned": "95%"}
    )
    sources: SourcesShape | None = optional(
        "Sources", "Which files belong to the scan.", {"exclude": ["generated/"]}
    )
