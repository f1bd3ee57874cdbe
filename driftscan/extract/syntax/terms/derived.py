"""Queries that Spring Data makes of a method's name: `countByActiveTrueAndStatus(status)`."""

import re

from msgspec import Struct

_QUERY = re.compile(
    r"(?P<verb>find|read|get|query|search|stream|count|exists)(?P<subject>(?:(?!By[A-Z])\w)*?)"
    r"By(?P<conditions>[A-Z]\w*?)(?:OrderBy[A-Z]\w*)?"
)
_TELLING = re.compile(r"(?:True|False|Null)(?=And[A-Z]|Or[A-Z]|OrderBy|$)")
_PART = re.compile(
    r"(?P<field>\w+?)(?P<test>IsTrue|True|IsFalse|False|IsNotNull|NotNull|IsNull|Null)?"
)
_TESTS = {
    "True": "= true", "False": "= false", "Null": "IS NULL", "NotNull": "IS NOT NULL",
}  # fmt: skip


class Derived(Struct, frozen=True):
    """name: what such things are, as far as the name says it. query: the same as SQL."""

    name: str
    query: str


def derived_query(name: str) -> Derived | None:
    """None for a name that says nothing but what its caller asks for."""
    found = _QUERY.fullmatch(name)
    if found is None or not _TELLING.search(found["conditions"]):
        return None
    ways = re.split(r"(?<=\w)Or(?=[A-Z])", found["conditions"])
    parts = [[_part(each) for each in re.split(r"And(?=[A-Z])", way)] for way in ways]
    told = " OR ".join("(" + " AND ".join(text for text, _ in way) + ")" for way in parts)
    flags = [flag for way in parts for _, flag in way if flag]
    counts = "count(*)" if found["verb"] == "count" else "*"
    subject = found["subject"] or (flags[0] if len(flags) == len(parts) == 1 else "")
    return Derived(subject or name, f"SELECT {counts} WHERE {told}")


def _part(text: str) -> tuple[str, str]:
    """A condition as SQL, and its field if that is a flag which must be set. What stands behind
    the field in any other part is how it is compared with what the caller gives."""
    found = _PART.fullmatch(text)
    field = (found["field"] if found else text).replace("_", "")
    plain = field[:1].lower() + field[1:]
    test = ((found["test"] or "") if found else "").removeprefix("Is")
    if not test:
        return f"{plain} = :given", ""
    return f"{plain} {_TESTS[test]}", plain if test == "True" else ""
