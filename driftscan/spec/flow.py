"""Example values as one line of YAML, the way a person would write them."""

import re

from driftscan.spec.shapes.base import Example

# Text that needs no quotes inside brackets.
_PLAIN = re.compile(r"[A-Za-z0-9_](?:[\w ./>%()'*-]|:(?=\w))*")


def flow(value: Example) -> str:
    """The value in flow style: {path: services/billing}."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {flow(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, str) and not _PLAIN.fullmatch(value):
        return f'"{value}"'
    return str(value)
