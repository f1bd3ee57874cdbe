"""What a query counts: rows, or different values of a field; and whose rows."""

from driftscan.extract.meaning.comparisons import field_of
from driftscan.extract.meaning.phrase import Phrase, arguments, receiver, within

_COUNTS = frozenset("count len size sum length countdocuments longcount count_all".split())
_DISTINCT = frozenset("distinct countdistinct count_distinct uniq unique toset distinctby".split())
_PICKS = frozenset("values values_list pluck select map only".split())
_ROOTS = frozenset("objects query session db self this prisma func ctx context repository".split())


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
        if word in _DISTINCT:
            return _distinct(each) or "*"
        if any(pair.kind == "pair" and pair.word == "distinct" for pair in each.parts):
            return next((f for a in arguments(each) if (f := _text_or_field(a))), "*")
        counts = counts or word in _COUNTS
    return "*" if counts else ""


def _distinct(call: Phrase) -> str:
    for given in (*arguments(call), receiver(call)):
        if found := _text_or_field(given):
            return found
    for each in within(receiver(call)):
        if each.kind == "call" and each.word.lower() in _PICKS:
            for given in arguments(each):
                inner = given.parts[0] if given.kind == "function" and given.parts else given
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
        if each.kind != "name":
            continue
        parts = each.word.split(".")
        for part in parts:
            if part[:1].isupper() and not part.isupper() and len(part) > 2:
                return part
        if parts[0].lower() in ("prisma", "db", "ctx", "context") and len(parts) > 1:
            return parts[1]
    return ""
