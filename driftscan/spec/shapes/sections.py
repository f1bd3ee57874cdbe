"""The parts of the file beside its rules: strategy, components, data, exceptions, settings."""

from collections.abc import Mapping
from typing import ClassVar

from driftscan.spec.shapes.base import Shape, key, optional
from driftscan.spec.shapes.scalars import (
    Day,
    Flag,
    KindName,
    OptionalDate,
    OptionalPaths,
    OptionalSeverity,
    OptionalShare,
    OptionalTexts,
    RelativePath,
    RelativePaths,
    Severity,
    Text,
    Texts,
)


class StrategyShape(Shape):
    """Why the target state is what it is: shown in reports, never checked."""

    noun: ClassVar[str] = "strategy"

    owner: Text = optional(
        "Owner", "Who decides about the target state.", "@acme/architecture", default=""
    )
    horizon: Text = optional(
        "Horizon", "When the target state should be reached.", "2027-06-30", default=""
    )
    problem: Text = optional(
        "Problem",
        "What is wrong today, in one sentence.",
        "Three services count active users in three ways.",
        default="",
    )
    target: Text = optional(
        "Target",
        "What will be true then.",
        "Billing owns usage. Everyone else asks it.",
        default="",
    )
    bet: Text = optional(
        "Bet", "What is done first.", "One usage API before the partner launch.", default=""
    )
    not_now: Texts = optional(
        "Not now", "What is left alone on purpose.", ["splitting billing"], default=()
    )
    measures: dict[str, Text] | None = optional(
        "Measures",
        "What is watched, and its goal; docs/drift.md lists what there is.",
        {"cross_component_changes": "<= 15%"},
    )


class ComponentShape(Shape):
    """A named part of the system, given by its paths, or by the services it consists of."""

    noun: ClassVar[str] = "component {}"
    in_editors: ClassVar[Mapping[str, object]] = {
        "anyOf": [{"required": ["path"]}, {"required": ["services"]}]
    }

    path: RelativePaths = optional(
        "Path",
        "File, directory or glob, or a list of them, relative to the scanned root.",
        "services/billing",
        default=(),
    )
    kind: KindName = optional(
        "Kind", "What it is; module if nothing is said.", "service", default="module"
    )
    owner: Text = optional(
        "Owner", "Who decides about this component.", "@acme/payments", default=""
    )
    tags: Texts = optional(
        "Tags", "Words for groups of components; rules write tag:core.", ["core"], default=()
    )
    public: OptionalTexts = optional(
        "Public",
        "The only modules and names that others may import; exports: what it exports itself.",
        ["common.api"],
    )
    nested: Flag = optional(
        "Nested", "Whether components nested in it are part of it.", False, default=True
    )
    services: Texts = optional(
        "Services",
        "Services and data stores that belong to it wherever they are declared; * may stand in a "
        "name.",
        ["orders-db"],
        default=(),
    )
    visible_to: OptionalTexts = optional(
        "Visible to", "The only components that may use it; [] is none.", ["billing"]
    )


class IncludeShape(Shape):
    """A rule pack that comes with driftscan, with what is different here."""

    noun: ClassVar[str] = "this include"

    pack: Text = key("Pack", "Name of the pack; `driftscan packs` lists them.", "hexagonal")
    without: Texts = optional(
        "Except",
        "Names of rules of the pack that are left out.",
        ["adapters do not know each other"],
        default=(),
        alias="except",
    )
    owner: Text = optional(
        "Owner", "Who may change what the pack says here.", "@acme/architecture", default=""
    )
    severity: OptionalSeverity = optional(
        "Severity", "Of all rules of the pack, instead of their own.", "warning"
    )


class DataShape(Shape):
    """Data sets with one owner: a rule named `data NAME`."""

    noun: ClassVar[str] = "data set {}"

    owner: Text = key("Owner", "The component that writes it.", "billing")
    readers: Texts = optional("Readers", "Components that may read it.", ["analytics"], default=())
    reason: Text = optional("Reason", "Why it is so.", "Invoices are made of it.", default="")
    adr: Text = optional(
        "Adr", "Where the decision is written down.", "docs/adr/0007-usage-api.md", default=""
    )
    until: OptionalDate = optional("Until", "The last day on which it holds.", "2027-01-31")
    severity: Severity = optional(
        "Severity", "error fails the check, warning is only shown.", "warning", default="error"
    )


class DefinitionShape(Shape):
    """A business term that one component defines: a rule named `definition NAME`."""

    noun: ClassVar[str] = "definition {}"

    owner: Text = key("Owner", "The component whose definition counts.", "billing")
    translations: dict[str, Text] | None = optional(
        "Translations",
        "Components that mean something else by it on purpose, each with the reason.",
        {"analytics": "Engagement, not what is paid for."},
    )
    reason: Text = optional("Reason", "Why it is so.", "Invoices depend on it.", default="")
    adr: Text = optional(
        "Adr", "Where the decision is written down.", "docs/adr/0007-usage-api.md", default=""
    )
    until: OptionalDate = optional("Until", "The last day on which it holds.", "2027-01-31")
    severity: Severity = optional(
        "Severity", "error fails the check, warning is only shown.", "warning", default="error"
    )


class ExceptionShape(Shape):
    """A finding that is tolerated for a while."""

    noun: ClassVar[str] = "this exception"

    finding: Text = key("Finding", "The name of the rule.", "deny analytics->billing")
    where: RelativePath = optional(
        "Where",
        "Path or glob of the files it holds for; everywhere if nothing is said.",
        "services/analytics/legacy.py",
        default="",
    )
    imports: Texts = optional(
        "Imports",
        "Dependencies that the rule does not see, between names of modules; * is one part of a "
        "name, ** one or more.",
        ["shop.legacy -> shop.api.**"],
        default=(),
    )
    reason: Text = key("Reason", "Why it is tolerated.", "goes with the old dashboard")
    until: OptionalDate = optional("Until", "The day it ends.", "2027-02-01")


class DecisionShape(Shape):
    """A decision that `driftscan trend` shows the before and after of."""

    noun: ClassVar[str] = "this decision"

    decision: Text = key("Decision", "What was decided.", "billing owns usage")
    date: Day = key("Date", "The day it was decided.", "2026-03-01")
    adr: RelativePath = optional(
        "Record", "The file that says why.", "docs/adr/0007-usage-api.md", default=""
    )
    measures: Texts = optional(
        "Measures", "The measures it was to move.", ["shared_data_sets"], default=()
    )


class CoverageShape(Shape):
    """How much must have been read for a result to count; less is an error."""

    noun: ClassVar[str] = "coverage"

    checked: OptionalShare = optional("Checked", "Files read, of the files found.", "100%")
    assigned: OptionalShare = optional("Assigned", "Modules that belong to a component.", "95%")
    resolved: OptionalShare = optional(
        "Resolved", "References whose target was found, of those to code in the tree.", 0.99
    )


class SourcesShape(Shape):
    """Which files belong to the scan."""

    noun: ClassVar[str] = "sources"

    exclude: Texts = optional(
        "Exclude",
        "Files to leave out, as patterns like those of .gitignore.",
        ["generated/"],
        default=(),
    )
    include: Texts = optional(
        "Include",
        "Files to read although .gitignore or a default leaves them out.",
        ["vendor/acme/"],
        default=(),
    )
    roots: RelativePaths = optional(
        "Roots",
        "Directories where importable code starts, beside those found.",
        ["services/billing/src"],
        default=(),
    )
    tests: OptionalPaths = optional(
        "Tests",
        "Paths or globs of test code; each language's conventions if nothing is said.",
        ["tests", "**/conftest.py"],
    )
