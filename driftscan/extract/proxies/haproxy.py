"""HAProxy: servers of its backends, and the paths by which a frontend chooses one."""

import re
from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.pieces import plain, shell_text
from driftscan.extract.service_routes import Route
from driftscan.extract.service_union import united
from driftscan.model.service_fact import ServiceFacts

_SECTIONS = frozenset(
    "backend frontend listen defaults global resolvers userlist peers cache".split()
)
_PATH_TEST = re.compile(r"path(?:_beg|_dir)?(?:\s+-\S+)*\s+(/\S*)")
_ACL = re.compile(r"acl\s+(\S+)\s+(.+)")


class _Line(Struct, frozen=True):
    """A line with the kind and name of the section it stands in."""

    words: tuple[str, ...]
    line: int
    kind: str
    section: str


def read(text: str) -> ServiceFacts:
    """A route per server; its paths are those that lead to its backend."""
    lines = tuple(_lines(text))
    paths = _paths(lines)
    return united(route.facts() for line in lines for route in _routes(line, paths))


def _lines(text: str) -> Iterator[_Line]:
    kind = section = ""
    for number, raw in enumerate(text.split("\n"), 1):
        words = tuple(raw.partition("#")[0].split())
        if words and words[0] in _SECTIONS:
            kind, section = words[0], words[1] if len(words) > 1 else ""
        elif words:
            yield _Line(words, number, kind, section)


def _paths(lines: tuple[_Line, ...]) -> dict[str, list[str]]:
    """Of backends, by tests that have a name or stand in braces."""
    tests: dict[str, str] = {}
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        said = " ".join(line.words)
        path = _PATH_TEST.search(said)
        if (acl := _ACL.match(said)) and path:
            tests[acl[1]] = path[1]
        elif line.words[0] == "use_backend" and len(line.words) > 1:
            named = [tests[word] for word in line.words[2:] if word in tests]
            found[line.words[1]] += named or ([path[1]] if path else [])
    return found


def _routes(line: _Line, paths: dict[str, list[str]]) -> Iterator[Route]:
    at = {"server": 2, "server-template": 3}.get(line.words[0], 0)
    if not at or line.kind not in ("backend", "listen") or len(line.words) <= at:
        return
    address = shell_text(line.words[at].replace('"', ""))
    for path in paths.get(line.section) or [""]:
        yield Route("haproxy", (address,), line.line, plain(path))
