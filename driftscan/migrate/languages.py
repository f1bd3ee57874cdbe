"""Which languages the rules of a moved file are about, and which of them are read by now."""

from driftscan.notation.words import listed

# As the extractors have it; this room does not know them, a test compares the two.
READ = frozenset({"python"})
_NAMES = {
    "go": "Go",
    "java": "Java",
    "javascript": "JavaScript",
    "php": "PHP",
    "python": "Python",
    "typescript": "TypeScript",
}
_ENDS = {
    "go": (b".go",),
    "java": (b".java",),
    "javascript": (b".js", b".jsx", b".mjs", b".cjs"),
    "php": (b".php",),
    "typescript": (b".ts", b".tsx", b".mts", b".cts"),
}


def unread(languages: tuple[str, ...]) -> tuple[str, ...]:
    """Those that this version does not read."""
    return tuple(each for each in languages if each not in READ)


def unread_ends(languages: tuple[str, ...]) -> tuple[bytes, ...]:
    """What names of files in these end with."""
    return tuple(end for each in unread(languages) for end in _ENDS[each])


def unread_sentence(tool: str, languages: tuple[str, ...]) -> str:
    """What it means for the rules that some languages are not read; '' if all of them are."""
    missing = unread(languages)
    if not missing:
        return ""
    names = listed(_NAMES[each] for each in missing)
    if len(missing) == len(languages):
        return (
            f"{tool} is for {names}, which this version does not read yet: the rules are written, "
            "but not checked"
        )
    known = listed(_NAMES[each] for each in languages if each in READ)
    return (
        f"{tool} reads {names} too, which this version does not yet: the rules are checked for "
        f"{known} alone"
    )
