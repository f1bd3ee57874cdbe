"""Source without its comments, and without what stands in its strings; every line stays."""

import re
from functools import cache

from driftscan.extract.possessive import compiled

_SLASHES = r"//[^\n]*|/\*[\s\S]*?(?:\*/|\Z)"
_HASH = r"\#[^\n]*"
_DOUBLE = r'"(?:[^"\\\n]|\\[\s\S])*+(?:"|$)'
_SINGLE = r"'(?:[^'\\\n]|\\[\s\S])*+(?:'|$)"
_BACKTICKS = r"`(?:[^`\\]|\\[\s\S])*+(?:`|\Z)"
_TRIPLE = r'"""[\s\S]*?(?:"""|\Z)|\'\'\'[\s\S]*?(?:\'\'\'|\Z)'
# After what can end no value: else it divides.
_PATTERN = r"(?<=[(,=:\[!&|?{};\n])\s*/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*+\])++/[a-z]*"

_COMMENTS = {
    "python": _HASH,
    "ruby": rf"{_HASH}|^=begin[\s\S]*?(?:^=end|\Z)",
    "php": rf"{_SLASHES}|{_HASH}",
}
_STRINGS = {
    "python": rf"{_TRIPLE}|{_DOUBLE}|{_SINGLE}",
    "javascript": rf"{_BACKTICKS}|{_DOUBLE}|{_SINGLE}|{_PATTERN}",
    "go": rf"`[^`]*(?:`|\Z)|{_DOUBLE}|'(?:[^'\\\n]|\\.)+'",
    "jvm": rf'"""[\s\S]*?(?:"""|\Z)|{_DOUBLE}' + r"|'(?:[^'\\\n]|\\[^\n]{1,6})'",
    "csharp": rf'@"(?:[^"]|"")*+(?:"|\Z)|{_DOUBLE}' + r"|'(?:[^'\\\n]|\\[^\n]{1,6})'",
    "rust": rf"{_DOUBLE}" + r"|'(?:[^'\\\n]|\\[^\n]{1,8})'",
}


def blanked(source: str, language: str) -> tuple[str, str]:
    """The code alone, with empty strings, and the text: the same with what stands in strings."""
    code: list[str] = []
    text: list[str] = []
    at = 0
    for found in _pattern(language).finditer(source):
        between = source[at : found.start()]
        kept = found.group()
        code += (between, _spaces(kept))
        text += (between, kept if found.lastgroup == "string" else _spaces(kept))
        at = found.end()
    return "".join([*code, source[at:]]), "".join([*text, source[at:]])


def _spaces(text: str) -> str:
    return "\n".join([" " * len(line) for line in text.split("\n")])


@cache
def _pattern(language: str) -> re.Pattern[str]:
    comments = _COMMENTS.get(language, _SLASHES)
    strings = _STRINGS.get(language, rf"{_DOUBLE}|{_SINGLE}")
    first, second = f"(?P<string>{strings})", f"(?P<comment>{comments})"
    return compiled(f"{first}|{second}", re.MULTILINE)
