"""The comment on a merge request: what it says in each case, and what it never does."""

import datetime
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from driftscan.model.baseline import AcceptedFinding
from driftscan.model.scan import Comparison, Scan
from driftscan.report.change_drawing import LONGEST, change_drawing
from driftscan.report.comment import Remarks, remarks
from driftscan.report.escape import name_text
from driftscan.report.markdown import LONGEST as LONGEST_PAGE
from tests.formats.conftest import ACCEPTED, CHAIN, HOSTILE_FINDINGS, WARNING, finding, many, scan

GOLDEN = Path(__file__).parent / "golden"
BASE = "39a397e0" * 5
OLD = finding(id="0ld000000001", status="before", source="analytics.old")
GONE = finding(id="90ne00000001", source="analytics.gone")


def link(path: bytes, line: int) -> str:
    return f"https://git.example/acme/shop/blob/main/{quote(path)}#L{line}"


def accepting(*findings: Any) -> Scan:
    """One whose merge request adds to the baseline what it brings."""
    entry = AcceptedFinding(
        id="acc0000000001",
        rule="deny analytics->billing",
        source="analytics.report",
        target="billing.models",
        kind="import",
        reason="until the usage API is there",
        accepted=datetime.date(2026, 11, 20),
    )
    scanned = compared(*findings)
    assert scanned.comparison is not None
    return replace(scanned, comparison=replace(scanned.comparison, grown=(entry,)))


def compared(*findings: Any, fixed: tuple[Any, ...] = (), **changes: Any) -> Scan:
    """A scan held against its target branch."""
    against = Comparison(base="origin/main", commit=BASE, fixed=fixed)
    return scan(findings, comparison=against, revision="481df7ff" * 5, vanished=(), **changes)


CASES = {
    "nothing-changed": compared(OLD, ACCEPTED),
    "only-fixed": compared(OLD, fixed=(GONE,)),
    "only-new": compared(finding(), CHAIN, WARNING, OLD),
    "both": compared(finding(), OLD, fixed=(GONE,)),
    "500-new": compared(*many(500)),
    "only-accepted": accepting(OLD),
    "first-run": scan((finding(), CHAIN), revision="481df7ff" * 5, vanished=()),
    "low-coverage": compared(OLD, shortfalls=("61 of 62 files were read, 100 % is the floor",)),
}
SILENT = {"nothing-changed"}


def said(name: str) -> Remarks:
    return remarks(CASES[name], link, "https://ci.example/jobs/1")


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str) -> None:
    path = GOLDEN / f"comment-{name}.md"
    text = said(name).full
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(text)
    assert text == path.read_text(), "if meant: UPDATE_GOLDEN=1 pytest tests/formats"


@pytest.mark.parametrize("name", CASES)
def test_only_news_ask_for_a_comment(name: str) -> None:
    assert said(name).is_news is (name not in SILENT)


@pytest.mark.parametrize("name", CASES)
def test_what_was_there_before_is_not_told(name: str) -> None:
    text = said(name).full
    assert "analytics.old" not in text
    assert ACCEPTED.id[:8] not in text


def test_ten_are_shown_the_others_are_behind_a_click() -> None:
    shown, _, folded = said("500-new").full.partition("<details>")
    assert shown.count("to fix: ") == 10
    assert "<summary>490 more new findings</summary>" in folded
    assert folded.count("\n- `rule") + int(re.findall(r"- and (\d+) more", folded)[0]) == 490


@pytest.mark.parametrize("count", [1, 3, 30, 500])
def test_the_drawing_is_small_and_counts_what_it_leaves_out(count: int) -> None:
    lines = change_drawing(many(count), many(count + 2)[count:])
    assert len("\n".join(lines)) <= LONGEST
    drawn = sum("-->|new|" in line or "-.->|gone|" in line for line in lines)
    left = re.findall(r"and ([\d,]+) more", lines[-1])
    assert drawn + int(left[0] if left else 0) == count + 2
    assert drawn > 0


def test_nothing_hostile_gets_through() -> None:
    found = remarks(compared(*HOSTILE_FINDINGS, fixed=HOSTILE_FINDINGS), link, "https://x/<>\n`y")
    assert len(found.full) <= LONGEST_PAGE
    assert name_text(found.full.replace("\n", "")) == found.full.replace("\n", "")
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(found.full)
    inner = [each for token in tokens for each in [token, *(token.children or [])]]
    html = {each.content.strip() for each in inner if each.type in ("html_block", "html_inline")}
    assert {re.sub(r"<summary>[\d,]+ [a-z ]+</summary>", "", each) for each in html} <= {
        "<details>",
        "</details>",
    }
    assert not [each for each in inner if each.type == "image"]
    links = [str(each.attrs["href"]) for each in inner if each.type == "link_open"]
    ours = ("https://git.example/", "https://x/")
    assert not [each for each in links if not each.startswith(ours)]
    assert not [each for each in inner if each.type == "text" and "@" in each.content]
    fences = [each for each in inner if each.type == "fence"]
    assert {each.info for each in fences} == {"mermaid"}
