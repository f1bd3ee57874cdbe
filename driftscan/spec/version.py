"""The version of the syntax, looked at before everything else: another version has other keys."""

from driftscan.spec.problem import quoted, suggestion
from driftscan.spec.tree import Problems, Value

KEY = "driftscan"
VERSION = "1"


def knows_version(value: dict[str, Value], problems: Problems) -> bool:
    """Whether the rest can be read; a missing version is a problem, but version 1 is meant."""
    if KEY not in value:
        # A misspelt one is reported as an unknown key.
        if not any(suggestion(name, [KEY]) for name in value):
            line = f"{KEY}: {VERSION}"
            message = f"'{line}' is missing; write it first, it is the version of this syntax"
            problems.add((), message)
        return True
    version = value[KEY]
    if version == VERSION or (KEY,) in problems.tree.refused:
        return True
    shown = quoted(version) if isinstance(version, str) else "this"
    problems.add(
        (KEY,),
        f"{shown} is not a version this driftscan reads; write {KEY}: {VERSION}, "
        "or install the driftscan this file was written for",
    )
    return False
