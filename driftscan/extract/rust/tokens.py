"""The tokens given to a macro, or of a macro's own rules: what in them surely is a path."""

import re
from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.possessive import compiled
from driftscan.extract.rust.paths import segments_of

_RULES = "macro rules"  # around what stands in a macro's definition

_NAME = r"(?:r\#)?[^\W\d]\w*+"
_TOKEN = compiled(
    rf"""(?xs)
    \s++ | //[^\n]*+ | /\*.*?(?:\*/|\Z)
  | [bc]?"(?:[^"\\]|\\.)*+" | \b[bc]?r(?P<hashes>\#*+)".*?(?:"(?P=hashes)|\Z)
  | b?'(?:[^'\\\n]|\\[^\n][^'\n]*+)' | '[^\W\d]\w*+
  | \#\s*+\[\s*+path\s*+=\s*+"(?P<place>[^"]*+)"\s*+\]
  | (?P<brace>[{{}}])
  | (?P<seen>\bpub(?:\s*+\([^()]*+\))?+\s++)?+\bmod\s++(?P<module>{_NAME})\s*+(?P<body>[;{{])
  | (?P<public>\bpub(?:\s*+\([^()]*+\))?+\s*+)?\b(?P<use>use\s[^;"'!=]*+;)
  | \bmacro_rules!\s*+(?P<rules>{_NAME})\s*+[(\[{{]
  | (?P<macro>{_NAME})!\s*+[(\[{{]
  | (?P<path>(?:\$?{_NAME})?+(?:\s*+::\s*+(?:{_NAME}|(?=<)))++)
  | {_NAME}
    """
)


class Token(Struct, frozen=True):
    """kind: 'path', 'use' (also 'pub use'), 'macro' that is called, 'rules' of one that is defined,
    'mod' (text: its name; place: `#[path]`), 'inline' for a module whose content follows.

    names: of the inline modules inside the tokens around it. offset: in the text.
    """

    kind: str
    text: str
    offset: int
    names: tuple[str, ...] = ()
    place: str = ""
    public: bool = False


def tokens_of(text: str) -> Iterator[Token]:
    """What matters of a text of tokens, in its order. Of a macro's rules only paths in a crate: the
    rest is code of the place that calls it."""
    braces: list[str] = []
    place = ""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "brace":
            _step(braces, match["brace"])
        elif kind == "place":
            place = match["place"]
        elif kind in ("body", "use", "macro", "path", "rules"):
            token = _token(kind, match, tuple(filter(None, braces)), place)
            if token is not None:
                yield token
            if match[0].endswith("{"):
                braces.append(_RULES if kind == "rules" else _opened(token))
            place = ""


def _token(kind: str, match: re.Match[str], names: tuple[str, ...], place: str) -> Token | None:
    start = match.start()
    if kind == "path":
        before = match.string[start - 1 : start]
        known = _in_crate(match["path"]) if _RULES in names else _is_path(match["path"], before)
        names = tuple(name for name in names if name != _RULES)
        return Token("path", match["path"], start, names) if known else None
    if _RULES in names:
        return None
    if kind == "body":
        kind = "mod" if match["body"] == ";" else "inline"
        name = match["module"].removeprefix("r#")
        return Token(kind, name, match.start("module"), names, place, bool(match["seen"]))
    if kind == "use":
        kind = "pub use" if match["public"] else "use"
        return Token(kind, match["use"], match.start("use"), names)
    return Token(kind, match[kind], start, names)


def _opened(token: Token | None) -> str:
    return token.text if token is not None and token.kind == "inline" else ""


def _in_crate(path: str) -> bool:
    return segments_of(path)[:1] in (("crate",), ("$crate",))


def _is_path(path: str, before: str) -> bool:
    """Not what follows generic arguments, as `::new` in `Vec::<T>::new`, nor a macro's variable."""
    segments = segments_of(path)
    if len(segments) < 2 or (segments[0][:1] == "$" and segments[0] != "$crate"):
        return False
    return segments[0] != "" or before not in (">", ")", "]", "$", "*", "}")


def _step(braces: list[str], brace: str) -> None:
    if brace == "{":
        braces.append("")
    elif braces:
        braces.pop()
