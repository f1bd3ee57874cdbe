"""Comments beside lines by which services talk, beside definitions and functions; extractors tell
only of those beside imports."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set

from msgspec.structs import replace

from driftscan.checks.question import (
    CheckInput,
    speaks_of_families,
    speaks_of_services,
    speaks_of_terms,
)
from driftscan.checks.suppressions import Suppression, Suppressions
from driftscan.model.family import Family
from driftscan.model.graph import SERVICE_KINDS, Kind
from driftscan.model.rule import Rule, plain_rule_name
from driftscan.model.term import Vocabulary

_Lines = Mapping[bytes, Set[int]]


def beside_calls(comments: Suppressions, rules: Iterable[Rule], wide: CheckInput) -> Suppressions:
    """Comments on rules about services also speak of the call they stand behind or right above.

    wide: the question with services in it.
    """
    return _beside(comments, filter(speaks_of_services, rules), lambda: _calls(wide))


def beside_definitions(
    comments: Suppressions, rules: Iterable[Rule], vocabulary: Vocabulary
) -> Suppressions:
    """Comments on rules about terms speak of the definition they stand behind or right above."""
    return _beside(comments, filter(speaks_of_terms, rules), lambda: _definitions(vocabulary))


def beside_functions(
    comments: Suppressions, rules: Iterable[Rule], families: Iterable[Family]
) -> Suppressions:
    """Comments on rules about duplicates speak of the function they stand behind or right above."""
    return _beside(comments, filter(speaks_of_families, rules), lambda: _functions(families))


def _functions(families: Iterable[Family]) -> _Lines:
    found: dict[bytes, set[int]] = defaultdict(set)
    for unit in (unit for family in families for unit in family.units):
        found[unit.path].add(unit.fragment.start)
    return found


def _beside(
    comments: Suppressions, rules: Iterable[Rule], lines: Callable[[], _Lines]
) -> Suppressions:
    wanted = {plain_rule_name(rule.head.name) for rule in rules}
    if wanted.isdisjoint(comments.by_rule):
        return comments
    calls = lines()
    own = _comment_lines(comments)
    by_rule = {
        name: [_placed(each, calls, own) for each in found] if name in wanted else found
        for name, found in comments.by_rule.items()
    }
    return replace(comments, by_rule=by_rule)


def _placed(suppression: Suppression, calls: _Lines, comments: _Lines) -> Suppression:
    path, fact = suppression.path, suppression.fact
    line = fact.line
    if line not in calls.get(path, ()):
        line += 1
        while line in comments[path]:
            line += 1
    if line not in calls.get(path, ()):
        return suppression
    statements = tuple(sorted({*fact.statements, line}))
    return replace(suppression, fact=replace(fact, statements=statements))


def _calls(wide: CheckInput) -> _Lines:
    found: dict[bytes, set[int]] = defaultdict(set)
    for dependency in wide.graph.internal:
        if dependency.kind in SERVICE_KINDS and dependency.kind is not Kind.RUNS:
            found[wide.graph.modules[dependency.source].path].update(dependency.lines)
    return found


def _definitions(vocabulary: Vocabulary) -> _Lines:
    found: dict[bytes, set[int]] = defaultdict(set)
    for place in (place for term in vocabulary.terms for place in term.places):
        found[place.path].add(place.line)
    return found


def _comment_lines(comments: Suppressions) -> _Lines:
    found: dict[bytes, set[int]] = defaultdict(set)
    for each in (each for own in comments.by_rule.values() for each in own):
        found[each.path].add(each.fact.line)
    return found
