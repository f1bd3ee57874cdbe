"""Which names an alias is for, with one star at most, as `paths` of the compiler has it."""

import re

from msgspec.structs import replace

from driftscan.extract.bundler_config.places import Place

# What a regular expression has for itself; after a backslash a sign stands for itself.
_SPECIAL = re.compile(r"[\[\](){}.*+?|^$]")
_REST = re.compile(r"\(\.[*+]\??\)\$?$")
_ESCAPED = re.compile(r"\\([^A-Za-z0-9])")
_PLACEHOLDER = "\0"

Row = tuple[str, Place]


def of_name(name: str, place: Place) -> list[Row]:
    """`a` is for `a` and all below; `a$` for the one alone."""
    if name.endswith("$") and len(name) > 1:
        return [(name[:-1], place)]
    below = (f"{name.rstrip('/')}/*", replace(place, path=f"{place.path.rstrip('/')}/*"))
    return [below] if name.endswith("/") else [(name, place), below]


def of_expression(expression: str, place: Place) -> list[Row]:
    """`^@/(.*)$` with `src/$1`, `^@/` with `src/`, `^a$`; nothing where one star doesn't say it."""
    if not expression.startswith("^"):
        return []
    plain = expression[1:]
    if rest := _REST.search(plain):
        before = _unescaped(plain[: rest.start()])
        target = place.path.replace("$1", "*", 1)
        if before is None or "*" not in target or "$" in target:
            return []
        return [(f"{before}*", replace(place, path=target))]
    exact = plain.endswith("$") and not plain.endswith("\\$")
    before = _unescaped(plain[:-1] if exact else plain)
    if before is None or "$" in place.path:
        return []
    return [(before, place)] if exact else [(f"{before}*", replace(place, path=f"{place.path}*"))]


def _unescaped(expression: str) -> str | None:
    """The text that an expression without any choice stands for, else None."""
    signs: list[str] = []

    def kept(escape: re.Match[str]) -> str:
        signs.append(escape[1])
        return _PLACEHOLDER

    plain = _ESCAPED.sub(kept, expression)
    # An unescaped dot nearly always means itself: `^lib.app/(.*)$`.
    if "\\" in plain or _SPECIAL.search(plain.replace(".", "")):
        return None
    for sign in signs:
        plain = plain.replace(_PLACEHOLDER, sign, 1)
    return plain
