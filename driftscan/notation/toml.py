"""TOML documents as nodes."""

import re
import tomllib

from driftscan.notation.node import Node
from driftscan.notation.toml_lines import lines_of
from driftscan.notation.unreadable import UnreadableTextError

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


def parse_toml(content: bytes) -> Node:
    """The document. Raises UnreadableTextError.

    tomllib recurses once per nested array: nesting beyond the interpreter's limit is a problem
    of the file, not of the scan.
    """
    try:
        text = content.decode("utf-8-sig")
        document = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableTextError("encoding", "not UTF-8, which TOML must be", line) from None
    except tomllib.TOMLDecodeError as error:
        raise _syntax(str(error), text) from None
    except RecursionError:
        raise UnreadableTextError("too-deep", "nested more deeply than can be read") from None
    except ValueError as error:
        # Beyond its own error, tomllib lets those of int() and datetime through.
        raise UnreadableTextError("syntax", f"not valid TOML: {error}") from None
    return Node(document, lines_of(text.replace("\r\n", "\n")))


def _syntax(message: str, text: str) -> UnreadableTextError:
    place = _PLACE.search(message)
    reason = message[: place.start()] if place else message
    line = int(place["line"]) if place and place["line"] else text.count("\n") + 1
    return UnreadableTextError("syntax", f"not valid TOML: {reason}", line if place else 0)
