"""Markdown: what is not driftscan's own stands in code spans, and the page has an end."""

import re
from collections.abc import Callable

import msgspec
import pytest

from driftscan.model.scan import Scan
from driftscan.report import markdown
from driftscan.report.markdown_code import code

# CommonMark 6.1: a run of backticks up to the next run of the same length.
SPAN = re.compile(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)")
OWN_LINE = re.compile(
    r"|## driftscan: [a-z ]+|C|### C: [\d,]+ (?:new findings?|warnings?)|\| [-a-z\d,| ]+ \|"
    r"|(?:\|---)+\||\*\*Coverage is below its floor:\*\* C|rule owner C(?:, decided in C)?"
    r"|decided in C|- C C \(C(?:, C)?\)|- and [\d,]+ more (?:new findings?|warnings?) of this rule"
    r"|This page ends at 60,000 characters: [\d,]+ new findings? left out\."
)


@pytest.mark.parametrize(
    "name", ["example", "hostile_scan", "clean_scan", "nothing_read", "huge_scan"]
)
def test_only_own_words_outside_of_code(request: pytest.FixtureRequest, name: str) -> None:
    text = markdown.render(request.getfixturevalue(name))
    assert len(text) <= 60_000
    for line in text.splitlines():
        assert OWN_LINE.fullmatch(SPAN.sub("C", line)), line[:300]


@pytest.mark.parametrize("text", ["a", "`", "``a`", " a ", "", "@all", "a``` b ````", "`a`"])
def test_a_code_span_reads_back(text: str) -> None:
    found = SPAN.fullmatch(code(text))
    assert found
    inside = found[2]
    if inside.strip(" ") and inside[0] == inside[-1] == " ":
        inside = inside[1:-1]
    assert inside.strip(" ") == text.strip(" ")


def test_what_was_left_out_is_counted(scan_of: Callable[..., Scan], hostile_scan: Scan) -> None:
    first = hostile_scan.findings[0]
    rules = [
        msgspec.structs.replace(first, rule=f"rule {n}", message="m" * 400, id=f"{n:012x}")
        for n in range(300)
    ]
    text = markdown.render(scan_of(tuple(rules)))
    assert len(text) <= 60_000
    left = re.search(r"characters: (\d+) new findings left out\.\n$", text)
    assert left
    assert int(left[1]) + text.count("### ") == 300
