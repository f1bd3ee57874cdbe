"""What is left of an expression once the beginning of the text it is searched in is known."""

from collections.abc import Iterable

from driftscan.migrate.areas.globs import tidy
from driftscan.migrate.areas.parts import ANY, END, ONE, START, WITHIN

_MOST = 400


def behind(arms: Iterable[str], beginning: str) -> list[str]:
    """Arms for what may follow the beginning; [] where nothing that begins so is meant.

    Each is whole: it begins and ends where the rest of the text does.
    """
    found: list[str] = []
    for arm in arms:
        states = {tidy(arm)}
        for char in beginning:
            states = {after for state in states for after in _step(state, char)}
            states = set(sorted(states)[:_MOST])
        found += [f"{START}{state}{END}" for state in sorted(states)]
    return found


def meant_behind(arms: Iterable[str], beginning: str) -> list[str]:
    """The same, but an expression that names the end of the beginning is taken to begin there.

    `src/Api/.*` behind `/src/` is `Api/`, and not what might be in another `src/Api` below.
    """
    found: list[str] = []
    for arm in arms:
        left = behind([arm], beginning)
        past = [each for each in left if is_past(each)]
        is_open = arm.removeprefix(START).lstrip(ANY).startswith("/")
        found += past if past and not is_open else left
    return found


def is_past(arm: str) -> bool:
    """Whether an arm of behind() is no longer at the open beginning of an expression."""
    return not arm.startswith(START + ANY) or arm == START + ANY + END


def _step(arm: str, char: str) -> list[str]:
    """What may be left of an arm behind one more character."""
    found = []
    for at, sign in enumerate(arm):
        if sign == ANY or (sign == WITHIN and char != "/"):
            found.append(arm[at:])
        if sign in (ANY, WITHIN):
            continue
        if sign == char or (sign == ONE and char != "/"):
            found.append(arm[at + 1 :])
        break
    return found
