"""One import statement: text in, facts out.

Nearly all statements are written plainly and one pattern reads them whole; the rest goes through
the grammar.
"""

import re
from functools import lru_cache

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
_PLAIN = re.compile(
    rf"(?:from{_SPACE}++(\.*+)((?:{_DOTTED})?+){_SPACE}++import"
    rf"(?:{_SPACE}++({_list_of(_NAME, _SPACE)}|\*)"
    rf"|{_SPACE}*+\({_WIDE}*+({_list_of(_NAME, _WIDE)}){_WIDE}*+,?+{_WIDE}*+\))"
    rf"|import{_SPACE}++({_list_of(_DOTTED, _SPACE)})){_END}",
    re.ASCII,
)
_WORD = re.compile(r"[\w.*]++", re.ASCII)
_ITEM = re.compile(r"([\w.*]++)(?:\s++as\s++(\w++))?+", re.ASCII)


def read_statement(text: str, start: int, line: int, context: int, facts: list[ImportFact]) -> int:
    """Append the facts of the statement whose import or from stands at start.

    Returns the position after it, or -1 if it is not a valid import statement; then nothing has
    been appended.
    """
    plain = _PLAIN.match(text, start)
    if plain is not None and _read_plain(plain, line, context, facts):
        return plain.end()
    parsed = parse_statement(text, start, line, context)
    if parsed is None:
        return -1
    facts += parsed[0]
    return parsed[1]


def _read_plain(plain: re.Match[str], line: int, context: int, facts: list[ImportFact]) -> bool:
    """Append the facts of a match of _PLAIN; False, and none, if a keyword is among its names."""
    dots, module, names, wrapped, modules = plain.groups()
    listed = names or wrapped or modules
    if "as" in listed:
        return _read_renamed(plain, line, context, facts)
    found = _WORD.findall(listed) if "," in listed else (listed,)
    if modules:
        if not all(map(_is_dotted_name, found)):
            return False
        facts += [ImportFact(name, "", 0, line, context) for name in found]
        return True
    if not KEYWORDS.isdisjoint(found) or not (_is_dotted_name(module) if module else dots):
        return False
    level = len(dots)
    facts += [ImportFact(module, name, level, line, context) for name in found]
    return True


def _read_renamed(plain: re.Match[str], line: int, context: int, facts: list[ImportFact]) -> bool:
    """The same where there may be an `as`."""
    dots, module, names, wrapped, modules = plain.groups("")
    items = _ITEM.findall(names or wrapped or modules)
    words = [module, *(word for item in items for word in item)]
    if not (module or dots or modules) or not all(map(_is_dotted_name, words)):
        return False
    for name, alias in items:
        bound = "" if alias == name else alias
        if modules:
            facts.append(ImportFact(name, "", 0, line, context, bound))
        else:
            facts.append(ImportFact(module, name, len(dots), line, context, bound))
    return True


@lru_cache(maxsize=1 << 13)
def _is_dotted_name(module: str) -> bool:
    """Whether no part of it is a keyword; the files of a project import the same modules."""
    return KEYWORDS.isdisjoint(module.split("."))
