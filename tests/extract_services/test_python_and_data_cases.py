"""Python, SQL files, Prisma and Liquibase: their cases, and input meant to hurt."""

import pytest

from driftscan.extract.service_registry import load_service_extractor
from driftscan.model.service_fact import ServiceFacts
from tests.bounded import bounded
from tests.extract_services.case_rows import Row, rows, shown

EXTRACTORS = {
    "python/services": "python-services",
    "sql": "sql",
    "prisma": "prisma",
    "liquibase": "liquibase",
}
CASES = [
    pytest.param(extractor, row, id=f"{extractor}: {row.name}")
    for folder, extractor in EXTRACTORS.items()
    for row in rows(folder)
]
_PY = b"import requests, os, redis\n"
HOSTILE = {
    "empty": b"",
    "binary": bytes(range(256)) * 64,
    "NUL": _PY + b"\0",
    "half a file": _PY + b"def f(:\n requests.get('http://x",
    "Python 2": _PY + b"print 'x'\n",
    "brackets": _PY + b"(" * 100_000,
    "minus signs": _PY + b"x=" + b"-" * 29_000 + b"1",
    "attributes": _PY + b"requests" + b".get" * 7_000,
    "calls of calls": _PY + b"requests.get" + b"()" * 9_000,
    "branches": _PY + b"if a: pass\n" + b"elif b: pass\n" * 60_000,
    "names of names": _PY
    + b"def f():\n"
    + b"".join(b" a%d=f'{a%d}{a%d}{a%d}'\n" % (n + 1, n, n, n) for n in range(3_000))
    + b" requests.get(a3000)\n",
    "itself": _PY + b"x = x + 'http://a' + x\nrequests.get(x)\n" * 3_000,
    "functions of functions": _PY + b"def f(): return f()\nf().get('x')\n" * 3_000,
    "one token": _PY + b"a" * 1_000_000,
    "quotes": b"'" * 500_001,
    "statements": b"SELECT 1 FROM (" * 30_000,
    "semicolons": b";" * 1_000_000,
    "comments": b"/*" * 300_000,
    "rows": b"INSERT INTO `t` (a, b) VALUES (1, 'some text; here');\n" * 100_000,
    "one insert": b"INSERT INTO t VALUES " + b"(1,'a','b')," * 100_000,
    "models": b"model A {\n" * 50_000,
    "change log": b"databaseChangeLog:\n" + b"  - changeSet:\n" * 5_000,
    "elements": b"<databaseChangeLog>" + b"<a>" * 50_000,
}


@pytest.mark.parametrize(("extractor", "row"), CASES)
def test_says_what_the_case_says(extractor: str, row: Row) -> None:
    facts = load_service_extractor(extractor).extract(row.content.encode())
    assert shown(facts) == sorted(row.facts)


@pytest.mark.parametrize("extractor", EXTRACTORS.values())
@pytest.mark.parametrize("kind", HOSTILE)
def test_bears_hostile_input(extractor: str, kind: str) -> None:
    with bounded():
        facts = load_service_extractor(extractor).extract(HOSTILE[kind])
    assert isinstance(facts, ServiceFacts)
