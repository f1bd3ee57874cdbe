"""What a system has to do somehow: declared ways of doing it, and the rule that there is one."""

from typing import ClassVar

from driftscan.spec.shapes.base import Shape, key, optional
from driftscan.spec.shapes.rule_parts import HeadShape, Members
from driftscan.spec.shapes.scalars import Flag, OptionalDate, Severity, Text, Texts


class CapabilityShape(Shape):
    """A problem that is solved once, with one tool: a rule named `capability NAME`."""

    noun: ClassVar[str] = "capability {}"

    use: Texts = optional(
        "Use",
        "The one solution; any other is a finding. Several: one for each language, say.",
        "celery",
        default=(),
    )
    packages: dict[str, dict[str, Texts]] | None = optional(
        "Packages",
        "Packages that the catalogue does not know, by ecosystem, with what code imports of them.",
        {"pypi": {"acme-jobs": ["acme.jobs"]}},
    )
    reason: Text = optional("Reason", "Why it is so.", "One job runner to operate.", default="")
    owner: Text = optional("Owner", "Who may change it.", "@acme/architecture", default="")
    adr: Text = optional(
        "Adr", "Where the decision is written down.", "docs/adr/0007-usage-api.md", default=""
    )
    until: OptionalDate = optional("Until", "The last day on which it holds.", "2027-01-31")
    severity: Severity = optional(
        "Severity", "error fails the check, warning is only shown.", "warning", default="error"
    )


class OneImplementationShape(HeadShape):
    """Each of these capabilities is implemented once."""

    noun: ClassVar[str] = "this one_implementation rule"

    one_implementation: Members = key(
        "One implementation",
        "Capabilities of the catalogue that members do in one way; all: every one.",
        ["jobs", "http-client"],
    )
    among: Members | None = optional(
        "Among",
        "Components, or a kind: services, that are held against each other; all if nothing is "
        "said.",
        "services",
    )
    across_languages: Flag = optional(
        "Across languages",
        "Whether packages of two languages are held against each other.",
        True,
        default=False,
    )
