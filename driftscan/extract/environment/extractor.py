"""Code as the names of environment variables that it reads: a name may be read where no address is
told (`init(os.Getenv("X"))`)."""

import re

from driftscan.model.service_fact import MarkFact, ServiceFacts

_NAME = rb"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+"
# getenv("X"), os.environ["X"], ENV.fetch('X'), env::var("X"), mustMapEnv(&x, "X"), process.env.X
_READ = re.compile(
    rb"(?:env|Env|ENV)[^\n\"'`]{0,60}[\"'`](" + _NAME + rb")[\"'`]|\benv\.(" + _NAME + rb")\b"
)
# A channel of gRPC asks nothing before a stub is called, and whoever reads the language tells that:
# in a file with stubs, reading an address proves nothing.
_STUB = re.compile(rb"grpc|\bstub\b", re.IGNORECASE)
_MOST = 500  # names of one file


def extract(content: bytes) -> ServiceFacts:
    """Each name where it is read first; a nameless one for all of a file with stubs."""
    names = read_names(content)
    if names and _STUB.search(content):
        return ServiceFacts(marks=(MarkFact("reads", "", min(names.values())),))
    return marked(names)


def read_names(content: bytes) -> dict[str, int]:
    """Names of variables and the line where each is read first."""
    if b"\0" in content or not any(word in content for word in (b"env", b"Env", b"ENV")):
        return {}
    found: dict[str, int] = {}
    line, at = 1, 0
    for match in _READ.finditer(content):
        line += content.count(b"\n", at, match.start())
        at = match.start()
        found.setdefault((match[1] or match[2]).decode(), line)
        if len(found) == _MOST:
            break
    return found


def marked(names: dict[str, int]) -> ServiceFacts:
    """The facts that names and lines make."""
    return ServiceFacts(marks=tuple(MarkFact("reads", name, line) for name, line in names.items()))
