"""Scans written by hand: an ordinary one, one with hostile names, one beyond every limit."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from driftscan.model.fact import Problem
from driftscan.model.finding import Cut, Finding, Step
from driftscan.model.location import Location
from driftscan.model.scan import Coverage, RuleSummary, Scan, SkippedFile, Vanished
from driftscan.model.spec import Strategy

REPORT = Location(b"services/analytics/report.py", 12)
USAGE = Location(b"libs/common/usage.py", 7)


def finding(**changes: Any) -> Finding:
    values: dict[str, Any] = {
        "id": "b3f1a2c4d5e6",
        "rule": "deny analytics -> billing",
        "check": "deny",
        "nature": "divergence",
        "severity": "error",
        "source": "analytics.report",
        "target": "billing.models",
        "source_component": "analytics",
        "target_component": "billing",
        "kind": "import",
        "message": "analytics.report imports billing.models.",
        "where": REPORT,
        "evidence": (REPORT, Location(REPORT.path, 30)),
        "chain": (Step("analytics.report", "billing.models", (REPORT, Location(REPORT.path, 30))),),
        "cut": (Cut("analytics.report", "billing.models", 2),),
        "reason": "Billing's internals change weekly.",
        "owner": "@acme/payments",
        "adr": "docs/adr/0007.md",
        "spec_line": 14,
    }
    return Finding(**(values | changes))


CHAIN = finding(
    id="0c8d33e1f7aa",
    rule="independent analytics, integrations",
    check="independent",
    kind="through others",
    target="integrations",
    message="analytics.report reaches integrations through common.usage.",
    chain=(
        Step("analytics.report", "common.usage", (REPORT,)),
        Step("common.usage", "integrations.export", (USAGE,)),
    ),
    cut=(Cut("common.usage", "integrations.export", 1),),
    reason="",
)
WARNING = finding(
    id="9f20c7d18b44", rule="public common", check="public", severity="warning", reason=""
)
ABSENCE = finding(
    id="77aa00bb11cc",
    rule="expect integrations -> billing",
    check="expect",
    nature="absence",
    where=Location(b"shop/driftscan.yaml", 30),
    evidence=(),
    chain=(),
    cut=(),
    message="integrations does not depend on billing yet.",
)
PLANNED = finding(
    id="77aa00bb11dd",
    rule="expect integrations -> billing",
    status="planned",
    note="due 2027-01-31",
)
ACCEPTED = finding(id="5e11ad40c3b7", status="accepted", note="goes with the old dashboard")

EXAMPLE = (finding(), CHAIN, WARNING, ABSENCE, PLANNED, ACCEPTED)


def scan(findings: tuple[Finding, ...] = EXAMPLE, **changes: Any) -> Scan:
    names = dict.fromkeys(found.rule for found in findings)
    rules = [RuleSummary(name=name, check="deny", outcome="broken", findings=1) for name in names]
    kept = RuleSummary(name="acyclic services", check="acyclic", outcome="kept", findings=0)
    unchecked = RuleSummary(name="jobs", check="capability", outcome="unchecked", findings=0)
    problem = Problem("syntax", "the parser found an error", 3, True)
    values: dict[str, Any] = {
        "root": "shop",
        "revision": "",
        "spec_file": "shop/driftscan.yaml",
        "strategy": Strategy(),
        "coverage": Coverage(
            files=62,
            checked=61,
            references=340,
            unresolved=2,
            modules=60,
            assigned=58,
            generated=0,
            dependencies=212,
            externals=9,
            ignored=14,
            skipped=(SkippedFile(b"old.py", "python", problem),),
        ),
        "components": (),
        "rules": (*rules, kept, unchecked),
        "findings": findings,
        "vanished": (Vanished(id="dead00000001", rule="acyclic services", source="a", target="b"),),
        "notes": ("capability jobs (driftscan.yaml:48) has no check in this version",),
    }
    return Scan(**(values | changes))


HOSTILE = (
    "@all @acme/payments please",
    "<script>alert(1)</script><!-- -->",
    "</failure></testcase>]]>&lt;",
    "`code` ``` fence ``",
    "` lone",
    "\n```\n# heading\n- item\n| a | b |\n",
    "\r\n::error file=x::injected\n::set-output name=a::b",
    "::stop-commands::x",
    "##[error]old",
    "a%0A::error::b, c: d",
    "\x1b[31mred\x1b[0m\x9b31m",
    "\u202egnp.exe\u2066",
    "\x00\x08\x0b\x0c\ufffe\uffff",
    "\udcff\ud800",
    "[link](javascript:alert(1)) ![x](http://e.vil/p.png) https://e.vil www.e.vil",
    "{0} {1} [x](1)",
    '=HYPERLINK("http://e.vil")',
    "+1+cmd|' /C calc'!A0",
    "-1",
    "\t=1",
    " =1",
    "\uff1d1",
    '"; DROP "',
    "back\\slash\\",
    "*bold* _it_ ~~x~~ #123 owner/repo#1 !1 $x$",
    "x" * 10_000,
    "`" * 10_000,
    "",
)


def hostile(text: str, number: int) -> Finding:
    """A finding with the text wherever text of the scanned tree can stand."""
    path = text.encode("utf-8", "surrogatepass").replace(b"\0", b"") or b"empty.py"
    places = (Location(path, 3), Location(path + b"/b", 0))
    return finding(
        id=f"{number:012x}",
        rule=f"rule {text}" if number % 2 else text,
        severity="warning" if number % 3 == 2 else "error",
        source=text,
        target=text,
        source_component=text,
        target_component=text,
        message=text,
        where=places[0],
        evidence=places,
        chain=(Step(text, text, places[:1]), Step(text, text, places[1:])),
        cut=(Cut(text, text, 1),),
        reason=text,
        owner=text,
        adr=text,
        note=text,
    )


HOSTILE_FINDINGS = tuple(hostile(text, number) for number, text in enumerate(HOSTILE))


def many(count: int) -> tuple[Finding, ...]:
    """Findings with names that do not compress well; the later, the more work they ask for."""
    found = []
    for number in range(count):
        name = sha256(str(number).encode()).hexdigest()
        where = Location(f"src/{name}.py".encode(), number + 1)
        cut = (Cut(name, "billing", 1 + number // 10),)
        found.append(
            finding(
                id=name[:12],
                rule=f"rule {number % 7}",
                source=name,
                message=f"{name} imports billing.models.",
                where=where,
                evidence=(where,),
                chain=(Step(name, "billing.models", (where,)),),
                cut=cut,
            )
        )
    return tuple(found)


@pytest.fixture(scope="session")
def schemas(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where published schemas are kept from run to run."""
    cache: pytest.Cache | None = getattr(pytestconfig, "cache", None)
    return cache.mkdir("published") if cache else tmp_path_factory.mktemp("published")


@pytest.fixture
def example() -> Scan:
    """The ordinary scan."""
    return scan()


@pytest.fixture
def scan_of() -> Callable[..., Scan]:
    """Makes a scan of findings."""
    return scan


@pytest.fixture
def hostile_scan() -> Scan:
    """A scan in which every name is hostile."""
    text = "\n::error::x <b> @all `"
    return scan(HOSTILE_FINDINGS, notes=HOSTILE, shortfalls=(text,))


@pytest.fixture(scope="session")
def huge_scan() -> Scan:
    """A scan of 30,000 findings."""
    return scan(many(30_000))


@pytest.fixture
def clean_scan() -> Scan:
    """A scan without findings."""
    return scan(())


@pytest.fixture
def nothing_read() -> Scan:
    """A scan that found no file."""
    empty = Coverage(
        files=0,
        checked=0,
        references=0,
        unresolved=0,
        modules=0,
        assigned=0,
        generated=0,
        dependencies=0,
        externals=0,
        ignored=0,
    )
    return scan((), coverage=empty)
