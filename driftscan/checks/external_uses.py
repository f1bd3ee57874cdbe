"""Dependencies on external packages that a rule does not want."""

from collections.abc import Callable, Iterator

from driftscan.checks.externals import named_externals
from driftscan.checks.findings import external_finding
from driftscan.checks.question import CheckInput, kinds_of
from driftscan.checks.wording import verb
from driftscan.model.finding import Finding
from driftscan.model.graph import Dependency, Kind
from driftscan.model.rule import Deny, Deprecate, Protect

_ONLY_TO_DEVELOP = ", which its manifests ask for only to develop"


def uses_of_externals(
    question: CheckInput,
    rule: Deny | Protect | Deprecate,
    concerns: Callable[[int], bool],
    because: str,
) -> Iterator[Finding]:
    """One finding for each dependency of a module on an external package of the rule's target.

    concerns: does the rule speak of the module at this position? because: what the rule says,
    the end of each message.
    """
    named, dev = named_externals(question, rule.target), rule.target.dev_externals
    if not named and not dev:
        return
    kinds = kinds_of(rule.via)
    for dependency in question.graph.external:
        is_named = dependency.target in named
        wanted = is_named or (dev and needs_what_is_for_development(dependency))
        if wanted and dependency.kind in kinds and concerns(dependency.source):
            source = question.graph.modules[dependency.source].id
            package = question.graph.externals[dependency.target].name
            what = package if is_named else package + _ONLY_TO_DEVELOP
            message = f"{source} {verb(dependency.kind)} {what}: {because}."
            yield external_finding(question, rule, dependency, message)


def needs_what_is_for_development(dependency: Dependency) -> bool:
    """Whether a module can't run without a package that its manifests ask for only to develop.

    An import that only type checkers read, or one whose failure is handled, needs nothing.
    """
    return (
        dependency.scope == "dev" and not dependency.guarded and dependency.kind != Kind.TYPE_ONLY
    )
