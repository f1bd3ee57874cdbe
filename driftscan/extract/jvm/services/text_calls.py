"""Calls as texts: addresses are put together by formats and builders, read from the environment and
asked of registries."""

import re
from collections.abc import Callable

from driftscan.extract.jvm.services.text_words import (
    ADDRESSES_OF,
    APPENDED,
    DEFAULTS,
    LISTS,
    LOOKUP_WORDS,
    SAME,
    SETTINGS,
    SETTINGS_HOLDERS,
    WITH_PORT,
    WRAPPERS,
)
from driftscan.extract.jvm.services.written import Expression, Link
from driftscan.extract.pieces import joined, plain
from driftscan.model.service_fact import Piece, Text

UNKNOWN: Text = (Piece("unknown", ""),)
_FORMAT = re.compile(r"%(?:(\d+)\$)?[-+0-9.]*([sd%n])")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]+")
_KEY = re.compile(r"[\w.\-\[\]]+")
_SERVICE = re.compile(r"[a-zA-Z][a-zA-Z0-9]*([-_][a-zA-Z0-9]+)*")
_GETTER = re.compile(r"(?:get)([A-Z]\w*)")

Of = Callable[[Expression, int, int], Text]


class TextOfCalls:
    """of: how any expression is read, within a method, at a depth. inlined: what a function of the
    same file gives for these arguments."""

    def __init__(self, of: Of, inlined: Callable[[str, list[Text]], Text]) -> None:
        self._any = of
        self._inlined = inlined

    def of(self, call: Expression, method: int, depth: int) -> Text:
        """What a chain of calls gives."""
        text, used = self._begun(call, method, depth + 1)
        for link in call.links[used:]:
            text = self._continued(text, link, method, depth + 1)
        return text

    def _begun(self, call: Expression, method: int, depth: int) -> tuple[Text, int]:
        """What the first links give, and how many those are."""
        first = call.links[0]
        if call.parts:
            return self._any(call.parts[0], method, depth), 0
        holder = call.value.rpartition(".")[2]
        given = [self._any(each.value, method, depth) for each in first.arguments[:8]]
        if found := self._environment(call, given, method, depth):
            return found
        if first.name in WRAPPERS.get(holder, ()) or (not holder and first.name in LISTS):
            return (_either(given) if first.name == "requireNonNullElse" else _first(given)), 1
        if holder in WITH_PORT and first.name == "new":
            return _host_and_port(given), 1
        if holder == "String" and first.name == "format" and given:
            return formatted(_after_locale(given)), 1
        if holder == "Paths" or (holder[:1].isupper() and first.name in ("builder", "newInstance")):
            return (), 1
        if holder[:1].isupper() and first.name == "new":
            return ((), 1) if holder in ("Builder", "HttpUrl.Builder") else (UNKNOWN, 1)
        return self._looked_up(call, given, method, depth)

    def _environment(
        self, call: Expression, given: list[Text], method: int, depth: int
    ) -> tuple[Text, int] | None:
        first = call.links[0]
        if call.value == "System" and first.name == "getenv":
            if given:
                return _read("env", given), 1
            arguments = call.links[1].arguments if len(call.links) > 1 else ()
            inner = [self._any(each.value, method, depth) for each in arguments]
            return (_read("env", inner), 2) if inner else None
        if "env" in first.name.lower() and given and _is_plain(given[0], _VARIABLE):
            return _read("env", given), 1
        for at, link in enumerate(call.links[:3]):
            before = call.value + "".join(each.name for each in call.links[:at])
            if link.name in SETTINGS and any(word in before for word in _HOLDERS):
                inner = [self._any(each.value, method, depth) for each in link.arguments]
                if inner and _is_plain(inner[0], _KEY):
                    return _read("setting", inner), at + 1
        return None

    def _looked_up(
        self, call: Expression, given: list[Text], method: int, depth: int
    ) -> tuple[Text, int]:
        """Functions of the same file, registries, getters."""
        if not call.value and is_known(text := self._inlined(call.links[0].name, given)):
            return text, 1
        at = next((at for at, link in enumerate(call.links) if link.arguments), -1)
        if at >= 0:
            named = self._any(call.links[at].arguments[0].value, method, depth)
            if _asks_for_service(call.links[at], named):
                return joined((plain("http://"), named)), at + 1
        return _read_by_names(call)

    def _continued(self, text: Text, link: Link, method: int, depth: int) -> Text:
        """A link that is called on a text."""
        given = [self._any(each.value, method, depth) for each in link.arguments[:8]]
        if link.name in ("formatted", "format") and given:
            return formatted([text, *given])
        if link.name in APPENDED and given:
            before, _, after = APPENDED[link.name].partition("{}")
            return joined((text, plain(before), given[0], plain(after)))
        if link.name in DEFAULTS and given and len(text) == 1:
            return _with_default(text, given[0])
        is_plain = all(piece.kind == "text" and "://" not in piece.value for piece in text)
        return UNKNOWN if is_plain and link.arguments and link.name not in SAME else text


_HOLDERS = (*SETTINGS_HOLDERS, *(word.capitalize() for word in SETTINGS_HOLDERS))


def is_known(text: Text) -> bool:
    """Whether a text has any part that something is known of."""
    return any(piece.kind not in ("unknown", "parameter") for piece in text)


def property_name(name: str) -> str:
    """`getCartUrl` reads `cartUrl`."""
    getter = _GETTER.fullmatch(name)
    return getter[1][0].lower() + getter[1][1:] if getter else name


def formatted(parts: list[Text]) -> Text:
    """A format with its values put in."""
    pattern, values = parts[0], parts[1:]
    if not (len(pattern) == 1 and pattern[0].kind == "text"):
        return pattern
    found: list[Text] = []
    at = begin = 0
    text = pattern[0].value
    for match in _FORMAT.finditer(text):
        found.append(plain(text[begin : match.start()]))
        begin = match.end()
        if match[2] in "%n":
            found.append(plain("%" if match[2] == "%" else ""))
            continue
        place = int(match[1][:3]) - 1 if match[1] else at
        at += not match[1]
        found.append(values[place] if 0 <= place < len(values) else UNKNOWN)
    return joined((*found, plain(text[begin:])))


def _asks_for_service(link: Link, named: Text) -> bool:
    if link.name in ADDRESSES_OF:
        return True
    name = link.name.lower()
    is_lookup = any(word in name for word in LOOKUP_WORDS) and "encode" not in name
    return (
        is_lookup
        and link.name not in SAME
        and link.name not in APPENDED
        and (_is_plain(named, _SERVICE))
    )


def _read_by_names(call: Expression) -> tuple[Text, int]:
    """`cart.getUrl()` reads cart.url; a function is named by itself."""
    names = [call.value] if call.value else []
    for at, link in enumerate(call.links):
        is_type = at == 0 and call.value[:1].isupper()
        if names and not is_type and (link.arguments or link.name in SAME):
            return _named(names), at
        names.append(property_name(link.name))
        if link.arguments:
            return _named(names), at + 1
    return _named(names), len(call.links)


def _after_locale(given: list[Text]) -> list[Text]:
    first = given[0]
    is_locale = len(given) > 1 and first[:1] and first[0].value.startswith("Locale.")
    return given[1:] if is_locale else given


def _read(kind: str, given: list[Text]) -> Text:
    name = given[0]
    if len(name) == 1 and name[0].kind == "text":
        default = given[1] if len(given) > 1 and is_known(given[1]) else ()
        return (Piece(kind, name[0].value, default),)
    return name if name and name[0].kind == "name" else UNKNOWN


def _with_default(text: Text, default: Text) -> Text:
    piece = text[0]
    if piece.kind in ("env", "setting") and not piece.default:
        return (Piece(piece.kind, piece.value, default),)
    return text


def _either(given: list[Text]) -> Text:
    has_default = len(given) > 1 and len(given[0]) == 1
    return _with_default(given[0], given[1]) if has_default else _first(given)


def _first(given: list[Text]) -> Text:
    return given[0] if given else ()


def _host_and_port(given: list[Text]) -> Text:
    if len(given) < 2:
        return _first(given)
    scheme = joined((given[2], plain("://"))) if len(given) > 2 else ()
    return joined((scheme, given[0], plain(":"), given[1]))


def _is_plain(text: Text, pattern: re.Pattern[str]) -> bool:
    return len(text) == 1 and text[0].kind == "text" and bool(pattern.fullmatch(text[0].value))


def _named(names: list[str]) -> Text:
    return (Piece("name", ".".join(names)),) if names else UNKNOWN
