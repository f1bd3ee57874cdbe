"""Names as words: `countActiveUsers`, `active_users` and `ActiveUser` speak of one thing."""

import re
from functools import lru_cache

# A letter alone before a word is part of it: `OAuth` and `EMail` are `oauth` and `email`. Not so an
# article (`isAUser`), and what only tells the kind (`IUser`, `TRow`).
_PART = re.compile(r"(?<![A-Z])[B-HJ-SU-Z][A-Z][a-z]+|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_SAME_IN_PLURAL = frozenset(
    "status address process access class business series news analysis basis previous bonus focus "
    "alias canvas atlas gas plus this is has was its us ops sms dns https progress".split()
)


@lru_cache(maxsize=1 << 16)
def words_of(name: str) -> tuple[str, ...]:
    """Lower case, each in the singular."""
    return tuple(singular(part.lower()) for part in _PART.findall(name))


def shown(name: str) -> str:
    """A name in words, as it is written."""
    return " ".join(part.lower() for part in _PART.findall(name))


def singular(word: str) -> str:
    """English, as far as names go."""
    if len(word) < 4 or word in _SAME_IN_PLURAL or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("es") and word[:-2] in _SAME_IN_PLURAL:  # `statuses`
        return word[:-2]
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def key_of(name: str) -> str:
    """What two spellings of one name have in common."""
    return " ".join(words_of(name))
