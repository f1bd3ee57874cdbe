"""$1 and the like: what a group of `from` matched, used again in `to`."""

import re
from collections.abc import Iterator

from msgspec import Struct

from driftscan.migrate.areas.expression import arms_of
from driftscan.migrate.areas.parts import ANY, MARKS, START, WITHIN, NotPlainError

SAME = "\u00a4"  # the part of a path that is the same on both sides
_REFERENCE = re.compile(r"\$(\d)")
_MOST = 24


class Pair(Struct, frozen=True):
    """Expressions without references. SAME in both: the same name, whatever it is."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    besides: tuple[str, ...]


def has_references(expressions: list[str]) -> bool:
    """Whether any refers to a group."""
    return any(_REFERENCE.search(text) for text in expressions)


def pairs(source: list[str], target: list[str], besides: list[str]) -> Iterator[Pair]:
    """One pair for each text that groups of fixed texts match. Raises NotPlainError."""
    text = "|".join(source)
    groups = list(_groups(text))
    used = {int(n) for each in (*target, *besides) for n in _REFERENCE.findall(each)}
    if 0 in used:
        raise NotPlainError("uses the whole match")
    if used and max(used) > len(groups):
        raise NotPlainError("uses a group that is not there")
    choices: list[list[tuple[str, str]]] = [
        _readings(text[begin:end]) if number in used else [(text[begin - 1 : end + 1], "")]
        for number, (begin, end) in enumerate(groups, 1)
    ]
    for chosen in _combined(choices):
        if sum(SAME in own for own, _ in chosen) > 1:
            raise NotPlainError("uses two names at once")
        values = {number: value for number, (_, value) in enumerate(chosen, 1)}
        yield Pair(
            (_replaced(text, groups, [own for own, _ in chosen]),),
            tuple(_filled(each, values) for each in target),
            tuple(_filled(each, values) for each in besides),
        )


def _readings(inner: str) -> list[tuple[str, str]]:
    """What a group can match: texts for its place, and for the references to it."""
    arms = arms_of(inner).arms
    if not any(set(arm.removeprefix(START)) & MARKS for arm in arms):
        return [(_escaped(arm), _escaped(arm.removeprefix(START))) for arm in arms]
    if set(arms) in ({f"{ANY}/"}, {ANY}):
        arms = (arms[0].replace(ANY, WITHIN),)
    if len(arms) == 1 and arms[0].count(WITHIN) == 1 and ANY not in arms[0]:
        named = arms[0].replace(WITHIN, SAME)
        return [(_escaped(named), _escaped(named.removeprefix(START)))]
    raise NotPlainError(f"uses what ({inner}) matched")


def _escaped(arm: str) -> str:
    is_first = arm.startswith(START)
    return "^" * is_first + re.escape(arm.removeprefix(START))


def _combined(choices: list[list[tuple[str, str]]]) -> Iterator[list[tuple[str, str]]]:
    found: list[list[tuple[str, str]]] = [[]]
    for choice in choices:
        found = [[*before, each] for before in found for each in choice]
        if len(found) > _MOST:
            raise NotPlainError("has too many alternatives in its groups")
    yield from found


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of what is inside each capturing group, by their opening brackets."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    in_class = False
    at = 0
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 1
        elif in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        elif char == "(":
            is_capturing = text[at + 1 : at + 2] != "?"
            waiting.append(at + 1 if is_capturing else -1)
        elif char == ")" and waiting and (begin := waiting.pop()) >= 0:
            found[begin] = at
        at += 1
    yield from sorted(found.items())


def _replaced(text: str, groups: list[tuple[int, int]], texts: list[str]) -> str:
    """The expression with what each group stands for in its place; inner groups stay in outer."""
    parts, end = [], 0
    for (begin, stop), own in zip(groups, texts, strict=True):
        if begin - 1 < end:
            continue
        parts += [text[end : begin - 1], own]
        end = stop + 1
    return "".join([*parts, text[end:]])


def _filled(text: str, values: dict[int, str]) -> str:
    return _REFERENCE.sub(lambda match: values.get(int(match[1]), ""), text)
