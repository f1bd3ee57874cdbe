"""What a word can stand for by its form alone: a tag, a glob, a pattern that makes components."""

import re
from fnmatch import fnmatchcase

TAG = "tag:"
STAR = "*"

_NAME = re.compile(r"\w[\w./-]*")
_WILDCARD = re.compile(r"[*?[]")


def trimmed_word(word: str) -> str:
    """The word without space around it or after 'tag:'."""
    word = word.strip()
    return TAG + tag_of(word) if word.startswith(TAG) else word


def tag_of(word: str) -> str:
    """The tag in 'tag:core'."""
    return word.removeprefix(TAG).strip()


def is_name(text: str) -> bool:
    """Whether a component or a tag may be called that."""
    return _NAME.fullmatch(text) is not None


def is_pattern(name: str) -> bool:
    """Whether a component's name stands for one component for each thing that is there."""
    return STAR in name


def is_pattern_name(text: str) -> bool:
    """A name with one '*' somewhere in it."""
    return text != STAR and text.count(STAR) == 1 and is_name(text.replace(STAR, "x"))


def is_glob(word: str) -> bool:
    """Whether a word of a rule is meant for all names that are like it."""
    return _WILDCARD.search(word) is not None


def is_like(name: str, glob: str) -> bool:
    """Whether a glob means a name; '*' also stands for '/', upper and lower case differ."""
    return fnmatchcase(name, glob)


def fits(name: str, pattern: str) -> bool:
    """Whether a pattern can make a component of this name: its '*' is one part of a path."""
    before, _, after = pattern.partition(STAR)
    stood = name[len(before) : len(name) - len(after)]
    return before + stood + after == name and stood != "" and "/" not in stood
