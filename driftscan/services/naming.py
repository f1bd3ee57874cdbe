"""When two names mean one thing: `cart`, `CartService`, `acme/cart-service:1.2`."""

import re

_SEPARATORS = re.compile(r"[^a-z0-9]+")
_GENERIC_FOLDERS = frozenset(
    b"src app server main service docker build backend code source cmd deploy".split()
)
_WORDS = ("service", "svc", "server", "api", "app", "application", "microservice", "ms")


def plain(name: str) -> str:
    """The letters and digits of a name, lower case."""
    return _SEPARATORS.sub("", name.lower())


def core(name: str) -> str:
    """The same without words that say nothing at its end: 'cart' of 'cart-service'."""
    found = plain(name)
    for word in _WORDS:
        if found.endswith(word) and len(found) > len(word) + 2:
            return found.removesuffix(word)
    return found


def ends_alike(long: str, short: str) -> bool:
    """Whether a name is another one with something in front: spring-petclinic-vets-service."""
    parts, wanted = _parts(long), _parts(short)
    return len(wanted) < len(parts) and parts[-len(wanted) :] == wanted and len(plain(short)) > 3


def _parts(name: str) -> list[str]:
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1-\2", name)
    return [part for part in _SEPARATORS.split(spaced.lower()) if part]


def folder_name(folder: bytes) -> str:
    """What a folder is called, leaving out parts that any folder could be called."""
    parts = [part for part in folder.split(b"/") if part]
    while len(parts) > 1 and parts[-1].lower() in _GENERIC_FOLDERS:
        parts.pop()
    return parts[-1].decode("utf-8", "replace") if parts else ""
