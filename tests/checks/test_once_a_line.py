"""One finding for each statement that goes away, whatever it asks for."""

import pytest
from msgspec.structs import replace

from driftscan.checks.findings import End, finding_of
from driftscan.checks.once_a_line import once_a_line
from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.rule import Deny, RuleHead, Side

_RULE = Deny(head=RuleHead(name="deny a->b"), source=Side(text="a"), target=Side(text="b"))
_VALUE, _TYPES = "import", "type-only import"


def _finding(kind: str, *lines: int, source: str = "a/x", status: str = "new") -> Finding:
    places = tuple(Location(b"a/x.ts", line) for line in lines)
    ends = (End(source, source), End("b/y", "b/y"))
    made = finding_of(_RULE, ends, kind, "", places[0], evidence=places)
    return replace(made, status=status)


@pytest.mark.parametrize(
    ("findings", "kinds"),
    [
        ([_finding(_VALUE, 1), _finding(_TYPES, 1)], [_VALUE]),
        ([_finding(_TYPES, 1, 4), _finding(_VALUE, 1, 3, 4)], [_VALUE]),
        ([_finding(_VALUE, 1), _finding(_TYPES, 2)], [_VALUE, _TYPES]),
        ([_finding(_VALUE, 1), _finding(_TYPES, 1, 2)], [_VALUE, _TYPES]),
        ([_finding(_VALUE, 1), _finding(_TYPES, 1, source="a/z")], [_VALUE, _TYPES]),
        ([_finding(_VALUE, 1, status="excepted"), _finding(_TYPES, 1)], [_VALUE, _TYPES]),
        ([_finding(_TYPES, 1)], [_TYPES]),
    ],
)
def test_types_that_stand_on_a_line_of_values_are_no_finding_of_their_own(
    findings: list[Finding], kinds: list[str]
) -> None:
    assert [each.kind for each in once_a_line(findings)] == kinds


def test_what_a_baseline_accepts_stays() -> None:
    types = _finding(_TYPES, 1)
    found = once_a_line([_finding(_VALUE, 1), types], frozenset({types.id}))
    assert [each.kind for each in found] == [_VALUE, _TYPES]
