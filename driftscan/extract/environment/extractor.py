"""Code as the names of environment variables that it reads: C++ and Elixir have no extractor of
their own, and elsewhere a name may be read where no address is told (`init(os.Getenv("X"))`)."""

import re

from driftscan.model.service_fact import MarkFact, ServiceFacts

_NAME = rb"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+"
# getenv("X"), os.environ["X"], ENV.fetch('X'), env::var("X"), mustMapEnv(&x, "X"), process.env.X
_READ = re.compile(
    rb"(?:env|Env|ENV)[^\n\"'`]{0,60}[\"'`](" + _NAME + rb")[\"'`]|\benv\.(" + _NAME + rb")\b"
)
# What a channel of gRPC is given is asked only where a stub is called: whoever reads the language
# tells that.
_STUB = re.compile(rb"grpc|channel|stub", re.IGNORECASE)
_MOST = 500  # names of one file


def extract(content: bytes) -> ServiceFacts:
    """Each name where it is read first; '' for what others tell of."""
    if b"\0" in content or not any(word in content for word in (b"env", b"Env", b"ENV")):
        return ServiceFacts()
    found: dict[bytes, int] = {}
    line, at = 1, 0
    for match in _READ.finditer(content):
        line += content.count(b"\n", at, match.start())
        at = match.start()
        told = _STUB.search(_line_around(content, at))
        found.setdefault(b"" if told else match[1] or match[2], line)
        if len(found) == _MOST:
            break
    return ServiceFacts(
        marks=tuple(MarkFact("reads", name.decode(), where) for name, where in found.items())
    )


def _line_around(content: bytes, at: int) -> bytes:
    end = content.find(b"\n", at)
    return content[content.rfind(b"\n", 0, at) + 1 : end if end >= 0 else len(content)][:1000]
