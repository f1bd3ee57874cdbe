"""Hostile specs, baselines and environments, by name, as plain data."""

import json
from collections.abc import Mapping

_HEAD = b"driftscan: 1\ncomponents: {a: {path: services}}\n"
_ALIASES = b"".join(
    b"%c: &%c [%s]\n" % (98 + n, 98 + n, b",".join([b"*%c" % (97 + n)] * 9)) for n in range(12)
)
_MERGES = b"".join(
    b"%c: &%c {<<: [%s]}\n" % (98 + n, 98 + n, b",".join([b"*%c" % (97 + n)] * 10))
    for n in range(12)
)

SPECS: Mapping[str, bytes] = {
    "empty": b"",
    "nul": b"driftscan: 1\0\n",
    "not UTF-8": b"driftscan: 1\ncomponents: {a\xff: {path: .}}\n",
    "UTF-16": "driftscan: 1\n".encode("utf-16"),
    "a list": b"- 1",
    "two documents": b"driftscan: 1\n---\ndriftscan: 1\n",
    "30,000 lists deep": b"driftscan: 1\nrules: " + b"[" * 30_000 + b"]" * 30_000,
    "30,000 mappings deep": b"{a: " * 30_000 + b"}" * 30_000,
    "alias bomb": b"a: &a [x,x,x,x,x,x,x,x,x]\n" + _ALIASES,
    "merge key bomb": b"a: &a {x: 1}\n" + _MERGES,
    "alias of itself": b"driftscan: 1\ncomponents: &a {b: *a}\n",
    "python tag": b'driftscan: !!python/object/apply:os.system ["touch @CANARY@"]\n',
    "number of 100,000 digits": b"driftscan: " + b"9" * 100_000,
    "list as key": b"? [a, b]\n: 1\n",
    "duplicate keys": b"driftscan: 1\ndriftscan: 1\n",
    "raw escape": b"driftscan: 1\n\x1b[2J: 1\n",
    "quoted escapes": b'driftscan: 1\ncomponents: {"\\e[2J\\x9b\\u202e": {path: "\\e]0;x\\a"}}\n',
    "raw bidi": 'driftscan: 1\ncomponents: {"a\u202e": {path: "x\u202e"}}\n'.encode(),
    "lone surrogates": b'driftscan: 1\ncomponents: {"\\ud800": {path: "\\udfff"}}\n',
    "20,000 unknown keys": b"driftscan: 1\n" + b"".join(b"k%d: 1\n" % n for n in range(20_000)),
    "2,000 misspelt names": _HEAD
    + b"rules:\n"
    + b"".join(b"  - {deny: x%d -> y%d, reason: r}\n" % (n, n) for n in range(2000)),
    "paths outside": b"driftscan: 1\ncomponents: {a: {path: ../..}, b: {path: /etc}}\n",
    "glob bomb": _HEAD.replace(b"services", b"'" + b"**/*a" * 200 + b"b'"),
    "pattern bombs": _HEAD + b'sources: {exclude: ["' + b"*a" * 300 + b'b", "[[["]}\n',
    "impossible shares": b"driftscan: 1\ncoverage: {checked: .nan, assigned: -5%}\n",
    "line separators": "driftscan: 1\u2028rules: 2\n".encode(),
}

_ENTRY = {
    "id": "0" * 12,
    "rule": "deny analytics->billing",
    "from": "a",
    "to": "b",
    "kind": "import",
    "reason": "x",
    "accepted": "2024-01-01",
}


def _baseline(**changes: object) -> bytes:
    return json.dumps({"driftscan_baseline": 1, "findings": [{**_ENTRY, **changes}]}).encode()


BASELINES: Mapping[str, bytes] = {
    "empty": b"",
    "nuls": b"\0" * 1000,
    "not UTF-8": b'{"a": "\xff"}',
    "200,000 lists deep": b"[" * 200_000,
    "deep findings": b'{"driftscan_baseline":1,"findings":' + b"[" * 99_999 + b"]" * 99_999 + b"}",
    "not a number": b'{"driftscan_baseline": NaN, "findings": Infinity}',
    "number of 100,000 digits": b'{"driftscan_baseline": ' + b"9" * 100_000 + b"}",
    "escapes": _baseline(reason="\x1b[2J\u202e", rule="\x1b]0;x\x07"),
    "escapes that vanish": _baseline(**{"from": "\x1b[2J\u202e", "to": "\ud800\u2028<script>@all"}),
    "lone surrogates": _baseline(reason="\ud800\0", rule="\ud800"),
    "unknown key with bidi": _baseline(**{"\u202ekey": 1}),
    "wrong types": _baseline(id=1, rule=[], kind=True, reason=1e5),
    "date outside of time": _baseline(accepted="0000-00-00"),
    "merge markers": b"<<<<<<< HEAD\n{}\n=======\n",
}

_FINE = (frozenset({1}), frozenset({1}))
_NO_GIT = (frozenset({2}), frozenset({2}))  # the fixture's floor is 100 %, so no file may be lost

ENVIRONMENTS: Mapping[str, tuple[Mapping[str, str], tuple[frozenset[int], frozenset[int]]]] = {
    "PATH empty": ({"PATH": ""}, _NO_GIT),
    "PATH relative": ({"PATH": ".:bin:"}, _NO_GIT),
    "HOME empty": ({"HOME": "", "DRIFTSCAN_CACHE_DIR": ""}, _FINE),
    "HOME too long": ({"HOME": "/" + "x" * 9000, "DRIFTSCAN_CACHE_DIR": ""}, _FINE),
    "TMPDIR nowhere": ({"TMPDIR": "/nowhere"}, _NO_GIT),
    "Latin-1": ({"LC_ALL": "en_US.ISO-8859-1", "PYTHONUTF8": "0"}, _FINE),
    "ASCII": ({"PYTHONIOENCODING": "ascii"}, _FINE),
    "git's own variables": (
        {
            "GIT_DIR": "/nowhere",
            "GIT_INDEX_FILE": "/x",
            "GIT_OBJECT_DIRECTORY": "/y",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": "/z",
            "GIT_EXEC_PATH": "/nowhere",
            "GIT_TRACE": "@PLACE@/canary",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "core.fsmonitor",
            "GIT_CONFIG_VALUE_0": "touch @PLACE@/canary",
        },
        _FINE,
    ),
    "columns": ({"COLUMNS": "-5", "LINES": "x"}, _FINE),
    "cache on a device": ({"DRIFTSCAN_CACHE_DIR": "/dev/null"}, _FINE),
    "cache with escapes": ({"DRIFTSCAN_CACHE_DIR": "/proc/\x1b[2J"}, _FINE),
    "warnings are errors": ({"PYTHONWARNINGS": "error"}, _FINE),
    "optimised": ({"PYTHONOPTIMIZE": "2"}, _FINE),
    "hash seed": ({"PYTHONHASHSEED": "7"}, _FINE),
    "short integers": ({"PYTHONINTMAXSTRDIGITS": "640"}, _FINE),
}
