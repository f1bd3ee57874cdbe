"""The classes and functions of a file: their names, and where they end."""

import re
from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.possessive import compiled

_C_CLASS = r"\b(?:class|struct|record|object|interface|trait)\s+(?P<class>[A-Za-z_]\w*)"
_JS = (
    _C_CLASS + r"|\bfunction\s*\*?\s*(?P<f1>[A-Za-z_$][\w$]*)\s*[<(]"
    r"|(?P<f2>[A-Za-z_$][\w$]*)\s*[:=]\s*(?:async\s*)?(?:function\b|(?:\([^()\n]*\)|[A-Za-z_$][\w$]*)"
    r"(?:\s*:\s*[^=\n{]{1,80})?\s*=>)"
    r"|^[ \t]+(?:(?:public|private|protected|static|async|override|get|set)\s+)*+"
    r"(?!if\b|for\b|while\b|switch\b|catch\b|return\b|function\b)(?P<f3>[A-Za-z_$#][\w$]*)\s*"
    r"(?:<[^<>\n]*>)?\((?=[^;\n]*\)?[^;\n]*\{?$)"
)
_TYPED = (
    _C_CLASS + r"|\bfun\s+(?:<[^<>\n]*>\s*)?(?:[\w.<>]+\.)?(?P<f1>[A-Za-z_]\w*)\s*\("
    r"|^[ \t]*+(?:\[[^\]\n]*\][ \t]*+)*+"
    r"(?=[adfiopsv])"  # most lines begin otherwise, and what follows looks at the whole line
    r"(?![^\n(]*\b(?:class|record|struct|interface)\b)"
    r"(?:(?:public|private|protected|internal|static|final|async|"
    r"override|virtual|abstract|synchronized|sealed|partial|default)\s+)++[\w<>\[\],.? ]*?"
    r"\b(?P<f2>[A-Za-z_]\w*)\s*\("
)
_PATTERNS = {
    "python": r"^[ \t]*(?:async[ \t]+)?(?:class[ \t]+(?P<class>\w+)|def[ \t]+(?P<f1>\w+))",
    "ruby": r"^[ \t]*(?:(?:class|module)[ \t]+(?:\w+::)*(?P<class>\w+)"
    r"|def[ \t]+(?:self\.)?(?P<f1>\w+))",
    "javascript": _JS,
    "jvm": _TYPED,
    "csharp": _TYPED,
    "php": _C_CLASS + r"|\bfunction\s+&?(?P<f1>[A-Za-z_]\w*)\s*\(",
    "go": r"^func\s+\([^()\n]*?\*?(?P<class>[A-Za-z_]\w*)(?:\[[^\]\n]*\])?\)\s*(?P<f2>\w+)\s*\("
    r"|^func\s+(?P<f1>\w+)\s*[\[(]|^(?:type\s+|\t)(?P<c2>[A-Za-z_]\w*)\s+struct\b",
    "rust": r"\bfn\s+(?P<f1>\w+)|\bstruct\s+(?P<class>\w+)"
    r"|^impl(?:<[^{\n]*?>)?\s+(?:[^{\n]*?\bfor\s+)?(?P<c2>[A-Za-z_]\w*)",
}
_COMPILED = {language: compiled(text, re.MULTILINE) for language, text in _PATTERNS.items()}
_BY_INDENTATION = frozenset({"python", "ruby"})
_LONGEST_HEAD = 600  # characters between a name and the brace that opens its body
_WORDS = compiled(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class Unit(Struct, frozen=True):
    """A class or function. spans: where its text is; of a class in Go or Rust, that of its methods,
    too. words: its name in small letters, with '_' between words."""

    name: str
    is_class: bool
    spans: tuple[tuple[int, int], ...]

    @property
    def words(self) -> str:
        """See above."""
        return _WORDS.sub("_", self.name).lower().strip("_#$")

    def of(self, source: str) -> str:
        """The part of a source that is the unit's."""
        return "\n".join(source[start:end] for start, end in self.spans)


def units_of(code: str, language: str) -> list[Unit]:
    """All of them, in the order of the text. code: without comments and strings."""
    classes: dict[str, list[tuple[int, int]]] = {}
    functions: list[Unit] = []
    for found in _COMPILED[language].finditer(code):
        groups = {name: text for name, text in found.groupdict().items() if text}
        span = _span(code, found, language)
        if span is None:
            continue
        for name, text in groups.items():
            if name[0] == "c":
                classes.setdefault(text, []).append(span)
            else:
                functions.append(Unit(text, False, (span,)))
    units = [*(Unit(name, True, tuple(spans)) for name, spans in classes.items()), *functions]
    return sorted(units, key=lambda unit: (unit.spans[0][0], not unit.is_class))


def _span(code: str, found: re.Match[str], language: str) -> tuple[int, int] | None:
    if language in _BY_INDENTATION:
        start = code.rfind("\n", 0, found.end()) + 1
        return start, _end_of_block(code, start)
    opened = code.find("{", found.end(), found.end() + _LONGEST_HEAD)
    if opened < 0 or ";" in code[found.end() : opened].replace("for (", ""):
        return None
    start = found.start() + len(found.group()) - len(found.group().lstrip())
    return start, _end_of_braces(code, opened)


_MARGIN = compiled(r"^([ \t]*)\S", re.MULTILINE)


def _end_of_block(code: str, start: int) -> int:
    """Where the first line stands that is indented no further; Ruby's `end` belongs to it."""
    lines = _MARGIN.finditer(code, start)
    own = next(lines, None)
    if own is None:
        return len(code)
    margin = len(own.group(1).expandtabs())
    closed = False
    for line in lines:
        if len(line.group(1).expandtabs()) <= margin and not _continues(code, line.end() - 1):
            closed = True
            break
    return line.start() if closed else len(code)


def _continues(code: str, at: int) -> bool:
    """A bracket that closes at the margin ends no block: it is of the head."""
    return code[at] in ")]}"


_BRACES = compiled(r"[{}]")


def _end_of_braces(code: str, opened: int) -> int:
    depth = 0
    for brace in _BRACES.finditer(code, opened):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return brace.end()
    return len(code)


_LOOPS = compiled(r"\b(?:for|while|loop|do|until|retry)\b|\.times\b|\.each\b|\.forEach\b")


def loops_of(code: str, language: str) -> Iterator[str]:
    """The text of each loop, from its word to its end; nested ones again."""
    for found in _LOOPS.finditer(code):
        if language in _BY_INDENTATION:
            start = code.rfind("\n", 0, found.start()) + 1
            yield code[start : _end_of_block(code, start)]
        else:
            opened = code.find("{", found.end(), found.end() + _LONGEST_HEAD)
            if opened >= 0:
                yield code[found.start() : _end_of_braces(code, opened)]
