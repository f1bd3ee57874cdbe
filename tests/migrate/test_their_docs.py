"""Verdicts after moving, against what the documentation of the other tools says."""

import pytest

from benchmarks.parity.edges import FILES, Case, can_say, cases, verdict_of

_CASES = [
    pytest.param(tool, case, id=f"{tool}: {case.name}") for tool in FILES for case in cases(tool)
]


@pytest.mark.parametrize(("tool", "case"), _CASES)
def test_documented_verdict(tool: str, case: Case) -> None:
    if not can_say(case.needs):
        pytest.skip(f"a spec of this version cannot say: {case.needs}")
    verdict = verdict_of(tool, case)
    if case.verdict:
        assert verdict.outcome == case.expected
    else:
        assert sorted(verdict.broken) == sorted(case.broken)


def test_both_verdicts_of_every_tool() -> None:
    for tool in FILES:
        assert {case.expected for case in cases(tool)} == {"kept", "broken"}, tool
