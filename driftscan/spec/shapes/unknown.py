"""Keys and rules that the syntax does not have."""

from collections.abc import Sequence

from driftscan.spec.problem import listed, quoted, suggestion
from driftscan.spec.shapes.rules import SHAPE_BY_KIND, kinds_in
from driftscan.spec.tree import Path, Problems

_RULE_KEYS = sorted({name for shape in SHAPE_BY_KIND.values() for name in shape.written_keys()})


def add_unknown_key(path: Path, noun: str, known: Sequence[str], problems: Problems) -> None:
    """A key at path that noun, as a message calls it, does not have."""
    name = str(path[-1])
    problems.add(
        path,
        f"unknown key {quoted(name)} in {noun}",
        word=name,
        among=tuple(known),
        otherwise=f"its keys are {listed(known, 'and')}",
    )


def add_unknown_rule(path: Path, value: object, problems: Problems) -> None:
    """A rule whose kind cannot be told."""
    kinds = kinds_in(value)
    if not isinstance(value, dict):
        known = listed(tuple(SHAPE_BY_KIND))
        problems.add(
            path,
            f"a rule must be a mapping that begins with {known}, "
            "for example - deny: analytics -> billing",
        )
    elif kinds:
        stated = listed(kinds, "and")
        problems.add(path, f"this rule states {stated} at once; make a rule of each")
    elif "order" in value or "layers" in value:
        problems.add(path, "layers are no rule of this list; write them under the key 'layers'")
    else:
        _add_kindless_rule(path, value, problems)


def _add_kindless_rule(path: Path, value: dict[str, object], problems: Problems) -> None:
    kinds = tuple(SHAPE_BY_KIND)
    known = _RULE_KEYS
    unknown = [name for name in value if name not in known]
    guesses = [name for name in unknown if suggestion(name, kinds)]
    for name in guesses:
        add_unknown_key((*path, name), "this rule", kinds, problems)
    if not guesses:
        problems.add(
            path,
            f"this rule does not say what it demands; it needs {listed(kinds)}, "
            "for example deny: analytics -> billing",
        )
    for name in unknown:
        if name not in guesses:
            add_unknown_key((*path, name), "this rule", known, problems)
