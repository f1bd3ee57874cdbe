"""Findings and costs in, findings by cost and first tasks out."""

from itertools import pairwise

import pytest

from driftscan.model.co_change import CoChange
from driftscan.model.finding import Cut, Finding, Step
from driftscan.model.location import Location
from driftscan.rank.bound import Ground, weighed
from driftscan.rank.tasks import first_tasks

PLACES = {
    "billing.models": b"billing/models.py",
    "billing.api": b"billing/api.py",
    "analytics.report": b"analytics/report.py",
    "shared.clock": b"shared/clock.py",
    "tests.test_report": b"tests/test_report.py",
}
COSTS = {
    b"billing/models.py": 100.0,
    b"billing/api.py": 10.0,
    b"analytics/report.py": 40.0,
    b"shared/clock.py": 3.0,
}
GROUND = Ground(PLACES, COSTS)


def finding(
    source: str,
    target: str,
    id: str = "",
    rule: str = "deny analytics -> billing",
    nature: str = "divergence",
    chain: str = "",
    where: str = "",
    status: str = "new",
    statements: int = 1,
    evidence: str = "",
) -> Finding:
    steps = chain.split()
    pairs = pairwise(steps)
    return Finding(
        id=id or f"{source}>{target}",
        rule=rule,
        check="deny",
        nature=nature,
        severity="error",
        source=source,
        target=target,
        source_component=source.partition(".")[0],
        target_component=target.partition(".")[0],
        kind="import",
        message="differs",
        reason="Billing changes weekly.",
        owner="@payments",
        where=Location(where.encode() or PLACES.get(source, b"driftscan.yaml"), 3),
        chain=tuple(Step(one, other, ()) for one, other in pairs),
        evidence=tuple(Location(path.encode(), 1) for path in evidence.split()),
        cut=(Cut(source, target, statements),) if statements else (),
        status=status,
    )


@pytest.mark.parametrize(
    ("found", "files", "cost", "unknown"),
    [
        pytest.param(
            finding("analytics.report", "billing.models"),
            "billing/models.py analytics/report.py",
            140,
            0,
            id="both ends",
        ),
        pytest.param(
            finding("analytics.report", "billing.models.USERS"),
            "billing/models.py analytics/report.py",
            140,
            0,
            id="a name of a module is the module",
        ),
        pytest.param(
            finding("analytics.report", "requests"), "analytics/report.py", 40, 0, id="outside"
        ),
        pytest.param(
            finding(
                "analytics.report", "billing", chain="analytics.report shared.clock billing.api"
            ),
            "analytics/report.py billing/api.py shared/clock.py",
            53,
            0,
            id="all of a chain, but not all of a component",
        ),
        pytest.param(
            finding("tests.test_report", "billing.api"),
            "billing/api.py",
            10,
            1,
            id="tests have no cost",
        ),
        pytest.param(
            finding("analytics", "billing", nature="absence", where="analytics/report.py"),
            "",
            0,
            0,
            id="what is not there binds nothing",
        ),
        pytest.param(
            finding(
                "billing.api",  # the function `api` of billing, not the module
                "analytics.report",
                where="billing/models.py",
                evidence="billing/models.py shared/clock.py",
                statements=0,
            ),
            "billing/models.py shared/clock.py",
            103,
            0,
            id="a copy binds the files it is in, whatever modules are called",
        ),
    ],
)
def test_the_code_a_finding_binds(found: Finding, files: str, cost: float, unknown: int) -> None:
    (each,) = weighed([found], GROUND)
    assert b" ".join(file.path for file in each.files).decode() == files
    assert (each.cost, each.unknown) == (cost, unknown)


def test_the_costliest_finding_comes_first() -> None:
    cheap, dear = finding("analytics.report", "x"), finding("analytics.report", "billing.models")
    assert [each.finding for each in weighed([cheap, dear], GROUND)] == [dear, cheap]


def pair(source: str, target: str, cost: float) -> CoChange:
    return CoChange(
        source=source,
        target=target,
        components=("a", "b"),
        owners=("@a", "@b"),
        together=9,
        days=8,
        people=2,
        changes=(10, 12),
        by_chance=0.4,
        cost=cost,
        commits=(),
    )


A_TO_B = "deny analytics -> billing"
TASKS = {
    "one decision is one task, each file and each cut once": (
        [
            finding("analytics.report", "billing.models", statements=2),
            finding("analytics.report", "billing.api", id="b"),
            finding("analytics.report", "billing.api", id="c"),
        ],
        [(f"3 findings in analytics -> billing, against {A_TO_B}", 150, 3, False)],
    ),
    "accepted ones come after those that count": (
        [
            finding("analytics.report", "billing.models", status="accepted"),
            finding("shared.clock", "billing.api", rule="layers"),
        ],
        [
            ("shared.clock -> billing.api, against layers", 13, 1, False),
            (f"analytics.report -> billing.models, against {A_TO_B}", 140, 1, True),
        ],
    ),
    "excepted and planned ones are no task": (
        [
            finding("analytics.report", "billing.models", status="excepted"),
            finding("analytics.report", "billing.models", status="planned"),
        ],
        [],
    ),
    "what binds no code that changes is none": ([finding("x", "y")], []),
}


@pytest.mark.parametrize("name", TASKS)
def test_first_tasks(name: str) -> None:
    findings, expected = TASKS[name]
    tasks = first_tasks(weighed(findings, GROUND), [], GROUND)
    assert [
        (task.title, task.cost, sum(cut.statements for cut in task.cut), task.accepted)
        for task in tasks
    ] == expected


def test_code_that_changes_together_fills_up() -> None:
    findings = weighed([finding("analytics.report", "billing.models")], GROUND)
    pairs = [pair("a/x.py", "b/y.py", 5.0), pair("a/z.py", "b/z.py", 500.0), pair("a", "b", 0)]
    titles = [task.title for task in first_tasks(findings, pairs, GROUND)]
    assert titles == [
        f"analytics.report -> billing.models, against {A_TO_B}",
        "a/z.py and b/z.py change together",
        "a/x.py and b/y.py change together",
    ]
