"""Patterns of workspaces and compiler settings: `*` in one part of a path, `**` over several."""

from collections.abc import Sequence

_MOST = 64  # patterns that one with braces stands for


def matches(pattern: str, path: str) -> bool:
    """Whether a path fits a pattern; both have '/' between their parts. Never worse than the
    product of both lengths."""
    return _fits(pattern.split("/"), path.split("/"))


def _fits(pattern: Sequence[str], parts: Sequence[str]) -> bool:
    """`**` stands for any number of parts; when the rest fails, the last one takes one more."""
    at = here = 0
    star, taken = -1, 0
    while here < len(parts):
        if at < len(pattern) and pattern[at] == "**":
            star, taken = at, here
            at += 1
        elif at < len(pattern) and _part_fits(pattern[at], parts[here]):
            at += 1
            here += 1
        elif star >= 0:
            taken += 1
            at, here = star + 1, taken
        else:
            return False
    return all(rest == "**" for rest in pattern[at:])


def _part_fits(pattern: str, part: str) -> bool:
    if "*" not in pattern and "?" not in pattern:
        return pattern == part
    at = here = 0
    star, taken = -1, 0
    while here < len(part):
        if at < len(pattern) and pattern[at] == "*":
            star, taken = at, here
            at += 1
        elif at < len(pattern) and pattern[at] in (part[here], "?"):
            at += 1
            here += 1
        elif star >= 0:
            taken += 1
            at, here = star + 1, taken
        else:
            return False
    return all(rest == "*" for rest in pattern[at:])


def braced(pattern: str) -> list[str]:
    """`{a,b}/*` as the patterns it stands for; braces in braces stay as they are."""
    found = [""]
    rest = pattern
    while "{" in rest and "}" in rest.partition("{")[2]:
        before, _, inside = rest.partition("{")
        choices, _, rest = inside.partition("}")
        found = [f"{start}{before}{choice}" for start in found for choice in choices.split(",")]
        found = found[:_MOST]
    return [start + rest for start in found]
