"""Whether an endpoint may answer a request, with all that may stand before and after it elsewhere.

Used where a wrong "nobody serves this" is worse than a missed one: whatever could fit, fits.
"""

import re

from driftscan.services.addresses import HOLE
from driftscan.services.endpoints import Endpoint

_REST = "\x01"  # stands for any number of parts
# `**`, `{*rest}`, `{path:path}`, `<path:rest>`, `*rest`, `(.*)`, `[...rest]`
_IS_REST = re.compile(r"\*.*|\{\*.*\}|\{.*:(?:path|\.[*+])\}|<path:.*>|.*\(\.[*+]\).*|\[+\.\.\..*")
_IS_ANY = re.compile(r"[{<\[].*[}>\]]|:.+|\$.*|.*[{(<\\].*")
# Their routes say all of their path but what stands in front of all of them.
_WHOLE = frozenset("spring jax micronaut aspnet nestjs".split())
_MOST_BEFORE = 2  # parts in front of a request or a route: a context path, a version
# What stands in front of all paths of a program says nothing of one of them.
_IN_FRONT = re.compile(r"api|rest|rpc|v\d+")
# Frameworks and platforms answer these themselves, and platforms ask for them.
_OWN = re.compile(
    r"(?:^|/)(?:actuator|health\w*|live\w*|ready\w*|ping|status|info|metrics|prometheus|swagger\S*"
    r"|openapi\S*|api-?docs?|docs|favicon\S*|static|assets|public|graphql|admin|version|robots"
    r"|eureka|hystrix\S*|_\w+)(?:/|$)|\.\w+$",
    re.IGNORECASE,
)


def is_left_out(path: str) -> bool:
    """Whether a path is one that frameworks and platforms ask for and answer, or a file's."""
    return _OWN.search(_bare(path)) is not None


def request_parts(path: str) -> tuple[str, ...] | None:
    """The parts of what is asked for; None where too little of it is known.

    A hole within the last part may be a query or more parts, one anywhere else is one part.
    """
    parts = [part for part in _bare(path).split("/") if part]
    if not parts or HOLE in parts[0]:
        return None
    found = [HOLE if HOLE in part else part.lower() for part in parts]
    if found[-1] == HOLE and all(map(_IN_FRONT.fullmatch, found[:-1])):
        return None  # what wraps a client asks for `/api/${path}`, whatever that is
    return (*found[:-1], _REST) if found[-1] == HOLE else tuple(found)


def may_answer(wanted: tuple[str, ...], endpoint: Endpoint) -> bool:
    """Whether the endpoint fits the request, or its end does, or the request's end."""
    served = _served_parts(endpoint.path)
    most = _MOST_BEFORE if endpoint.framework in _WHOLE else len(wanted)
    before = min(most, len(wanted))
    if any(_fits_below(wanted[left:], served, left) for left in range(before + 1)):
        return True
    return any(
        _is_written_alike(wanted, served[right:]) and _fits(wanted, served[right:])
        for right in range(1, min(_MOST_BEFORE, len(served)) + 1)
    )


def shown_request(method: str, path: str) -> str:
    """`GET /items/{}`"""
    return f"{method} {path.partition('?')[0].replace(HOLE, '{}')}".strip()


def _bare(path: str) -> str:
    return re.sub(r"^\w+://[^/]*", "", path).partition("?")[0].partition("#")[0].strip("/")


def _served_parts(path: str) -> tuple[str, ...]:
    found: list[str] = []
    for part in re.sub(r"^\w+://[^/]*", "", path).strip("/").split("/"):
        if _IS_REST.fullmatch(part):
            return (*found, _REST)
        if part:
            found.append(HOLE if _IS_ANY.fullmatch(part) or HOLE in part else part.lower())
    return tuple(found)


def _fits_below(wanted: tuple[str, ...], served: tuple[str, ...], left: int) -> bool:
    """The end of a request from something that is mounted elsewhere. An end of which nothing is
    known fits what may be anything, no more."""
    if left and wanted == (_REST,):
        return all(part in (HOLE, _REST) for part in served)
    return _fits(wanted, served)


def _is_written_alike(wanted: tuple[str, ...], served: tuple[str, ...]) -> bool:
    return any(w == s and w not in (HOLE, _REST) for w, s in zip(wanted, served, strict=False))


def _fits(wanted: tuple[str, ...], served: tuple[str, ...]) -> bool:
    """Part by part; where one of them is open at its end, as far as it is known."""
    if _REST in served:
        served = served[:-1]
        wanted = wanted[: len(served)]
    if _REST in wanted:
        wanted = wanted[:-1]
        served = served[: len(wanted)]
    if len(wanted) != len(served):
        return False
    return all(HOLE in (w, s) or w == s for w, s in zip(wanted, served, strict=True))
