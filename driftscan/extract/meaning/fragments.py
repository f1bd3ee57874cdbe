"""Conditions that are given as text: `where("status = ? AND at > ?", "active", since)`."""

import re

from driftscan.extract.meaning.conditions import Taken, taken_apart
from driftscan.extract.meaning.phrase import Phrase
from driftscan.extract.meaning.surroundings import Surroundings

_HOLE = re.compile(r"\?|\$\d+|(?<!:):[A-Za-z_]\w*(?:\.\.\.)?|@\w+|%s")
_LONGEST = 2_000


def of_text(text: str, given: tuple[Phrase, ...], around: Surroundings) -> Taken:
    """Atoms of a piece of SQL; holes are filled with the arguments, in order or by name."""
    if len(text) > _LONGEST or not re.search(r"[=<>]|\b(?:is|in|like|between)\b", text, re.I):
        return Taken(lost=1)
    from driftscan.extract.meaning.sql_phrases import condition

    names = {
        each.word: each.parts[0]
        for record in given
        for each in (record.parts if record.kind == "record" else (record,))
        if each.kind == "pair" and each.parts
    }
    ordered = [each for each in given if each.kind not in ("record", "pair")]
    local = dict(around.local)
    count = 0

    def hole(found: re.Match[str]) -> str:
        nonlocal count
        word = found.group()
        name = f"hole_{count}"
        count += 1
        by_name = names.get(word[1:].removesuffix("..."))
        value = by_name or (ordered.pop(0) if ordered else None)
        if value is not None:
            local[name] = value
        return f" {name} "

    read = condition(_HOLE.sub(hole, text))
    parameters = frozenset(f"hole_{at}" for at in range(count)) - local.keys()
    return taken_apart(read, around.inside(local, parameters)) if read else Taken(lost=1)
