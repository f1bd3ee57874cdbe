"""INI text as Python tools read it, with the line of every line of every value."""

import configparser
import re
from collections.abc import Iterator, Mapping

from driftscan.notation.unreadable import UnreadableTextError

# configparser forgets where a value came from, so every line carries its number through it.
_MARK = "\0"

Entry = tuple[str, int]
"""Text of one line of a value, and its 1-based line in the file."""

Sections = Mapping[str, Mapping[str, tuple[Entry, ...]]]
"""Section to option (dashes as underscores) to the lines of its value that aren't empty."""


class _Parser(configparser.RawConfigParser):
    def optionxform(self, optionstr: str) -> str:
        """Case counts, as in setuptools; dashes are an old spelling of underscores."""
        return optionstr.strip().replace("-", "_")


def parse_ini(content: bytes) -> Sections:
    """The sections. Raises UnreadableTextError."""
    parser = _Parser()
    try:
        parser.read_file(_marked(content.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableTextError("encoding", "not UTF-8, which setuptools reads", line) from None
    except configparser.Error as error:
        raise UnreadableTextError(
            "syntax", f"not valid INI: {_reason(error)}", _line(error)
        ) from None
    return {
        section: {option: tuple(_entries(value)) for option, value in options.items()}
        for section, options in ((name, dict(parser.items(name))) for name in parser.sections())
    }


def _marked(text: str) -> Iterator[str]:
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        yield f"{line}{_MARK}{number}\n" if line.strip() else "\n"


def _entries(value: str) -> Iterator[Entry]:
    for line in value.split("\n"):
        text, mark, number = line.rpartition(_MARK)
        if mark and text.strip():
            yield text.strip(), int(number)


def _line(error: configparser.Error) -> int:
    """Parsing errors list their lines; the others know one."""
    if isinstance(error, configparser.ParsingError) and getattr(error, "errors", None):
        return int(error.errors[0][0])
    return int(getattr(error, "lineno", 0) or 0)


def _reason(error: configparser.Error) -> str:
    match error:
        case configparser.DuplicateSectionError():
            return "a section stands twice"
        case configparser.DuplicateOptionError():
            return "an option stands twice in its section"
        case configparser.MissingSectionHeaderError():
            return "a line before the first section"
        case _:
            return "a line that is neither a section nor an option"
