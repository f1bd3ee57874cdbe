"""Rules that hold code. It is not run, so what such a rule demands is not known."""

from collections.abc import Iterator

from driftscan.migrate.builder import Builder
from driftscan.migrate.dependency_cruiser.config import SECTIONS, Config, CruiserRule
from driftscan.notation.javascript.values import Code, Unread
from driftscan.notation.node import Node

# A rule is the same rule whatever these say.
_BESIDE = frozenset(("name", "comment", "severity"))


def code_in(node: Node) -> Iterator[Unread]:
    """All code in a value, whatever is around it."""
    if isinstance(node.value, Code):
        yield node.value.piece
    for _, entry in node.entries():
        yield from code_in(entry)
    for element in node.elements():
        yield from code_in(element)


def unknown(rule: CruiserRule) -> list[Unread]:
    """The code on which it hangs what a rule demands."""
    return [
        piece for key, node in rule.node.entries() if key not in _BESIDE for piece in code_in(node)
    ]


def unknown_elements(config: Config) -> list[Unread]:
    """Code among the rules of `allowed`, which may bring any number of them."""
    elements = config.node.get("allowed").elements()
    return [each.value.piece for each in elements if isinstance(each.value, Code)]


def is_code(piece: Unread) -> str:
    """The end of a sentence about a rule."""
    return f"`{piece.text}` is code, which is not run"


def tell_code(build: Builder, config: Config) -> None:
    """A sentence for all code that was not told with the rule it stands in."""
    rules = [rule for section in SECTIONS for rule in config.rules(section)]
    told = {piece for rule in rules for piece in unknown(rule)}
    told.update(unknown_elements(config)[:1])
    weights = [(rule, rule.node.get("severity").value) for rule in rules]
    for rule, weight in weights:
        if isinstance(weight, Code):
            told.add(weight.piece)
            sentence = f"{rule.name}: {is_code(weight.piece)}; the rule is a warning here"
            build.no_equal(weight.piece.line, sentence)
    for piece in config.document.unread:
        if piece not in told:
            build.no_equal(piece.line, f"{is_code(piece)}; move it by hand")
