"""Bytes to the syntax tree of CPython's own parser (7 MB/s), which hostile text must not crash.

It ends in MemoryError or RecursionError where operators, `elif` or attributes are chained a hundred
thousand times (measured with 3.11); brackets that nest more deeply than any person writes are
refused before. Python 2 is a problem, not a crash; what is newer than the interpreter is read.
"""

import ast
import re
import warnings

from driftscan.extract.python.services.newer_syntax import newer_tree
from driftscan.extract.python.source_text import read_text
from driftscan.model.fact import Problem

_LONGEST = 2_000_000
_LONGEST_LINE = 30_000  # an f-string takes quadratic time
_DEEPEST = 90
_BRACKET = re.compile(r"[(\[{]|[)\]}]")
_SHUT = ")]}"


def syntax_tree(content: bytes) -> ast.Module | Problem:
    """The module; a fatal Problem if it cannot be read."""
    text = read_text(content)
    if isinstance(text, Problem):
        return text
    if len(text) > _LONGEST or max(map(len, text.split("\n"))) > _LONGEST_LINE:
        return Problem("too-large", "is longer than what is read for services", fatal=True)
    if _nests_too_deeply(text):
        return Problem("too-deep", "is nested more deeply than can be read", fatal=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _parsed(text)
    except SyntaxError as error:
        return Problem("syntax", "is not Python that can be read", error.lineno or 0, fatal=True)
    except (ValueError, RecursionError, MemoryError):
        return Problem("too-deep", "is nested more deeply than can be read", fatal=True)


def _parsed(text: str) -> ast.Module:
    try:
        return ast.parse(text)
    except SyntaxError as error:
        try:
            return newer_tree(text)
        except SyntaxError:
            raise error from None


def _nests_too_deeply(text: str) -> bool:
    """Brackets in strings count too: that errs on the side of care, and closing ones balance."""
    depth = 0
    for found in _BRACKET.finditer(text):
        depth = max(depth - 1, 0) if found.group() in _SHUT else depth + 1
        if depth > _DEEPEST:
            return True
    return False
