"""Comments beside lines by which services talk; extractors tell only of those beside imports."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from msgspec.structs import replace

from driftscan.checks.question import CheckInput, speaks_of_services
from driftscan.checks.suppressions import Suppression, Suppressions
from driftscan.model.graph import SERVICE_KINDS, Kind
from driftscan.model.rule import Rule, plain_rule_name

_Lines = Mapping[bytes, Set[int]]


def beside_calls(comments: Suppressions, rules: Iterable[Rule], wide: CheckInput) -> Suppressions:
    """Comments on rules about services also speak of the call they stand behind or right above.

    wide: the question with services in it.
    """
    wanted = {plain_rule_name(rule.head.name) for rule in rules if speaks_of_services(rule)}
    if wanted.isdisjoint(comments.by_rule):
        return comments
    calls = _calls(wide)
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


def _comment_lines(comments: Suppressions) -> _Lines:
    found: dict[bytes, set[int]] = defaultdict(set)
    for each in (each for own in comments.by_rule.values() for each in own):
        found[each.path].add(each.fact.line)
    return found
