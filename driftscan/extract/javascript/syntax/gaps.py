"""Valid code that the grammar has no words for, though what is taken from it is right."""

import re

from msgspec.structs import replace

from driftscan.extract.possessive import compiled
from driftscan.extract.syntax.parsed import Parsed, parse
from driftscan.model.fact import Problem

_STAR_OF_TYPES = compiled(rb"(\bexport\s++)type(?=\s*+\*)")
_PASSED_REQUIRE = compiled(rb"\bexport(?=\s++import\s++[\w$]++\s*+=\s*+require\b)")
_PHASE = compiled(rb"(\bimport\s++)(?:defer(?=\s*+\*)|source(?=\s++[\w$]++\s++from\b))")
_TYPE_OF_MODULE = compiled(
    rb"\bimport\(\s*+(?:\"[^\"\n]*+\"|'[^'\n]*+')\s*+(?:,[^()]*+)?+\)(?=\s*+[.<>])"
)


def without_known_gaps(parsed: Parsed) -> Parsed:
    """The same tree; its problem is taken back if nothing is left of it once `export type *`,
    `import defer *`, `export import a = require("x")`, `import("x").T<U>` and
    `f<typeof import("x")>` are written in words that the grammar has."""
    if not parsed.problems:
        return parsed
    text = _STAR_OF_TYPES.sub(rb"\1    ", _PASSED_REQUIRE.sub(b"", parsed.content))
    text = _TYPE_OF_MODULE.sub(_as_a_name, _PHASE.sub(rb"\1", text))
    if text == parsed.content:
        return parsed
    again = parse(text, parsed.grammar)
    is_clean = not isinstance(again, Problem) and not again.problems
    return replace(parsed, problems=()) if is_clean else parsed


def _as_a_name(found: re.Match[bytes]) -> bytes:
    return b"x" + b"\n" * found[0].count(b"\n")
