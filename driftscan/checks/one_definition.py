"""one_definition: a term means the same to all members, or somebody is declared to own it."""

from collections.abc import Iterator, Sequence

from driftscan.checks.definition_places import (
    finding_about,
    is_named,
    left_of,
    term_key,
    vocabulary_of,
)
from driftscan.checks.findings import End, identity
from driftscan.checks.joined import joined, joining
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import listed
from driftscan.model.finding import Finding
from driftscan.model.rule import OneDefinition, TermOwner
from driftscan.model.term import Term
from driftscan.model.term_words import apart_from, is_sure_of, what_differs

_ENOUGH = 2


def check(question: CheckInput, rule: OneDefinition) -> Iterator[Finding]:
    """One finding for each term that members define differently, and one for each member that came
    to do so after a finding was accepted, or was there at the commit that is compared with.

    Who they are belongs to its identity. Terms for which `definitions` names an owner are that
    entry's. A name that may be of two things is none: naming its owner says that it is of one.
    """
    owned = [each.named for each in question.spec.rules if isinstance(each, TermOwner)]
    for term in vocabulary_of(question).terms:
        members = [name for name in left_of(question, term) if name in rule.members]
        differing = [
            name for name in members if any(is_sure_of(term, name, other) for other in members)
        ]
        if len(differing) >= _ENOUGH and not any(is_named(term, name) for name in owned):
            yield from _findings(question, rule, term, differing)


def _findings(
    question: CheckInput, rule: OneDefinition, term: Term, differing: Sequence[str]
) -> Iterator[Finding]:
    def is_known(members: str) -> bool:
        about, kind = term_key(term), _kind(term)
        return identity(rule.head.name, members, about, kind) in question.accepted

    parts = joined(differing, rule.members, is_known)
    if parts.together:
        ends = End(listed(parts.together), parts.known_as, parts.together[0]), parts.together[-1]
        yield _finding(question, rule, term, ends, parts.together)
    there = [name for name in differing if name not in parts.newcomers] or differing
    for name in parts.newcomers:
        others = [other for other in there if apart_from(term, name, other)] or there
        ends = End(name, joining(name), name), next(each for each in others if each != name)
        yield _finding(question, rule, term, ends, [name, *(o for o in others if o != name)])


def _kind(term: Term) -> str:
    return f"{term.kind} differs"


def _finding(
    question: CheckInput,
    rule: OneDefinition,
    term: Term,
    ends: tuple[End, str],
    names: Sequence[str],
) -> Finding:
    said = what_differs(term.surely, names)
    message = (
        f"what '{term.name}' is differs between {listed(names)}: {said}. "
        "Let one of them say it and the others ask, or name its owner under `definitions`."
    )
    return finding_about(question, rule, term, ends, (_kind(term), message), names)
