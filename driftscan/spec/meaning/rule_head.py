"""What the meanings of all kinds of rule share: the head, the kinds of `via`, lists of words."""

from collections.abc import Sequence

from driftscan.model.rule import RuleHead
from driftscan.spec.meaning.words import trimmed_word
from driftscan.spec.problem import quoted
from driftscan.spec.shapes.rule_parts import HeadShape, UngradedShape
from driftscan.spec.tree import Path, Problems
from driftscan.spec.vocabulary import SERVICE_WORDS, dependency_kinds


def rule_head(shape: UngradedShape, default: str, path: Path, problems: Problems) -> RuleHead:
    """What every rule has; default is the name of one that gives none.

    Without a severity of its own it is a warning, which single findings may outdo.
    """
    return RuleHead(
        name=" ".join(shape.name.split()) or default,
        severity=shape.severity if isinstance(shape, HeadShape) else "warning",
        reason=shape.reason,
        owner=shape.owner,
        adr=shape.adr,
        line=problems.tree.position(path).line,
        until=shape.until,
        tests=shape.tests,
        generated=shape.generated,
    )


def kinds_of(via: tuple[str, ...], path: Path, problems: Problems) -> tuple[str, ...]:
    """The kinds of dependency a `via` means; an empty list would silently mean any."""
    if not via and problems.tree.has((*path, "via")):
        message = "'via' is empty; name a kind such as import, or remove the key"
        problems.add((*path, "via"), message)
    return dependency_kinds(via)


def refuse_services_inside(via: tuple[str, ...], path: Path, problems: Problems) -> None:
    """Inside a component there are modules; what services do leads to components as a whole."""
    for word in via:
        if word in SERVICE_WORDS:
            problems.add(
                (*path, "via"),
                f"{quoted(word)} is between services, and this rule is about the inside of "
                "components; name components instead, or another kind",
            )


def refuse_services_passing_on(via: tuple[str, ...], path: Path, problems: Problems) -> None:
    """Only modules pass names on."""
    for word in via:
        if word in SERVICE_WORDS:
            problems.add(
                (*path, "via"),
                f"{quoted(word)} is between services, which pass no names on; write "
                "'through_others: true', or another kind",
            )


def words_of(value: str | Sequence[str]) -> tuple[str, ...]:
    """The words of a list, or of text with commas, without space around them."""
    words = value.split(",") if isinstance(value, str) else value
    return tuple(map(trimmed_word, words))
