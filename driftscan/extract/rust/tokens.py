"""The tokens given to a macro, or of a macro's own rules: what in them surely is a path."""

from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.possessive import compiled
from driftscan.extract.rust.paths import segments_of

_NAME = r"(?:r\#)?[^\W\d]\w*+"
_TOKEN = compiled(
    rf"""(?xs)
    //[^\n]*+ | /\*.*?(?:\*/|\Z)
  | [bc]?"(?:[^"\\]|\\.)*+" | \b[bc]?r(?P<hashes>\#*+)".*?"(?P=hashes)
  | b?'(?:[^'\\\n]|\\[^\n][^'\n]*+)' | '[^\W\d]\w*+
  | \#\s*+\[\s*+path\s*+=\s*+"(?P<place>[^"]*+)"\s*+\]
  | (?P<brace>[{{}}])
  | \bmod\s++(?P<module>{_NAME})\s*+(?P<body>[;{{])
  | (?P<public>\bpub(?:\s*+\([^()]*+\))?+\s*+)?\b(?P<use>use\s[^;"'!=]*+;)
  | (?P<macro>{_NAME})!\s*+[(\[{{]
  | (?P<path>(?:\$?{_NAME})?+(?:\s*+::\s*+(?:{_NAME}|(?=<)))++)
  | {_NAME}
    """
)


class Token(Struct, frozen=True):
    """kind: 'path', 'use' (also 'pub use'), 'macro', 'mod' (text: its name; place: `#[path]`).

    names: of the inline modules inside the tokens around it. offset: in the text.
    """

    kind: str
    text: str
    offset: int
    names: tuple[str, ...] = ()
    place: str = ""


def tokens_of(text: str) -> Iterator[Token]:
    """What matters of a text of tokens, in its order."""
    braces: list[str] = []
    place = ""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        names = tuple(filter(None, braces))
        if kind == "brace":
            _step(braces, match["brace"])
        elif kind == "place":
            place = match["place"]
        elif kind == "body":
            name = match["module"].removeprefix("r#")
            if match["body"] == "{":
                braces.append(name)
            else:
                yield Token("mod", name, match.start("module"), names, place)
            place = ""
        elif kind == "use":
            kind = "pub use" if match["public"] else "use"
            yield Token(kind, match["use"], match.start("use"), names)
        elif kind == "macro":
            yield Token("macro", match["macro"], match.start(), names)
            if match[0].endswith("{"):
                braces.append("")
        elif kind == "path" and _is_path(match["path"], text[match.start() - 1 : match.start()]):
            yield Token("path", match["path"], match.start(), names)


def _is_path(path: str, before: str) -> bool:
    """Not what follows generic arguments, as `::new` in `Vec::<T>::new`, nor a macro's variable."""
    segments = segments_of(path)
    if len(segments) < 2 or (segments[0][:1] == "$" and segments[0] != "$crate"):
        return False
    return segments[0] != "" or before not in (">", ")", "]", "$")


def _step(braces: list[str], brace: str) -> None:
    if brace == "{":
        braces.append("")
    elif braces:
        braces.pop()
