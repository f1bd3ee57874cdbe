"""`#if` in a file that cannot be parsed with all its branches at once: several readings of it.

Mostly the grammar reads all branches side by side. Where they split an expression or a statement,
one text has of each condition the first branch, another the last; together they hold nearly all.
Of `#elif` only the grammar's own reading has the code.
"""

import re

_DIRECTIVE = re.compile(rb"[ \t]*#[ \t]*(if|elif|else|endif)\b")


def has_branches(content: bytes) -> bool:
    """Whether anything in the text stands under a condition."""
    return b"#if" in content or re.search(rb"(?m)^[ \t]*#[ \t]+if\b", content) is not None


def readings(content: bytes) -> list[bytes]:
    """The text with each condition holding, and with none; where one stands inside another, also
    with only the outer or only the inner one holding. All other lines are left empty."""
    lines = content.split(b"\n")
    ways = [(True, True), (False, False), (True, False), (False, True)]
    return [_reading(lines, way) for way in (ways if _is_nested(lines) else ways[:2])]


def _is_nested(lines: list[bytes]) -> bool:
    depth = 0
    for line in lines:
        directive = _DIRECTIVE.match(line)
        if directive is not None and directive[1] in (b"if", b"endif"):
            depth += 1 if directive[1] == b"if" else -1
            if depth > 1:
                return True
    return False


def _reading(lines: list[bytes], holds: tuple[bool, bool]) -> bytes:
    """holds: for conditions at even and at odd depth, whether to take the first branch; if not,
    `#else` is taken, and nothing where there is none."""
    kept = []
    taken = [True]  # of the file and of each condition that is open
    for line in lines:
        directive = _DIRECTIVE.match(line)
        if directive is None:
            kept.append(line if taken[-1] else b"")
            continue
        kept.append(b"")
        word = directive[1]
        if word == b"if":
            taken.append(taken[-1] and holds[(len(taken) - 1) % 2])
        elif len(taken) == 1:
            continue
        elif word == b"endif":
            taken.pop()
        else:
            first = holds[(len(taken) - 2) % 2]
            taken[-1] = taken[-2] and not first and word == b"else"
    return b"\n".join(kept)
