"""Names of rules: exceptions, baselines and reports refer to a rule by its name alone."""

from collections.abc import Sequence

from driftscan.model.rule import Rule, plain_rule_name
from driftscan.spec.problem import quoted
from driftscan.spec.tree import Path, Problems


def check_rule_names(rules: Sequence[tuple[Path, Rule]], problems: Problems) -> None:
    """Each name belongs to one rule."""
    line_by_name: dict[str, int] = {}
    for path, rule in rules:
        name = plain_rule_name(rule.head.name)
        if name in line_by_name:
            problems.add(
                path,
                f"two rules are named {quoted(rule.head.name)}, the other is in line "
                f"{line_by_name[name]}; give one of them a `name:` of its own",
            )
        line_by_name.setdefault(name, rule.head.line)
