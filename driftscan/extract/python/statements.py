"""One import statement: text in, facts out.

Nearly all statements are written plainly and one pattern reads them whole; the rest goes through
the grammar.
"""

import re
from collections.abc import Iterable

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


_FROM = re.compile(
    rf"from{_SPACE}++(\.*+)((?:{_DOTTED})?+){_SPACE}++import"
    rf"(?:{_SPACE}++({_list_of(_NAME, _SPACE)}|\*)"
    rf"|{_SPACE}*+\({_WIDE}*+({_list_of(_NAME, _WIDE)}){_WIDE}*+,?+{_WIDE}*+\)){_END}",
    re.ASCII,
)
_IMPORT = re.compile(rf"import{_SPACE}++({_list_of(_DOTTED, _SPACE)}){_END}", re.ASCII)
_ITEM = re.compile(r"([\w.*]++)(?:\s++as\s++(\w++))?+", re.ASCII)


def read_statement(text: str, start: int, line: int, context: int, facts: list[ImportFact]) -> int:
    """Append the facts of the statement whose import or from stands at start.

    Returns the position after it, or -1 if it is not a valid import statement; then nothing has
    been appended.
    """
    plain = _FROM.match(text, start)
    if plain is not None:
        dots, module, names, wrapped = plain.groups()
        items = _ITEM.findall(names or wrapped)
        if (module or dots) and _are_names(module, items):
            level = len(dots)
            for name, alias in items:
                bound = "" if alias == name else alias
                facts.append(ImportFact(module, name, level, line, context, bound))
            return plain.end()
    elif plain := _IMPORT.match(text, start):
        items = _ITEM.findall(plain[1])
        if all(_are_names(module, [("", alias)]) for module, alias in items):
            for module, alias in items:
                bound = "" if alias == module else alias
                facts.append(ImportFact(module, "", 0, line, context, bound))
            return plain.end()
    parsed = parse_statement(text, start, line, context)
    if parsed is None:
        return -1
    facts.extend(parsed[0])
    return parsed[1]


def _are_names(module: str, items: Iterable[tuple[str, str]]) -> bool:
    """Whether no part of what was read is a keyword."""
    for name, alias in items:
        if name in KEYWORDS or alias in KEYWORDS:
            return False
    return KEYWORDS.isdisjoint(module.split("."))
