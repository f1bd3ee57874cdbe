"""Scans and graphs written by hand, and golden files to compare reports with."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from driftscan.graph.system import SystemGraph
from driftscan.model.fact import Problem
from driftscan.model.finding import Cut, Finding, Step
from driftscan.model.graph import Dependency, ExternalPackage, Kind, Module, Unresolved
from driftscan.model.location import Location
from driftscan.model.scan import (
    ComponentSummary,
    Coverage,
    RuleSummary,
    Scan,
    SkippedFile,
    Vanished,
)
from driftscan.model.source import LeftOut
from driftscan.model.spec import Component, Strategy
from driftscan.report.picture import Picture

GOLDEN = Path(__file__).parent / "golden"

REPORT = Location(b"services/analytics/analytics/report.py", 12)
EXPORT = Location(b"services/analytics/analytics/export.py", 3)
USAGE = Location(b"libs/common/common/usage.py", 7)


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compares text with a file of golden/; UPDATE_GOLDEN=1 writes the file instead."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN") == "1":
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode(), "if meant: UPDATE_GOLDEN=1 pytest tests/report"

    return compare


def coverage(**changes: object) -> Coverage:
    values: dict[str, object] = {
        "files": 62,
        "checked": 61,
        "references": 340,
        "unresolved": 2,
        "modules": 60,
        "generated": 3,
        "assigned": 58,
        "dependencies": 212,
        "externals": 9,
        "ignored": 14,
        "skipped": (
            SkippedFile(
                b"services/billing/old.py",
                "python",
                Problem("syntax", "the parser found an error", 3, True),
            ),
        ),
        "problems": (
            SkippedFile(b"pyproject.toml", "pyproject", Problem("key", "no name is given", 1)),
        ),
        "left_out": (LeftOut(b"docs/current", "symlink", "symlinks are not followed"),),
        "unresolved_list": (
            Unresolved(USAGE.path, 9, "common.missing", "missing", ""),
            Unresolved(REPORT.path, 44, "import_module(name)", "not-literal", "name is computed"),
        ),
    }
    return Coverage(**(values | changes))  # type: ignore[arg-type]


def divergence(**changes: object) -> Finding:
    values: dict[str, object] = {
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
        "message": "analytics.report imports billing.models",
        "where": REPORT,
        "evidence": (REPORT, Location(REPORT.path, 30)),
        "chain": (Step("analytics.report", "billing.models", (REPORT, Location(REPORT.path, 30))),),
        "cut": (Cut("analytics.report", "billing.models", 2),),
        "reason": "Billing's internals change weekly, and each change broke a dashboard so far.",
        "owner": "@acme/payments",
        "source_owner": "@acme/data",
        "target_owner": "@acme/payments",
        "adr": "docs/adr/0007-usage-api.md",
        "spec_line": 14,
    }
    return Finding(**(values | changes))  # type: ignore[arg-type]


THROUGH_OTHERS = divergence(
    id="0c8d33e1f7aa",
    rule="independent analytics, integrations",
    check="independent",
    kind="through others",
    source="analytics.export",
    target="integrations",
    target_component="integrations",
    message="analytics.export reaches integrations through common.usage.",
    where=EXPORT,
    evidence=(EXPORT,),
    chain=(
        Step("analytics.export", "common.usage", (EXPORT,)),
        Step("common.usage", "integrations.partners.export", (USAGE,)),
    ),
    cut=(Cut("common.usage", "integrations.partners.export", 1),),
    reason="",
    owner="@acme/data",
    adr="",
    spec_line=22,
)

INTERNAL = divergence(
    id="9f20c7d18b44",
    severity="warning",
    rule="public common",
    check="public",
    target="common.internal.clock",
    target_component="common",
    message="analytics.report imports common.internal.clock, which is not public.",
    where=Location(REPORT.path, 7),
    evidence=(Location(REPORT.path, 7),),
    chain=(Step("analytics.report", "common.internal.clock", (Location(REPORT.path, 7),)),),
    cut=(Cut("analytics.report", "common.internal.clock", 1),),
    reason="Only common.api is kept stable.",
    owner="@acme/platform",
    adr="",
    spec_line=40,
)

PLANNED = divergence(
    id="77aa00bb11cc",
    rule="expect integrations -> billing",
    check="expect",
    nature="absence",
    source="integrations",
    target="billing",
    source_component="integrations",
    message="integrations does not depend on billing yet",
    where=Location(b"driftscan.yaml", 30),
    evidence=(),
    chain=(),
    cut=(),
    status="planned",
    note="due 2027-01-31",
    spec_line=30,
)


def scan(**changes: object) -> Scan:
    values: dict[str, object] = {
        "root": "fixtures/growing_startup",
        "revision": "",
        "spec_file": "fixtures/growing_startup/driftscan.yaml",
        "strategy": Strategy(owner="@acme/architecture", measures=(("shared_data_sets", "0"),)),
        "coverage": coverage(),
        "components": (
            ComponentSummary(
                name="analytics", kind="service", owner="@acme/data", modules=30, findings=2
            ),
            ComponentSummary(
                name="billing", kind="service", owner="@acme/payments", modules=28, findings=0
            ),
        ),
        "rules": (
            RuleSummary(
                name="deny analytics -> billing", check="deny", outcome="broken", findings=1
            ),
            RuleSummary(
                name="independent analytics, integrations",
                check="independent",
                outcome="broken",
                findings=1,
            ),
            RuleSummary(
                name="expect integrations -> billing",
                check="expect",
                outcome="planned",
                findings=1,
            ),
            RuleSummary(
                name="public common",
                check="public",
                outcome="broken",
                findings=1,
                severity="warning",
            ),
            RuleSummary(name="acyclic services", check="acyclic", outcome="kept", findings=0),
        ),
        "findings": (
            divergence(),
            THROUGH_OTHERS,
            PLANNED,
            INTERNAL,
            divergence(id="5e11ad40c3b7", status="accepted", note="goes with the old dashboard"),
        ),
        "vanished": (
            Vanished(id="dead00000001", rule="acyclic services", source="billing", target="common"),
        ),
        "notes": ("capability jobs (driftscan.yaml:48) has no check in this version",),
    }
    return Scan(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def scan_of() -> Callable[..., Scan]:
    """Makes the example scan, with some fields changed."""
    return scan


@pytest.fixture
def coverage_of() -> Callable[..., Coverage]:
    """Makes the example coverage, with some fields changed."""
    return coverage


@pytest.fixture
def finding_of() -> Callable[..., Finding]:
    """Makes the example finding, with some fields changed."""
    return divergence


def module(name: str, path: bytes) -> Module:
    return Module(name, f"root:{name}", path, "python", name, "root")


def picture(**changes: object) -> Picture:
    graph = SystemGraph(
        modules=[
            module("analytics.report", b"services/analytics/report.py"),
            module("analytics.export", b"services/analytics/export.py"),
            module("billing.models", b"services/billing/models.py"),
            module("setup", b"setup.py"),
        ],
        externals=[
            ExternalPackage("json", "", True),
            ExternalPackage("yaml", "PyYAML", False),
        ],
        internal=[
            Dependency(0, 1, Kind.IMPORT, (2,)),
            Dependency(0, 2, Kind.IMPORT, (12, 30)),
            Dependency(0, 2, Kind.TYPE_ONLY, (4,)),
            Dependency(1, 2, Kind.TYPE_ONLY, (5,), 0.8, True),
            Dependency(3, 2, Kind.IMPORT, (1,), 0.5),
        ],
        external=[Dependency(0, 0, Kind.IMPORT, (1,)), Dependency(2, 1, Kind.IMPORT, (1,))],
        unresolved=[Unresolved(b"setup.py", 2, "common.missing", "missing", "")],
    )
    values: dict[str, object] = {
        "root": "fixtures/growing_startup",
        "revision": "",
        "graph": graph,
        "coverage": coverage(),
        "component_of": ("analytics", "analytics", "billing", ""),
        "components": (
            Component(name="billing", kind="service", paths=("services/billing",), owner="@a/pay"),
            Component(name="analytics", kind="service", paths=("services/analytics",)),
            Component(name="common", kind="library", paths=("libs/common",)),
        ),
    }
    return Picture(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def picture_of() -> Callable[..., Picture]:
    """Makes the example graph, with some fields changed."""
    return picture
