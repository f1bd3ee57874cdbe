"""One text out of several that may stand in its place, and what tells an address."""

import re
from collections.abc import Iterable

from driftscan.extract.pieces import joined
from driftscan.model.service_fact import CallFact, Piece, StoreFact, Text

_OUTSIDE = frozenset(("env", "setting"))
_LONGEST = 48
_NAMED_SO = re.compile(
    r"(?:ur[il]|host|addr|address|endpoint|dsn|topic|queue|exchange|subject|bucket|stream|server"
    r"|brokers?|target|base_?path|connection_?string|api|gateway|upstream)s?$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*://[^\s'\"()]*|://[^\s'\"()]*|[\w.-]*[A-Za-z][\w.-]*:\d{2,5}(?:/\S*)?"
    r"|\S+@tcp\(\S+"
)
UNKNOWN: Text = (Piece("unknown", ""),)


def is_outside(text: Text) -> bool:
    """Whether the environment or a setting has a say in it."""
    return any(piece.kind in _OUTSIDE for piece in text)


def is_known(text: Text) -> bool:
    """Whether anything in it is known, be it only a name."""
    return any(piece.kind != "unknown" and piece.value for piece in text)


def is_marked(text: Text) -> bool:
    """Whether a parameter stands in it whose value the calls of its function tell."""
    return any(piece.kind == "unknown" and piece.value for piece in text)


def with_default(text: Text, default: Text) -> Text:
    """`text || default`: the default goes to the variable that may be missing; a name or something
    computed gives way to what is written."""
    if not is_known(default):
        return text
    if len(text) == 1 and text[0].kind in _OUTSIDE:
        first = text[0]
        inner = with_default(first.default, default) if first.default else default
        return (Piece(first.kind, first.value, inner),)
    if is_outside(text) or any(piece.kind == "text" for piece in text):
        return text
    return default if is_outside(default) or written(default) else text


def likeliest(texts: Iterable[Text]) -> Text:
    """What a variable holds that is given several: the environment's word before a fixed one."""
    said = list(texts)
    known = [text for text in said if is_known(text)]
    if not known:
        return next((text for text in said if is_marked(text)), UNKNOWN)
    outside = [text for text in known if is_outside(text)]
    inside = [text for text in known if not is_outside(text)]
    if outside:
        return with_default(outside[0], inside[0]) if inside else outside[0]
    remote = [text for text in inside if "localhost" not in written(text)]
    return max(remote or inside, key=lambda text: "://" in written(text))


def written(text: Text) -> str:
    """The plain parts of a text."""
    return "".join(piece.value for piece in text if piece.kind == "text")


def short(text: Text) -> Text:
    """A text of a length that somebody might have written."""
    return text if len(text) <= _LONGEST and len(written(text)) <= 20_000 else UNKNOWN


def tells_address(name: str, text: Text) -> bool:
    """Whether a name that is given this text may be wanted where an address is put together."""
    if not is_known(text) or text == (Piece("name", name),):
        return False
    if is_outside(text):
        return True
    words = written(text)
    if len(words) > 300 or words.startswith("data:") or re.search(r"[\s\x00-\x1f]", words):
        return False
    if not words:
        return all(map(_is_named_so, [name, *(piece.value for piece in text)]))
    return bool(_ADDRESS.fullmatch(words)) or _is_named_so(name)


def _is_named_so(name: str) -> bool:
    return bool(_NAMED_SO.search(name.rpartition(".")[2]))


def host_and_port(host: Text, port: Text) -> Text:
    """`host:port`, or the host alone."""
    return joined([host, (Piece("text", ":"),), port]) if is_known(host) and port else host


def with_interface(name: str, endings: Iterable[str]) -> str:
    """A name without the ending that a generator gave it."""
    for ending in endings:
        if name.endswith(ending) and name != ending:
            return name.removesuffix(ending)
    return name


# What a parameter is called that says nothing about which address is passed.
PLAIN_PARAMETERS = frozenset(
    """url uri addr address host hostname port endpoint path target topic name key dsn config cfg
    opts options conf queue subject exchange channel server route service base conn connection
    params settings href link query sql table id value baseurl collection db database bucket s str
    text""".split()
)


def leading(text: Text) -> Text:
    """The pieces that say where something is, before those of what is asked for there."""
    for at, piece in enumerate(text):
        if piece.kind == "text" and "/" in piece.value.replace("://", ""):
            return text[: at + 1]
    return text


def leading_names(calls: Iterable[CallFact], stores: Iterable[StoreFact]) -> frozenset[str]:
    """Last parts of the names that addresses begin with."""
    texts = [call.address for call in calls] + [store.address for store in stores]
    return frozenset(
        piece.value.rpartition(".")[2]
        for text in texts
        for piece in leading(text)
        if piece.kind == "name"
    )
