"""What the calls of a query demand: `.filter(...)`, `.Where(...)`, `findMany({where: ...})`."""

from collections.abc import Iterable, Iterator

from driftscan.extract.meaning.atoms import opposite
from driftscan.extract.meaning.comparisons import compared, membership
from driftscan.extract.meaning.conditions import Taken, all_of, taken_apart
from driftscan.extract.meaning.fragments import of_text
from driftscan.extract.meaning.lookups import of_pair, of_record
from driftscan.extract.meaning.phrase import Phrase, arguments, field, receiver, within
from driftscan.extract.meaning.surroundings import Surroundings
from driftscan.extract.meaning.values import NOTHING

_FILTERS = frozenset(
    "where filter filter_by exclude find findall findmany findone findfirst findby findoneby "
    "findandcountall count exists any some every all first single firstordefault singleordefault "
    "reject andwhere where_not not scope having longcount anymatch allmatch nonematch filternot "
    "count_if wherenot select find_each partition find_by find_all countdocuments updatemany "
    "findandcount countby and order_where takewhile whereraw wherehas rewhere".split()
)
_NEGATIVE = frozenset("exclude reject where_not wherenot not nonematch filternot".split())
_COLUMN = {
    "wherein": "in",
    "wherenotin": "not in",
    "wherenull": "null",
    "wherenotnull": "set",
    "orwhere": "or",
    "wheredate": "=",
    "wherebetween": "between",
}
# With one of these a call without a condition of its own is no filter.
_BLOCKS_ONLY = frozenset("all first any count some every exists select find single and not".split())


# What comes behind the first argument says how, and not which.
_ONE_ARGUMENT = ("find", "count", "update", "exists")
_OPTIONS = frozenset(
    "select include order orderBy limit attributes relations projection sort skip take session "
    "upsert lean".split()
)


def filter_calls(phrase: Phrase) -> Iterator[Phrase]:
    """Calls that narrow a query, outermost first."""
    for each in within(phrase):
        if each.kind == "call" and (each.word.lower() in _FILTERS or each.word.lower() in _COLUMN):
            if _has_condition(each):
                yield each
        elif each.kind == "filter" and each.parts:
            yield each


def demanded(calls: Iterable[Phrase], around: Surroundings) -> Taken:
    """All that they demand."""
    return all_of(_of_call(call, around) for call in calls)


def _has_condition(call: Phrase) -> bool:
    given = call.parts[1:]
    word = call.word.lower()
    if word in _BLOCKS_ONLY:
        kinds = ("function", "pair") if word == "select" else ("function", "pair", "record")
        return any(each.kind in kinds and _decides(each) for each in given)
    return bool(given)


def _decides(given: Phrase) -> bool:
    """Whether a function that is given says yes or no; one that picks a field does not."""
    if given.kind != "function" or not given.parts:
        return True
    body = given.parts[0]
    if body.kind in ("name", "call"):
        return body.word.rpartition(".")[2].lower().startswith(("is", "has", "can", "should"))
    return body.kind in ("compare", "and", "or", "not")


def _of_call(call: Phrase, around: Surroundings) -> Taken:
    if call.kind == "filter":
        return taken_apart(call, around)
    word = call.word.lower()
    if word in _COLUMN:
        return _by_column(_COLUMN[word], call, around)
    negative = word in _NEGATIVE
    given = arguments(call)
    if given and given[0].kind == "text":
        return _turned(_by_text(given, call, around), negative)
    asked = call.parts[1:2] if word.startswith(_ONE_ARGUMENT) else call.parts[1:]
    taken = [_of_argument(each, around, negative) for each in asked]
    return all_of(taken) if not negative or len(taken) < 2 else _turned(all_of(taken), False)


def _of_argument(given: Phrase, around: Surroundings, negative: bool) -> Taken:
    given = around.resolved(given)
    if given.kind == "pair":
        return _turned(_of_keyword(given, around), negative)
    if given.kind == "record":
        where = next((each for each in given.parts if each.word in ("where", "filter")), None)
        if where is not None and where.parts:
            return _turned(_of_where(where.parts[0], around), negative)
        if any(each.word in _OPTIONS for each in given.parts):
            return Taken()
        return _turned(of_record(given, around), negative)
    if given.kind in ("compare", "and", "or", "not", "function", "call"):
        return taken_apart(_with_keywords(given), around, negative)
    return Taken()


def _of_where(value: Phrase, around: Surroundings) -> Taken:
    value = around.resolved(value)
    if value.kind == "list":
        return of_pair("or", value, around)
    return of_record(value, around) if value.kind == "record" else Taken(lost=1)


def _of_keyword(pair: Phrase, around: Surroundings) -> Taken:
    if pair.word == "where" and pair.parts:
        return _of_where(pair.parts[0], around)
    return of_pair(pair.word, pair.parts[0], around) if pair.parts else Taken(lost=1)


def _with_keywords(phrase: Phrase) -> Phrase:
    """Django's `Q(status="active")` says what a filter with that keyword does."""
    if phrase.kind == "call" and phrase.word == "Q":
        inner = tuple(
            Phrase("compare", _operator(each), (field(_field(each)), each.parts[0]))
            for each in phrase.parts[1:]
            if each.kind == "pair"
        )
        return Phrase("and", "", inner)
    if phrase.kind in ("and", "or", "not"):
        parts = tuple(map(_with_keywords, phrase.parts))
        return Phrase(phrase.kind, phrase.word, parts, phrase.line)
    return phrase


def _operator(pair: Phrase) -> str:
    ends = {"in": "in", "gte": ">=", "gt": ">", "lte": "<=", "lt": "<", "isnull": "=="}
    return ends.get(pair.word.rpartition("__")[2], "==")


def _field(pair: Phrase) -> str:
    parts = pair.word.split("__")
    known = {"in", "gte", "gt", "lte", "lt", "isnull", "exact", "iexact"}
    return "_".join((parts[:-1] if len(parts) > 1 and parts[-1] in known else parts)[-2:])


def _by_text(given: tuple[Phrase, ...], call: Phrase, around: Surroundings) -> Taken:
    """`where("status = ?", x)`, `where("status", x)`, `where("at", ">=", x)`."""
    text, rest = given[0].word, given[1:]
    if text.replace(".", "").replace("_", "").isalnum() and rest:
        name = field(text)
        if len(rest) > 1 and rest[0].kind == "text":
            operator = rest[0].word.lower()
            if operator in ("in", "not-in", "not in"):
                found = membership(name, rest[1], around)
                return Taken(lost=1) if found is None else Taken(tuple(found))
            found = compared(operator, name, rest[1], around)
        else:
            found = compared("==", name, rest[0], around)
        return Taken(lost=1) if found is None else Taken(tuple(found))
    return of_text(text, call.parts[2:], around)


def _by_column(kind: str, call: Phrase, around: Surroundings) -> Taken:
    given = arguments(call)
    if not given or given[0].kind != "text":
        return Taken(lost=1)
    name = field(given[0].word)
    if kind in ("null", "set"):
        word = Phrase("word", NOTHING)
        found = compared("==" if kind == "null" else "!=", name, word, around)
    elif kind in ("in", "not in") and given[1:]:
        found = membership(name, given[1], around)
        if kind == "not in" and found:
            turned = opposite(found[0])
            found = [turned] if turned else None
    else:
        found = None
    return Taken(lost=1) if found is None else Taken(tuple(found))


def _turned(taken: Taken, negative: bool) -> Taken:
    if not negative:
        return taken
    turned = [opposite(atom) for atom in taken.atoms]
    known = tuple(atom for atom in turned if atom is not None)
    if len(taken.atoms) > 1 or len(known) < len(turned) or taken.refers:
        return Taken(lost=1 + taken.lost)
    return Taken(known, lost=taken.lost)


__all__ = ["demanded", "filter_calls", "receiver"]
