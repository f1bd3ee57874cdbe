"""The day, week, month, quarter or year that now is in: `date_trunc('month', now())`."""

import re

from driftscan.extract.meaning.durations import is_now, number_of
from driftscan.extract.meaning.phrase import Phrase, arguments, last_part, receiver, within

_BEGINS = re.compile(
    r"(?:at)?_?(?:start|begin|beginning|first_?day)_?of_?(?:the_?|current_?|this_?)?"
    r"(day|week|month|quarter|year)",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"all_(day|week|month|quarter|year)")
_UNIT = re.compile(r"(day|week|month|quarter|year)s?", re.IGNORECASE)
_TRUNCATED = frozenset(
    "date_trunc datetrunc truncatedto trunc startof starting_at truncate".split()
)
_CLOCKS = frozenset("dayjs moment carbon luxon datetime yearmonth date time".split())
# What changes the type of a point in time, or its time of day, and not which period it is in.
_WRAPPED = frozenset(
    "todate toisostring toinstant toinstantstring valueof unix utc tolocaldate tolocaldatetime "
    "atstartofday attime atzone atzonesameinstant cast date timestamp datetime totimestamp "
    "todatestring todatetimestring format make_aware gettime".split()
)
_DAYS = {"withdayofmonth": "month", "withdayofyear": "year", "atday": "month"}


def calendar_of(phrase: Phrase, depth: int = 0) -> str:
    """The unit whose present one begins at a point in time; '' for any other point."""
    if phrase.kind == "name":
        return _named(phrase.word)
    if phrase.kind != "call" or depth > 6:
        return ""
    word, given = phrase.word.lower(), arguments(phrase)
    if found := _BEGINS.fullmatch(phrase.word):
        inner = calendar_of(receiver(phrase), depth + 1)  # at the start of day, the first of which
        return inner or (found[1].lower() if _is_of_now(phrase) else "")
    if word in _TRUNCATED:
        return _truncated(phrase)
    if word in _DAYS and given and number_of(given[0]) == 1:
        return _DAYS[word] if _is_clock(receiver(phrase)) else ""
    if word == "with" and given and (found := _BEGINS.fullmatch(last_part(given[0].word))):
        return found[1].lower() if _is_clock(receiver(phrase)) else ""
    if word == "replace":
        return _replaced(phrase, depth)
    if word in ("new", "date") and (unit := _from_parts(phrase)):
        return unit
    if word in _WRAPPED:
        within = [receiver(phrase), *given]
        return next((unit for each in within if (unit := calendar_of(each, depth + 1))), "")
    return ""


def whole_of(phrase: Phrase) -> str:
    """The unit of Ruby's `Time.current.all_month`, a range of time."""
    found = _WHOLE.fullmatch(phrase.word) if phrase.kind == "call" else None
    if found is None and phrase.kind == "name":
        found = _WHOLE.fullmatch(last_part(phrase.word))
    return found[1] if found else ""


def _named(name: str) -> str:
    """Ruby's `Time.current.beginning_of_month`."""
    held, _, word = name.rpartition(".")
    found = _BEGINS.fullmatch(word)
    is_now_ = last_part(held).lower() in ("current", "now", "today")
    return found[1].lower() if found and is_now_ else ""


def _is_clock(phrase: Phrase) -> bool:
    """Whether it is now: what clocks say, or `dayjs()` and `moment()` without anything."""
    if is_now(phrase) or is_now(Phrase(phrase.kind, last_part(phrase.word))):
        return True
    return (
        phrase.kind == "call" and phrase.word.lower() in _CLOCKS and not arguments(phrase)
    ) or any(is_now(each) for each in within(phrase) if each.kind == "call")


def _is_of_now(call: Phrase) -> bool:
    given = arguments(call)
    return _is_clock(given[0]) if given else _is_clock(receiver(call))


def _truncated(call: Phrase) -> str:
    """`date_trunc('month', now())`, `dayjs().startOf('month')`, `now.truncatedTo(DAYS)`."""
    sides = [receiver(call), *arguments(call)]
    units = [found[1].lower() for each in sides if (found := _UNIT.fullmatch(last_part(each.word)))]
    return units[0] if units and any(map(_is_clock, sides)) else ""


def _replaced(call: Phrase, depth: int) -> str:
    """`now.replace(day=1, hour=0)`; of a month that begins, only the hours are replaced."""
    told = {each.word: each.parts[0].word for each in call.parts if each.kind == "pair"}
    held = receiver(call)
    if not _is_clock(held):
        return calendar_of(held, depth + 1)
    if told.get("day") == "1":
        return "year" if told.get("month") == "1" else "month"
    return "day" if told.get("hour") == "0" and "day" not in told else ""


def _from_parts(call: Phrase) -> str:
    """`new Date(now.getFullYear(), now.getMonth(), 1)`, `time.Date(now.Year(), now.Month(), 1)`."""
    given = [each for each in arguments(call) if each.word not in ("Date", "DateTime", "DateOnly")]
    if len(given) < 3 or "year" not in last_part(given[0].word).lower():
        return ""
    month, day = last_part(given[1].word).lower(), last_part(given[2].word).lower()
    if "month" in month:
        return "month" if number_of(given[2]) == 1 else "day" * (day in ("day", "getdate", "date"))
    return "year" if number_of(given[1]) in (0, 1) and number_of(given[2]) == 1 else ""
