"""definition: the owner of a term says what it is; others ask, or are declared translations."""

from collections.abc import Iterator

from driftscan.checks.definition_places import (
    finding_about,
    is_named,
    left_of,
    vocabulary_of,
)
from driftscan.checks.findings import End
from driftscan.checks.question import CheckInput
from driftscan.model.finding import Finding
from driftscan.model.rule import TermOwner
from driftscan.model.term import Term
from driftscan.model.term_words import apart_from, said, what_differs

# To know some of an entity's fields is to ask for it; to say again who counts is to decide it.
_DECIDES = frozenset(("meaning", "constant"))


def check(question: CheckInput, rule: TermOwner) -> Iterator[Finding]:
    """One finding for each other component that defines the term, and each kind of definition.

    Those that are declared translations mean something else on purpose.
    """
    translated = {name for name, _ in rule.translations}
    for term in vocabulary_of(question).terms:
        if not is_named(term, rule.named):
            continue
        for name in left_of(question, term):
            if name != rule.owner and name not in translated:
                yield from _of_component(question, rule, term, name)


def _of_component(
    question: CheckInput, rule: TermOwner, term: Term, name: str
) -> Iterator[Finding]:
    owner = rule.owner
    if owner not in term.components:
        kind, message = "defined elsewhere", _elsewhere(term, name, owner)
        yield _finding(question, rule, term, [name], kind, message)
    elif apart_from(term, name, owner):
        message = (
            f"what '{term.name}' is differs between {name} and {owner}, which owns it: "
            f"{what_differs(term, [name, owner])}. Ask {owner}, or declare a translation under "
            "`definitions`."
        )
        yield _finding(question, rule, term, [name, owner], f"{term.kind} differs", message)
    elif term.kind in _DECIDES:
        message = (
            f"{name} says again what '{term.name}' is, today as {owner} does, which owns it: "
            f"{said(term, [name])}. Ask {owner}, or declare a translation under `definitions`."
        )
        yield _finding(question, rule, term, [name, owner], f"{term.kind} repeated", message)


def _elsewhere(term: Term, name: str, owner: str) -> str:
    return (
        f"{name} says what '{term.name}' is: {said(term, [name])}. By the spec {owner} owns it, "
        "and says nothing of it that driftscan can read."
    )


def _finding(
    question: CheckInput, rule: TermOwner, term: Term, names: list[str], kind: str, message: str
) -> Finding:
    ends = (End(names[0], names[0], names[0]), rule.owner)
    return finding_about(question, rule, term, ends, (kind, message), names)
