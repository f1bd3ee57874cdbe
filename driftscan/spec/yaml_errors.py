"""What a YAML syntax error means to the person who wrote the line, and what to do about it."""

import re

import yaml

from driftscan.spec.problem import Position, SpecProblem

# (part of libyaml's message, what to tell); the first that fits counts.
_MEANINGS = (
    ("a tab character", "a tab stands where indentation is expected; use spaces"),
    ("scanning an alias", "text that begins with * must be put in quotes"),
    ("scanning an anchor", "text that begins with & must be put in quotes"),
    ("scanning a tag", "text that begins with ! must be put in quotes"),
    ("while parsing a tag", "text that begins with ! must be put in quotes"),
    ("scanning a quoted scalar", "a quote is opened here and never closed"),
    ("escape", "a backslash in double quotes begins an escape; use single quotes, or '/' in paths"),
    ("mapping values are not allowed", "text that contains ': ' must be put in quotes"),
    ("parsing a flow sequence", "a '[' is not closed, or a comma or a quote is missing"),
    ("parsing a flow mapping", "a '{' is not closed, or a comma or a quote is missing"),
    ("expected node content", "a value is missing here; check brackets and commas"),
    ("<document start>", "something stands after the end of the document; remove it"),
    ("could not find expected ':'", "a key has no ':' after it"),
    ("directive", "a line that begins with % is not for specs; remove it"),
    ("did not find expected key", "this line does not fit the ones above; check its indentation"),
    ("expected '-' indicator", "this line does not fit the list above it; check its indentation"),
)


def syntax_problem(error: yaml.YAMLError, text: str) -> SpecProblem:
    """The error in plain words, at the line where the mistake shows."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return SpecProblem(Position(), f"this is not YAML: {error}")
    mark = _mark(error, text)
    raw = f"{error.problem or ''} {error.context or ''}".strip()
    line = _line(text, mark.line)
    return SpecProblem(mark, f"this is not YAML: {_meaning(raw, line, mark.column)}")


def _mark(error: yaml.MarkedYAMLError, text: str) -> Position:
    """Where the problem is; where the thing began that runs to the end of the file."""
    at = error.problem_mark
    assert at is not None
    began = error.context_mark
    if began is not None and (at.index >= len(text.rstrip()) or "quoted" in (error.context or "")):
        at = began
    return Position(at.line + 1, at.column + 1)


def _line(text: str, number: int) -> str:
    lines = re.split("\r\n|[\n\r\x85\u2028\u2029]", text)
    return lines[number - 1] if number <= len(lines) else ""


def _meaning(raw: str, line: str, column: int) -> str:
    if "cannot start any token" in raw:
        char = line[column - 1 : column]
        if char == "\t":
            return "a tab stands where indentation is expected; use spaces"
        return f"text that begins with {char} must be put in quotes"
    for part, meaning in _MEANINGS:
        if part in raw:
            return meaning
    return f"{raw}; check indentation, brackets and quotes"
