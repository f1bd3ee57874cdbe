"""What was changed in the target state itself, told part by part."""

from collections.abc import Iterator, Mapping

import msgspec

from driftscan.model.diff import SpecChange
from driftscan.model.spec import Spec


def spec_changes(before: Spec, after: Spec) -> tuple[SpecChange, ...]:
    """Rules, components, measures and exceptions that one of the specs lacks or has otherwise."""
    old, new = _parts(before), _parts(after)
    return tuple(
        sorted(
            SpecChange(section=section, name=name, how=how)
            for section in old
            for name, how in _changes(old[section], new[section])
        )
    )


def _changes(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name in old.keys() | new.keys():
        if name not in old:
            yield name, "added"
        elif name not in new:
            yield name, "removed"
        elif old[name] != new[name]:
            yield name, "changed"


def _parts(spec: Spec) -> dict[str, dict[str, object]]:
    return {
        "rules": {rule.head.name: _plain(rule) for rule in spec.rules},
        "components": {component.name: _plain(component) for component in spec.components},
        "measures": {goal.measure: goal.text for goal in spec.goals},
        "exceptions": {
            f"{each.finding}: {each.where or ', '.join(each.imports) or 'everywhere'}": _plain(each)
            for each in spec.exceptions
        },
    }


def _plain(value: object) -> object:
    """A part of the spec without the line it stands on."""
    return _without_lines(msgspec.to_builtins(value))


def _without_lines(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_lines(part) for key, part in value.items() if key != "line"}
    return [_without_lines(part) for part in value] if isinstance(value, list | tuple) else value
