"""--select and --ignore: which rules of the spec a run evaluates."""

from collections.abc import Sequence

from driftscan.errors import UsageError
from driftscan.model.rule import Rule, plain_rule_name


def chosen(rules: Sequence[Rule], select: Sequence[str], ignore: Sequence[str]) -> list[Rule]:
    """The rules a run is about. Names are rule names (spaces don't count) or kinds of check.

    Raises UsageError for a name that fits no rule, and where no rule is left: a gate that checks
    nothing must not look green.
    """
    known = {plain_rule_name(rule.head.name): rule.head.name for rule in rules}
    known |= {kind: kind for kind in map(kind_of, rules)}
    for name in [*select, *ignore]:
        if plain_rule_name(name) not in known:
            from difflib import get_close_matches

            near = get_close_matches(plain_rule_name(name), known, n=1)
            hint = f"; did you mean {known[near[0]]!r}?" if near else ""
            raise UsageError(f"no rule and no kind of check is called {name!r}{hint}")
    wanted = {plain_rule_name(name) for name in select}
    unwanted = {plain_rule_name(name) for name in ignore}
    left = [
        rule
        for rule in rules
        if (not wanted or wanted & _names(rule)) and not unwanted & _names(rule)
    ]
    if rules and not left:
        raise UsageError(
            "--select and --ignore together leave no rule to check; choose one at least"
        )
    return left


def kind_of(rule: Rule) -> str:
    """The word a rule begins with in the spec."""
    return str(rule.__struct_config__.tag)


def _names(rule: Rule) -> set[str]:
    return {plain_rule_name(rule.head.name), kind_of(rule)}
