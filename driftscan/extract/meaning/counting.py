"""What a query counts: rows, or different values of a field; and whose rows."""

from driftscan.extract.meaning.comparisons import field_of
from driftscan.extract.meaning.phrase import Phrase, arguments, receiver, within

_COUNTS = frozenset("count len size sum length countdocuments longcount count_all".split())
_DISTINCT = frozenset("distinct countdistinct count_distinct uniq unique toset distinctby".split())
_PICKS = frozenset("values values_list pluck select map only".split())
_NO_SOURCES = ("Status", "State", "Type", "Kind", "Role", "Set", "Date", "Time", "Op", "Utc")


def counted(phrases: tuple[Phrase, ...]) -> str:
    """The field whose different values are counted, '*' for rows, '' if nothing is."""
    counts = False
    for each in (part for phrase in phrases for part in within(phrase)):
        if each.kind == "set":
            return field_of(each.parts[0]) or "*"
        if each.kind == "name" and each.word.endswith((".size", ".length")):
            counts = True
        if each.kind != "call":
            continue
        word = each.word.lower()
        if word in _DISTINCT or _is_new_set(each):
            return _distinct(each) or "*"
        if any(pair.kind == "pair" and pair.word == "distinct" for pair in each.parts):
            return next((f for a in arguments(each) if (f := _text_or_field(a))), "*")
        counts = counts or word in _COUNTS
    return "*" if counts else ""


def _is_new_set(call: Phrase) -> bool:
    """`new Set(users.map((user) => user.id))`"""
    return call.word == "new" and len(call.parts) > 2 and call.parts[1].word in ("Set", "HashSet")


def _distinct(call: Phrase) -> str:
    given = arguments(call)
    for each in (*given, receiver(call)):
        if found := _text_or_field(each):
            return found
    inside = given[1:2] if _is_new_set(call) else (receiver(call),)
    for each in (part for phrase in inside for part in within(phrase)):
        if each.kind == "call" and each.word.lower() in _PICKS:
            for one in arguments(each):
                inner = one.parts[0] if one.kind == "function" and one.parts else one
                if found := _text_or_field(inner):
                    return found
    return ""


def _text_or_field(phrase: Phrase) -> str:
    if phrase.kind == "text" and phrase.word.replace(".", "_").isidentifier():
        return phrase.word.rpartition(".")[2]
    if phrase.kind == "name" and "." in phrase.word:
        return field_of(phrase)
    return ""


def source_of(phrases: tuple[Phrase, ...]) -> str:
    """The model or table that is asked: the first name that is spelled as a type."""
    for each in (part for phrase in phrases for part in within(phrase)):
        if each.kind == "record" and each.word[:1].isupper():
            return each.word  # `db.Model(&User{})`
        if each.kind != "name":
            continue
        parts = each.word.split(".")
        is_type = parts[0][:1].isupper() and not parts[0].isupper()
        if is_type and len(parts[0]) > 2 and not parts[0].endswith(_NO_SOURCES):
            return parts[0]
        if parts[0].lower() in ("prisma", "db", "ctx", "context") and len(parts) > 1:
            return parts[1]
    return ""
