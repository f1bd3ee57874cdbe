"""When two names mean one thing: `cart`, `CartService`, `acme/cart-service:1.2`."""

import re
from collections.abc import Iterator
from functools import lru_cache

_SEPARATORS = re.compile(r"[^a-z0-9]+")
_GENERIC_FOLDERS = frozenset(
    b"src app server main service docker build backend code source cmd deploy".split()
)
_MOST_WORDS = 8
_KNOWN = 1 << 17  # names of a large system; each is asked for by many rules, one after the other
_WORDS = ("service", "svc", "server", "api", "app", "application", "microservice", "ms")


@lru_cache(maxsize=_KNOWN)
def plain(name: str) -> str:
    """The letters and digits of a name, lower case."""
    return _SEPARATORS.sub("", name.lower())


@lru_cache(maxsize=_KNOWN)
def core(name: str) -> str:
    """The same without words that say nothing at its end: 'cart' of 'cart-service'."""
    found = plain(name)
    for word in _WORDS:
        if found.endswith(word) and len(found) > len(word) + 2:
            return found.removesuffix(word)
    return found


@lru_cache(maxsize=_KNOWN)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, lower case: 'spring', 'petclinic', 'vets' of springPetclinic-vets."""
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1-\2", name)
    return tuple(part for part in _SEPARATORS.split(spaced.lower()) if part)


def endings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What a name may be called without what stands in front, as far as that tells something."""
    for start in range(max(1, len(words) - _MOST_WORDS), len(words)):
        if sum(map(len, words[start:])) > 3:
            yield words[start:]


def folder_name(folder: bytes) -> str:
    """What a folder is called, leaving out parts that any folder could be called."""
    parts = [part for part in folder.split(b"/") if part]
    while len(parts) > 1 and parts[-1].lower() in _GENERIC_FOLDERS:
        parts.pop()
    return parts[-1].decode("utf-8", "replace") if parts else ""
