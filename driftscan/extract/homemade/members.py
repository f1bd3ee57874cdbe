"""What is taken behind a dot of packages that do several things: `http.ListenAndServe`.

An import of net/http says neither client nor server. Data alone would not do: the name by which a
file knows the package is its own choice.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from driftscan.model.capability_fact import MemberFact

# By language: the module, and how a file names it; a group is the name it has there.
_MODULES = {
    "go": (("net/http", r"(?:^|\s)(?:(\w+)\s+)?\"net/http\""),),
    "python": (("aiohttp", r"^\s*import\s+aiohttp(?:\s+as\s+(\w+))?\s*$"),),
}
# By language: namespaces that files also take errors and states from, and the types of which each
# says what for. Such a file names them without the namespace.
_NAMESPACES = {
    "csharp": (("System.Net.Http", r"I?HttpClient(?:Factory)?|HttpMessageInvoker"),),
}


def may_have_members(source: str, language: str) -> bool:
    """Whether a file names such a package at all."""
    known = (*_MODULES.get(language, ()), *_NAMESPACES.get(language, ()))
    return any(module in source for module, _ in known)


def members_of(code: str, text: str, language: str, starts: Sequence[int]) -> Iterator[MemberFact]:
    """The members that a file takes of such packages, sorted. code: without texts and comments."""
    for namespace, types in _NAMESPACES.get(language, ()):
        if re.search(rf"\busing\s+{re.escape(namespace)}\s*;", code):
            yield from _members(namespace, rf"(?<!\w)({types})\b", code, starts)
    for module, pattern in _MODULES.get(language, ()):
        named = re.search(pattern, text, re.MULTILINE)
        if named is None:
            continue
        alias = named.group(1) or module.rpartition("/")[2]
        yield from _members(module, rf"(?<![\w.]){re.escape(alias)}\.([A-Za-z_]\w*)", code, starts)


def _members(module: str, pattern: str, code: str, starts: Sequence[int]) -> Iterator[MemberFact]:
    lines: dict[str, set[int]] = defaultdict(set)
    for found in re.finditer(pattern, code):
        lines[found.group(1)].add(bisect_right(starts, found.start()))
    for name in sorted(lines):
        yield MemberFact(f"{module}.{name}", tuple(sorted(lines[name])))
