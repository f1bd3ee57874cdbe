"""Lengths of time, and points that lie so long before or after now."""

import re

from driftscan.extract.meaning.phrase import Phrase, arguments, last_part, receiver

_UNITS = {
    "millisecond": 0.001,
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 604800,
    "month": 2592000,
    "year": 31536000,
}
_SHORT = {"ms": 0.001, "s": 1, "sec": 1, "min": 60, "h": 3600, "hr": 3600, "d": 86400, "w": 604800}
_UNIT = re.compile(
    r"(?:to|of|from|add|sub|minus|plus|in|total)?(millisecond|second|minute|hour|day|week|month|year)s?",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*([a-z]+?)s?(?:\s+ago)?", re.IGNORECASE)
_NOW = frozenset(
    "now utcnow today current_date current_timestamp currenttimestamp currentdate getdate "
    "currenttimemillis localtimestamp sysdate time getutcdate current_time utc_now timezone_now "
    "sysutcdatetime nowutc gettime zoned_now utc_timestamp".split()
)
_NOW_NAMES = frozenset("now today utcnow current_date current_timestamp nowutc datenow".split())
_MADE = frozenset("timedelta duration interval make_interval dateinterval relativedelta".split())
_EARLIER = frozenset(
    "subtract minus sub subdays subhours subminutes submonths subweeks subyears minusdays "
    "minushours minusminutes minusmonths minusweeks minusyears date_sub subday submonth subweek "
    "subyear subhour datesub".split()
)
_LATER = frozenset(
    "adddays addhours addminutes addmonths addyears addweeks plus plusdays plushours plusminutes "
    "plusmonths plusweeks addday addmonth add date_add dateadd addseconds plusseconds".split()
)
_AGO = frozenset(("ago", "before_now"))
_HENCE = frozenset(("from_now", "since_now"))


def number_of(phrase: Phrase) -> float | None:
    """A number, or a sum or product of such."""
    if phrase.kind == "number":
        return _float(phrase.word)
    if phrase.kind in ("sum", "product") and len(phrase.parts) == 2:
        left, right = number_of(phrase.parts[0]), number_of(phrase.parts[1])
        return None if left is None or right is None else _reckoned(phrase.word, left, right)
    return None


def duration_of(phrase: Phrase) -> float | None:
    """Seconds; None for what is no length of time."""
    if phrase.kind == "text":
        return _of_text(phrase.word)
    if phrase.kind == "product":
        return _of_product(phrase)
    if phrase.kind == "name":
        return _of_name(phrase.word)
    if phrase.kind != "call":
        return None
    word = phrase.word.lower()
    given = arguments(phrase)
    if word in _MADE:
        return _of_parts(phrase)
    unit = _UNIT.fullmatch(word)
    if unit:
        amount = given[0] if given else receiver(phrase)
        value = number_of(amount)
        return None if value is None else value * _UNITS[unit[1].lower()]
    if word in ("of", "duration") and len(given) > 1:
        return _scaled(given[0], given[1])
    return None


def offset_of(phrase: Phrase) -> float | None:
    """Seconds after now that a point in time lies (before: negative); None if it is none such."""
    if is_now(phrase):
        return 0.0
    if phrase.kind == "sum" and len(phrase.parts) == 2:
        return _shifted(phrase)
    if phrase.kind != "call":
        return None
    word = phrase.word.lower()
    if word in _AGO | _HENCE:
        length = duration_of(receiver(phrase))
        return None if length is None else (-length if word in _AGO else length)
    if word in _EARLIER or word in _LATER:
        length = _moved(phrase, word)
        return None if length is None else (-length if word in _EARLIER else length)
    if word == "adddate" and len(arguments(phrase)) == 3:
        return _of_add_date(arguments(phrase))
    if word in ("strtotime", "carbon", "datetime", "datetimeimmutable", "date", "parse"):
        texts = [each for each in arguments(phrase) if each.kind == "text"]
        return _of_text(texts[-1].word) if texts and texts[-1].word[:1] in "+-" else None
    inner = [receiver(phrase), *arguments(phrase)]
    if word in (
        "new",
        "totimestamp",
        "timestamp",
        "toisostring",
        "toinstant",
        "unix",
        "utc",
        "date",
    ):
        return next((each for each in map(offset_of, inner) if each is not None), None)
    return None


def is_now(phrase: Phrase) -> bool:
    """Whether it stands for the moment at which it is asked."""
    word = last_part(phrase.word).lower()
    if phrase.kind == "call":
        if word == "new" and phrase.parts[1:2] == (Phrase("name", "Date"),):
            return len(phrase.parts) == 2
        held = receiver(phrase)
        plain = not arguments(phrase) or word in ("now", "today", "time")
        if word == "gettime":
            return is_now(held)
        return word in _NOW and plain and not (word == "time" and held.kind == "call")
    return phrase.kind == "name" and (word in _NOW_NAMES or _is_now_member(phrase.word))


def _is_now_member(name: str) -> bool:
    return name.lower().endswith((".now", ".utcnow", ".today"))


def _shifted(phrase: Phrase) -> float | None:
    left, right = phrase.parts
    base, length = offset_of(left), duration_of(right)
    if base is not None and length is None:
        length = plain_length(left, right)
    if base is None or length is None:
        return None
    return base - length if phrase.word == "-" else base + length


def plain_length(beside: Phrase, phrase: Phrase) -> float | None:
    """A bare number beside a clock: JavaScript's and Java's count milliseconds."""
    value = number_of(phrase)
    if value is None:
        return None
    millis = beside.kind == "call" and (
        beside.word.lower() in ("currenttimemillis", "gettime")
        or (beside.word == "now" and last_part(receiver(beside).word) == "Date")
        or beside.word == "new"
    )
    return value / 1000 if millis else value


def _moved(phrase: Phrase, word: str) -> float | None:
    """`now.minusDays(30)`, `now.subtract(30, 'days')`, `subDays(now, 30)`."""
    points = [
        each for each in (receiver(phrase), *arguments(phrase)) if offset_of(each) is not None
    ]
    if not points:
        return None
    base = offset_of(points[0]) or 0.0
    rest = [each for each in arguments(phrase) if each is not points[0]]
    unit = _UNIT.fullmatch(word)
    if unit:
        value = number_of(rest[0]) if rest else 1.0
        return None if value is None else value * _UNITS[unit[1].lower()] - abs(base)
    if len(rest) > 1:
        return _scaled(rest[0], rest[1]) or _scaled(rest[1], rest[0])
    return duration_of(rest[0]) if rest else None


def _scaled(amount: Phrase, unit: Phrase) -> float | None:
    value = number_of(amount)
    found = _UNIT.fullmatch(last_part(unit.word))
    return None if value is None or found is None else value * _UNITS[found[1].lower()]


def _of_add_date(given: tuple[Phrase, ...]) -> float | None:
    values = [number_of(each) for each in given]
    if any(value is None for value in values):
        return None
    years, months, days = (value or 0 for value in values)
    return years * _UNITS["year"] + months * _UNITS["month"] + days * _UNITS["day"]


def _of_parts(call: Phrase) -> float | None:
    """`timedelta(days=30)`, `timedelta(30)`, `interval('30 days')`, `make_interval(days => 30)`."""
    total, known = 0.0, False
    for part in call.parts[1:]:
        if part.kind == "pair":
            unit, value = _UNIT.fullmatch(part.word), number_of(part.parts[0])
            if unit is None or value is None:
                return None
            total, known = total + value * _UNITS[unit[1].lower()], True
    given = arguments(call)
    if given and given[0].kind == "text":
        return _of_text(given[0].word)
    if len(given) > 1 and call.word.lower() == "interval":
        return _scaled(given[0], given[1])
    if given and call.word.lower() == "timedelta":
        value = number_of(given[0])
        return None if value is None else total + value * _UNITS["day"]
    return total if known else None


def _of_product(phrase: Phrase) -> float | None:
    """`30 * 24 * time.Hour`, `30 * DAY`."""
    left, right = phrase.parts
    for amount, unit in ((left, right), (right, left)):
        value, length = number_of(amount), duration_of(unit)
        if value is not None and length is not None and phrase.word == "*":
            return value * length
    return None


def _of_name(name: str) -> float | None:
    """`time.Hour`, `30.days` where numbers have such methods."""
    held, _, word = name.rpartition(".")
    if last_part(held).lower() not in ("time", "duration", "timeunit"):
        return None
    unit = _UNIT.fullmatch(word)
    return _UNITS[unit[1].lower()] if unit else None


def _of_text(text: str) -> float | None:
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        return None
    unit = found[2].lower()
    scale = _UNITS.get(unit) or _SHORT.get(unit)
    return float(found[1]) * scale if scale else None


def _reckoned(operator: str, left: float, right: float) -> float | None:
    if operator == "/":
        return left / right if right else None
    values = {"*": left * right, "+": left + right, "-": left - right}
    return values.get(operator)


def _float(text: str) -> float | None:
    try:
        return float(text)
    except (ValueError, OverflowError):
        return None
