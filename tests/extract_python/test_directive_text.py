"""The words of a directive, in the comment syntax of any language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.extract.directive import read_directives
from driftscan.model.fact import SuppressionFact

ONE = [("R", "why", "")]
CASES = [
    (" driftscan: allow R -- why", ONE),
    ("driftscan:allow  R  --why", ONE),
    ("! driftscan: allow R -- why", ONE),
    (": driftscan: allow R -- why", ONE),
    ("* driftscan: allow R -- why ", ONE),
    (" driftscan: allow R \u2013 why", ONE),
    (" driftscan: allow R \u2014 why", ONE),
    (" noqa  # driftscan: allow R -- why", ONE),
    (" eslint-disable-line // driftscan: allow R -- why", ONE),
    (" a line of SQL -- driftscan: allow R -- why", ONE),
    (" driftscan: allow R until 2027-01-31 -- why", [("R", "why", "2027-01-31")]),
    (" driftscan: allow a--b, c -> d -- why", [("a--b, c -> d", "why", "")]),
    (" driftscan: allow not until agreed -- why", [("not until agreed", "why", "")]),
    (" driftscan: allow R -- why -- and when", [("R", "why -- and when", "")]),
    (
        " driftscan: allow R -- one # driftscan: allow S -- two",
        [("R", "one", ""), ("S", "two", "")],
    ),
    (" see driftscan: it says allow R -- why", []),
    (" write `# driftscan: allow R -- why`", []),
    (" mydriftscan: allow R -- why", []),
    (" driftscan allow R -- why", []),
]
TROUBLE = [
    ("driftscan: disallow R -- why", "'disallow' is nothing it can say"),
    ("driftscan: allow", "it gives no reason"),
    ("driftscan: allow R - why", "it gives no reason"),
    ("driftscan: allow a-->b", "it gives no reason"),
    ("driftscan: allow R until 2027-02-30 -- why", "'2027-02-30' is no date such as 2027-01-31"),
    ("driftscan: allow R until 20270131 -- why", "'20270131' is no date such as 2027-01-31"),
    ("driftscan: allow R -- " + "why " * 250, "it is longer than 1,000 characters"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_directive(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = read_directives(text, 7)
    assert [(fact.rule, fact.reason, fact.until) for fact in found] == expected
    assert all((fact.line, fact.trouble, fact.statements) == (7, "", ()) for fact in found)


@pytest.mark.parametrize(("text", "trouble"), TROUBLE)
def test_what_can_not_be_read_is_told(text: str, trouble: str) -> None:
    assert read_directives(text, 7) == [SuppressionFact("", "", "", 7, trouble=trouble)]


_words = st.sampled_from([*"#/-*!: a\t", "driftscan:", "allow", "until", "2027-01-31", "--", "->"])


@given(st.lists(_words, max_size=30).map(" ".join) | st.text(max_size=60))
def test_any_comment_is_read_or_told(comment: str) -> None:
    found = read_directives(f"driftscan:{comment}", 1)
    assert found
    for fact in found:
        assert bool(fact.trouble) != bool(fact.rule and fact.reason)
        assert len(fact.rule + fact.reason + fact.until + fact.trouble) < 1_100
