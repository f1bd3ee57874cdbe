"""Globs of tools that are not written in Python, as patterns of a spec."""

import re

from driftscan.migrate.areas.globs import without_contained
from driftscan.migrate.areas.parts import NotPlainError

_BRACES = re.compile(r"\{([^{}]*)\}")
_MOST = 100


def unbraced(glob: str) -> list[str]:
    """`a/{b,c}` is `a/b` and `a/c`; braces within braces too."""
    waiting = [glob]
    done: list[str] = []
    while waiting and len(waiting) + len(done) < _MOST:
        each = waiting.pop(0)
        found = _BRACES.search(each)
        if found is None:
            done.append(each)
        else:
            before, after = each[: found.start()], each[found.end() :]
            waiting += [before + choice + after for choice in found[1].split(",")]
    return done


def below(directory: str, path: str) -> str:
    """A path in a directory, without './' and with '..' gone; '.' is the scanned root."""
    parts: list[str] = []
    for part in f"{directory}/{path}".split("/"):
        if part == ".." and parts:
            parts.pop()
        elif part not in ("", ".", ".."):
            parts.append(part)
    return _sayable("/".join(parts)) or "."


def _sayable(path: str) -> str:
    """A path with '?' for what a spec cannot hold."""
    inner = path.strip()
    text = "".join(char if char.isprintable() and char != "\\" else "?" for char in inner)
    before = len(path) - len(path.lstrip())
    return f"{'?' * before}{text}{'?' * (len(path) - len(inner) - before)}" if inner else text


def of_files(glob: str, directory: str = "") -> list[str]:
    """Patterns for a glob over whole paths of files, where `*` at its end reaches no deeper.

    Raises NotPlainError for classes of characters.
    """
    if "[" in glob:
        raise NotPlainError("has a class of characters")
    return without_contained(_of_files(below(directory, each)) for each in unbraced(glob))


def _of_files(glob: str) -> str:
    *folders, last = glob.split("/")
    while last in ("**", "*") and folders and (last == "**" or folders[-1] == "**"):
        last = folders.pop()
    if last == "**":
        return "."
    if "*" in last and "." not in last and (folders or glob == last):
        # A pattern of a spec means what is below too; a file has a dot in its name.
        last = f"{last}.*"
    return "/".join([*folders, last])
