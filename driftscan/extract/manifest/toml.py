"""TOML documents as nodes."""

import re
import tomllib

from driftscan.extract.manifest.harvest import unreadable
from driftscan.extract.manifest.node import Node
from driftscan.extract.manifest.toml_lines import lines_of
from driftscan.model.fact import FileFacts

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


def read_toml(content: bytes) -> Node | FileFacts:
    """The document, or why there is none.

    tomllib recurses once per nested array: nesting beyond the interpreter's limit is a problem
    of the file, not of the scan.
    """
    try:
        text = content.decode("utf-8-sig")
        document = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return unreadable("encoding", "not UTF-8, which TOML must be", line)
    except tomllib.TOMLDecodeError as error:
        return _syntax(str(error), text)
    except RecursionError:
        return unreadable("too-deep", "nested more deeply than can be read")
    except ValueError as error:
        # Beyond its own error, tomllib lets those of int() and datetime through.
        return unreadable("syntax", f"not valid TOML: {error}")
    return Node(document, lines_of(text.replace("\r\n", "\n")))


def _syntax(message: str, text: str) -> FileFacts:
    place = _PLACE.search(message)
    reason = message[: place.start()] if place else message
    line = int(place["line"]) if place and place["line"] else text.count("\n") + 1
    return unreadable("syntax", f"not valid TOML: {reason}", line if place else 0)
