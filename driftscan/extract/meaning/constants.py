"""Names for values that should be the same wherever they are named alike."""

import re

from driftscan.extract.meaning.durations import duration_of, number_of
from driftscan.extract.meaning.phrase import Phrase
from driftscan.extract.meaning.surroundings import Surroundings
from driftscan.extract.meaning.values import values_of
from driftscan.model.definition import ConstantFact

_LONGEST = 40
_MOST = 60
_PATH = re.compile(r"[a-z_]\w*(?:\.\w+){2,}")
_WRAPPED = frozenset("decimal bigdecimal final float int text money d valueof parse freeze".split())


def _wraps(call: Phrase) -> bool:
    """`Decimal("0.19")`, `new BigDecimal("0.19")`"""
    if call.word == "new" and len(call.parts) > 1:
        return call.parts[1].word.lower() in _WRAPPED
    return call.word.lower() in _WRAPPED


def _is_code(value: str) -> bool:
    """Whether a value names a part of the program (a class, `app.users.apps.Users`): wiring."""
    return value[:1] == "@" or bool(_PATH.fullmatch(value))


def _names_in(phrase: Phrase, around: Surroundings) -> list[str]:
    """`[CreateUser, DeleteUser]`: names without a holder, which are no labels of anything, and for
    which the file has no value."""
    parts = map(around.resolved, phrase.parts)
    return ["@" for each in parts if each.kind == "name" and "." not in each.word]


def constant_of(name: str, value: Phrase, line: int, around: Surroundings) -> ConstantFact | None:
    """The fact of a constant, None for a value that is not plain."""
    plain = around.spelled(value)
    if plain.kind == "call" and _wraps(plain) and plain.parts:
        inner = [each for each in plain.parts if each.kind in ("text", "number", "product", "sum")]
        plain = inner[-1] if inner else plain
        number = number_of(Phrase("number", plain.word))
        if plain.kind == "text" and number is not None:
            plain = Phrase("number", plain.word)
    number = number_of(plain)
    if number is not None:
        return ConstantFact(name, "number", (f"{number:.12g}",), line)
    length = duration_of(plain) if plain.kind != "text" else None
    if length is not None:
        return ConstantFact(name, "duration", (f"{length:g}",), line)
    if plain.kind == "text":
        is_word = 0 < len(plain.word) <= _LONGEST and not plain.word.isspace()
        return ConstantFact(name, "text", (plain.word,), line) if is_word else None
    if plain.kind in ("list", "set", "call"):
        found = values_of(plain, around)
        if (
            found
            and len(found) <= _MOST
            and not any(map(_is_code, (*found, *_names_in(plain, around))))
        ):
            return ConstantFact(name, "list", tuple(sorted(found)), line, _members_of(plain))
    return None


def _members_of(phrase: Phrase) -> str:
    """`[Status.PAID, Status.SENT]` holds members of Status."""
    held = {each.word.rpartition(".")[0] for each in phrase.parts if each.kind == "name"}
    return held.pop().rpartition(".")[2] if len(held) == 1 else ""
