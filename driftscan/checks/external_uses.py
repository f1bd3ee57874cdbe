"""Dependencies on external packages that a rule does not want."""

from collections.abc import Callable, Iterator

from driftscan.checks.externals import named_externals
from driftscan.checks.findings import external_finding
from driftscan.checks.question import CheckInput, kinds_of
from driftscan.checks.wording import verb
from driftscan.model.finding import Finding
from driftscan.model.rule import Deny, Protect


def uses_of_externals(
    question: CheckInput, rule: Deny | Protect, concerns: Callable[[int], bool], because: str
) -> Iterator[Finding]:
    """One finding for each dependency of a module on an external package of the rule's target.

    concerns: does the rule speak of the module at this position? because: what the rule says,
    the end of each message.
    """
    named = named_externals(question, rule.target)
    if not named:
        return
    kinds = kinds_of(rule.via)
    for dependency in question.graph.external:
        wanted = dependency.target in named and dependency.kind in kinds
        if wanted and concerns(dependency.source):
            source = question.graph.modules[dependency.source].id
            package = question.graph.externals[dependency.target].name
            message = f"{source} {verb(dependency.kind)} {package}: {because}."
            yield external_finding(question, rule, dependency, message)
