"""one_definition: a term means the same to all members, or somebody is declared to own it."""

from collections.abc import Iterator

from driftscan.checks.definition_places import (
    finding_about,
    is_named,
    is_sure_of,
    left_of,
    vocabulary_of,
    what_differs,
)
from driftscan.checks.findings import End
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import listed
from driftscan.model.finding import Finding
from driftscan.model.rule import OneDefinition, TermOwner
from driftscan.model.term import Term

_ENOUGH = 2


def check(question: CheckInput, rule: OneDefinition) -> Iterator[Finding]:
    """One finding for each term that members define differently.

    Who they are belongs to its identity: one more is a new finding. Terms for which `definitions`
    names an owner are that entry's. A name that may be of two things is none: naming its owner says
    that it is of one.
    """
    owned = [each.named for each in question.spec.rules if isinstance(each, TermOwner)]
    for term in vocabulary_of(question).terms:
        members = [name for name in left_of(question, term) if name in rule.members]
        differing = [
            name for name in members if any(is_sure_of(term, name, other) for other in members)
        ]
        if len(differing) >= _ENOUGH and not any(is_named(term, name) for name in owned):
            yield _finding(question, rule, term, differing)


def _finding(question: CheckInput, rule: OneDefinition, term: Term, names: list[str]) -> Finding:
    message = (
        f"what '{term.name}' is differs between {listed(names)}: {what_differs(term, names)}. "
        "Let one of them say it and the others ask, or name its owner under `definitions`."
    )
    ends = (End(listed(names), ",".join(names), names[0]), names[-1])
    return finding_about(question, rule, term, ends, (f"{term.kind} differs", message), names)
