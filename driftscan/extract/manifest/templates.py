"""Manifests that another tool fills in first (Jinja, ERB, Go's templates, Mustache), read by
their text: what steers is blanked, what is put in becomes a variable that nothing gives a value.
Lines stay where they are."""

import re

_MARKS = re.compile(rb"\{\{|\{%|<%")
# Longer than this is no action that a person writes, and its end is not looked for.
_STEERING = re.compile(
    r"\{%-?.{0,2000}?%\}|\{#.{0,5000}?#\}|<%[-#](?!=).{0,2000}?%>|<%(?![-#=]).{0,2000}?%>"
    r"|\{\{-?\s*(?:(?:if|else|end|range|with|define|block|template)\b|/\*)[^{}]{0,2000}\}\}"
    r"|\{\{[#/^!][^{}]{0,2000}\}\}",
    re.DOTALL,
)
_PUT_IN = re.compile(r"\{\{\{?(?P<action>[^{}]{0,500})\}\}\}?|<%=(?P<code>.{0,500}?)-?%>")
_NAME = re.compile(r"[A-Za-z]\w*(?:\.\w+)*")
# A list or table put in as a whole, by a line of its own.
_ALONE = re.compile(r"^[ \t]*(?:\{\{[^{}\n]{0,500}\}\}|<%=[^\n]{0,500}?%>)[ \t]*$", re.MULTILINE)


def is_template(content: bytes) -> bool:
    """Whether anything of a manifest is put in by another tool."""
    return bool(_MARKS.search(content))


def without_actions(content: bytes) -> bytes:
    """The file as it would be deployed, as far as the text tells: all sides of a choice, each loop
    once."""
    text = content.decode("utf-8", "surrogateescape")
    text = _STEERING.sub(lambda found: "\n" * found[0].count("\n"), text)
    text = _PUT_IN.sub(_variable, _ALONE.sub("", text))
    return text.encode("utf-8", "surrogateescape")


def _variable(found: re.Match[str]) -> str:
    """`{{ registry.host }}` as `${registry_host}`, which is read as a variable."""
    name = _NAME.search(found["action"] or found["code"] or "")
    return f"${{{name[0].replace('.', '_') if name else 'unnamed'}}}"
