"""Regular expressions over the names of an interface, as names that a spec can list."""

import re

_WORD = r"[A-Za-z_]\w*"
_NAME = re.compile(rf"{_WORD}(?:(?:\\\.|\.){_WORD})*")
_BELOW = re.compile(rf"(?P<name>{_WORD}(?:(?:\\\.|\.){_WORD})*)(?:\\\.\.[*+]|\.[*+])")
_CHOICE = re.compile(r"\((?:\?:)?(?P<arms>[^()]*)\)")
EVERYTHING = ("", ".*", ".+", "*")
_MOST = 100  # arms of nested choices multiply


def names_of(expression: str) -> list[str] | None:
    """Names, with `.*` behind one for all that is inside it; None where that can't be told.

    `services.*` as a regular expression is also `services_old`; what is meant is what is inside.
    """
    found = []
    for each in _arms(expression.removeprefix("^").removesuffix("$")):
        if _NAME.fullmatch(each):
            found.append(each.replace("\\", ""))
        elif below := _BELOW.fullmatch(each):
            found.append(below["name"].replace("\\", "") + ".*")
        else:
            return None
    return found


def _arms(expression: str) -> list[str]:
    """The expression once for each arm of its choices."""
    waiting = [expression]
    done: list[str] = []
    while waiting and len(waiting) + len(done) <= _MOST:
        each = waiting.pop(0)
        choice = _CHOICE.search(each)
        if choice:
            before, after = each[: choice.start()], each[choice.end() :]
            waiting += [f"{before}{arm}{after}" for arm in choice["arms"].split("|")]
        else:
            done += each.split("|")
    return done + waiting
