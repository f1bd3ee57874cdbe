"""Entries of `exceptions`: each names a rule of the same file."""

from collections.abc import Sequence

from driftscan.model.rule import plain_rule_name
from driftscan.model.spec import SpecException
from driftscan.spec.meaning.names import Names
from driftscan.spec.meaning.words import fits
from driftscan.spec.problem import quoted
from driftscan.spec.shapes.read import Shapes
from driftscan.spec.shapes.sections import ExceptionShape
from driftscan.spec.tree import Path, Problems

SECTION = "exceptions"


def read_exceptions(
    shapes: Shapes, rule_names: Sequence[str], complete: bool, names: Names, problems: Problems
) -> tuple[SpecException, ...]:
    """The exceptions; complete: every rule has its name, so that an unknown one is a mistake."""
    by_plain_name = {plain_rule_name(name): name for name in rule_names}
    # Named by what a component says of itself: 'public services/*'.
    patterns = [
        plain_rule_name(name) for name in rule_names if name.partition(" ")[2] in names.patterns
    ]
    exceptions = []
    for path, shape in shapes.located(SECTION, shapes.file.exceptions):
        name = by_plain_name.get(plain_rule_name(shape.finding), "")
        if any(fits(plain_rule_name(shape.finding), pattern) for pattern in patterns):
            # Of one component that the pattern makes, perhaps; spec/expand looks it up.
            name = name or " ".join(shape.finding.split())
        if not name and complete:
            problems.add(
                (*path, "finding"),
                f"no rule is named {quoted(shape.finding)}",
                word=shape.finding,
                among=tuple(rule_names),
                otherwise="correct the name, or remove the exception",
            )
        exceptions.append(
            SpecException(
                finding=name,
                where=shape.where,
                imports=_arrows(shape, path, problems),
                reason=shape.reason,
                until=shape.until,
                line=problems.tree.position(path).line,
            )
        )
    return tuple(exceptions)


def _arrows(shape: ExceptionShape, path: Path, problems: Problems) -> tuple[str, ...]:
    """The arrows between names of modules, each written in the same way."""
    place = (*path, "imports")
    if shape.imports and shape.where:
        problems.add(place, "'imports' says where the exception holds; remove 'where'")
    arrows = []
    for text in shape.imports:
        ends = [end.strip() for end in text.split("->")]
        if len(ends) == 2 and all(map(_is_pattern, ends)):
            arrows.append(" -> ".join(ends))
        else:
            problems.add(
                place,
                f"{quoted(text)} is no arrow between two names of modules; write them with dots, "
                "for example shop.legacy -> shop.api.**",
            )
    return tuple(arrows)


def _is_pattern(text: str) -> bool:
    """A dotted name in which whole parts may be stars."""
    parts = text.split(".")
    return all(part in ("*", "**") or (part and not set(part) & set("* \t")) for part in parts)
