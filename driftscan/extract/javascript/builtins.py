"""Modules that come with Node.js; a name behind `node:` always means one of them."""

_NAMES = frozenset(
    """
    assert async_hooks buffer child_process cluster console constants crypto dgram
    diagnostics_channel dns domain events fs http http2 https inspector module net os path
    perf_hooks process punycode querystring readline repl stream string_decoder sys timers tls
    trace_events tty url util v8 vm wasi worker_threads zlib
    """.split()
)
_BELOW = frozenset(
    """
    assert/strict dns/promises fs/promises inspector/promises path/posix path/win32
    readline/promises stream/consumers stream/promises stream/web timers/promises util/types
    """.split()
)


def builtin(specifier: str) -> str:
    """The name of a standard module without `node:`, '' if it is none."""
    if specifier.startswith("node:"):
        return specifier[len("node:") :].partition("/")[0]
    if specifier in _NAMES or specifier in _BELOW:
        return specifier.partition("/")[0]
    return ""
