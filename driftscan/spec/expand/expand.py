"""A spec as it is written to what it says of one tree."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from driftscan.model.expansion import Expansion, Meaningless
from driftscan.model.rule import plain_rule_name
from driftscan.model.spec import Spec, SpecException
from driftscan.spec.expand.components import make_components
from driftscan.spec.expand.rules import SpelledRule, spell_rules
from driftscan.spec.expand.tree import tree_of
from driftscan.spec.problem import quoted, suggestion


def expand(spec: Spec, folders: Iterable[bytes], files: Iterable[bytes]) -> Expansion:
    """Replace patterns and words by concrete names; exceptions follow the rules they are from.

    folders: those that directly hold a file of any name. files: the modules of the tree, without
    the index files of packages. Same tree, same spec, whatever their order.
    """
    made = make_components(spec.components, tree_of(folders, files))
    spelled = list(spell_rules(spec.rules, made))
    rules = tuple(rule for each in spelled for rule in each.rules)
    exceptions = tuple(_expanded(exception, spelled) for exception in spec.exceptions)
    found = {*made.meaningless, *(lost for each in spelled for lost in each.meaningless)}
    if not made.idle:
        found.update(_without_rule(exceptions, [rule.head.name for rule in rules]))
    expanded = replace(spec, components=made.components, rules=rules, exceptions=exceptions)
    order = sorted(found, key=lambda each: (each.line, each.rule, each.message))
    return Expansion(expanded, tuple(order))


def _expanded(exception: SpecException, spelled: Sequence[SpelledRule]) -> SpecException:
    """An exception from the rule of a pattern is one from all that it became."""
    for each in spelled:
        written = each.written.head.name
        names = tuple(rule.head.name for rule in each.rules)
        if plain_rule_name(written) == plain_rule_name(exception.finding) and names != (written,):
            return replace(exception, rules=names)
    return exception


def _without_rule(
    exceptions: Iterable[SpecException], names: Sequence[str]
) -> Iterator[Meaningless]:
    """Exceptions from rules that only the tree could have made, and did not."""
    for exception in exceptions:
        if not any(map(exception.speaks_of, names)):
            near = suggestion(exception.finding, names)
            remedy = f"did you mean {quoted(near)}?" if near else "correct the name, or remove it"
            yield Meaningless(
                exception.line, f"no rule is named {quoted(exception.finding)}; {remedy}"
            )
