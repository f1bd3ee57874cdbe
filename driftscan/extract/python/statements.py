"""One import statement: text in, facts out.

Nearly all statements are written plainly and one pattern reads them whole; the rest goes through
the grammar.
"""

import re
from functools import lru_cache
from itertools import chain

from driftscan.extract.possessive import compiled
from driftscan.extract.python.grammar import parse_statement
from driftscan.extract.python.names import KEYWORDS
from driftscan.model.fact import ImportFact

_NAME = r"[A-Za-z_]\w*+"
_DOTTED = rf"{_NAME}(?:\.{_NAME})*+"
_SPACE = r"[ \t]"
_WIDE = r"[ \t\f\n]"
_END = r"[ \t]*+(?=[\n;#]|\Z)"


def _list_of(item: str, space: str) -> str:
    renamed = rf"{item}(?:{space}++as{space}++{_NAME})?+"
    return rf"{renamed}(?:{space}*+,{space}*+{renamed})*+"


# Groups: dots, module, names or names in brackets; modules.
_PLAIN = compiled(
    rf"(?:from{_SPACE}++(\.*+)((?:{_DOTTED})?+){_SPACE}++import"
    rf"(?:{_SPACE}++({_list_of(_NAME, _SPACE)}|\*)"
    rf"|{_SPACE}*+\({_WIDE}*+({_list_of(_NAME, _WIDE)}){_WIDE}*+,?+{_WIDE}*+\))"
    rf"|import{_SPACE}++({_list_of(_DOTTED, _SPACE)})){_END}",
    re.ASCII,
)
_ITEM = compiled(r"([\w.*]++)(?:\s++as\s++(\w++))?+", re.ASCII)

_LONGEST = 200  # characters of a line that is looked up as a whole

# Length in characters, dots, and of each name: module, name, alias.
_Plain = tuple[int, int, tuple[tuple[str, str, str], ...]]


def read_statement(text: str, start: int, line: int, context: int, facts: list[ImportFact]) -> int:
    """Append the facts of the statement whose import or from stands at start.

    Returns the position after it, or -1 if it is not a valid import statement; then nothing has
    been appended.
    """
    line_end = text.find("\n", start, start + _LONGEST)
    plain = _read_line(text[start:line_end]) if line_end > 0 else None
    if plain is None:
        plain = _read_plain(text, start)
    if plain is None:
        parsed = parse_statement(text, start, line, context)
        if parsed is None:
            return -1
        facts += parsed[0]
        return parsed[1]
    length, level, names = plain
    facts += [
        ImportFact(module, name, level, line, context, alias) for module, name, alias in names
    ]
    return start + length


@lru_cache(maxsize=1 << 14)
def _read_line(line: str) -> _Plain | None:
    """The statement that a line begins with; the files of a project repeat each other's."""
    return _read_plain(line, 0)


def _read_plain(text: str, start: int) -> _Plain | None:
    """None if the statement isn't a plain one, or a keyword is among its names."""
    plain = _PLAIN.match(text, start)
    if plain is None:
        return None
    dots, module, names, wrapped, modules = plain.groups("")
    items = _ITEM.findall(names or wrapped or modules)
    parts = ".".join([module, *chain.from_iterable(items)]).split(".")
    if not (module or dots or modules) or not KEYWORDS.isdisjoint(parts):
        return None
    renamed = [(name, "" if alias == name else alias) for name, alias in items]
    found = (
        [(name, "", alias) for name, alias in renamed]
        if modules
        else [(module, name, alias) for name, alias in renamed]
    )
    return plain.end() - start, len(dots), tuple(found)
