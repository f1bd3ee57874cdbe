"""What the strings and numbers of JavaScript stand for."""

import re

_ESCAPE = re.compile(
    r"\\(?:u\{(?P<code>[0-9a-fA-F]{1,6})\}|u(?P<unit>[0-9a-fA-F]{4})|x(?P<byte>[0-9a-fA-F]{2})"
    r"|(?P<newline>\r\n|[\n\r\u2028\u2029])|(?P<char>.))",
    re.DOTALL,
)
_CHARS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\0"}


def text_of(literal: str) -> str:
    """The text of a literal in quotes or backticks. Half of a pair of surrogates becomes U+FFFD."""
    text = _ESCAPE.sub(_escaped, literal[1:-1])
    if literal[0] == "`":
        text = text.replace("\r\n", "\n")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def number_of(literal: str) -> int | float | None:
    """The number; None where Python writes it in another way, as in 10n."""
    plain = literal.replace("_", "")
    for read in (int, float):
        try:
            return read(plain)
        except ValueError:
            continue
    return None


def _escaped(match: re.Match[str]) -> str:
    code = match["code"] or match["unit"] or match["byte"]
    if code:
        number = int(code, 16)
        return chr(number) if number <= 0x10FFFF else "\ufffd"
    if match["newline"]:
        return ""
    return _CHARS.get(match["char"], match["char"])
