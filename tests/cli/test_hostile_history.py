"""Paths, authors, subjects and branches that try to steer a terminal or break a format, from git's
history to every output that speaks of it."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from driftscan.report.escape import HAZARDS
from tests.history.story import Told, told
from tests.sources.making import git

Run = Callable[..., Any]
HAZARD = re.compile(f"[{HAZARDS}]")
NAMES = (
    b"line\nbreak",
    b"\x1b[31mred\x1b[0m",
    b"not-\xff-utf8",
    "right\u202eto-left".encode(),
    b"<img src=x onerror=alert(1)>",
    b"```",
    b"@all [link](http:)",
    b"=1+1",
    b"|--|",
    b"tab\there -> {a => b}",
)
AUTHOR = "@all\x1b[31m\u202e (b)Ada <ada@example.org>".encode()
SUBJECT = b"fix \x1b[31m @all ``` <img src=x onerror=alert(1)> [x](http://x) | a"
SPEC = b"""\
driftscan: 1
components:
  app: {path: app}
  core: {path: core}
rules:
  - {name: core is below, deny: core -> app, owner: "@team", reason: layers}
strategy: {measures: {findings: 0}}
"""
COMMITS = 400


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four years, in which files of all names change, and begin to depend on what they must not."""
    paths = [b"core/%d" % at + name + b".py" for at in range(2) for name in NAMES]
    story = [Told(days=4 * COMMITS, files={b"driftscan.yaml": SPEC, b"app/a.py": b"x = 1\n"})]
    for at in range(COMMITS):
        crossing = b"import app.a\n" if at > COMMITS - 6 else b""
        files = dict.fromkeys(paths[at % 3 :: 3], crossing + b"x = %d\n" % at)
        days = 4 * (COMMITS - at) - 1
        story.append(Told(days=days, files=files, author=AUTHOR, subject=SUBJECT))
    root = told(tmp_path_factory.mktemp("hostile") / "r", story)
    git(root, "branch", "before", "HEAD~12")
    return root


TELL_PATHS = ("hotspots", "diff", "trend as JSON")
COMMANDS: dict[str, list[str]] = {
    "hotspots": ["hotspots", "ROOT", "-v"],
    "hotspots as JSON": ["hotspots", "ROOT", "--output-format", "json"],
    "hotspots as CSV": ["hotspots", "ROOT", "--output-format", "csv"],
    "backtest": ["backtest", "ROOT", "-v"],
    "backtest as JSON": ["backtest", "ROOT", "--output-format", "json"],
    "owners": ["owners", "ROOT", "-v"],
    "owners as JSON": ["owners", "ROOT", "--output-format", "json"],
    "owners as CSV": ["owners", "ROOT", "--output-format", "csv"],
    "trend": ["trend", "ROOT", "--findings", "-v"],
    "trend as JSON": ["trend", "ROOT", "--findings", "--output-format", "json"],
    "trend as CSV": ["trend", "ROOT", "--output-format", "csv"],
    "diff": ["diff", "before", "--path", "ROOT", "--cost"],
    "diff as JSON": ["diff", "before", "--path", "ROOT", "--cost", "--output-format", "json"],
    "diff as Markdown": [
        "diff",
        "before",
        "--path",
        "ROOT",
        "--cost",
        "--output-format",
        "markdown",
    ],
}


@pytest.fixture
def shown(repository: Path, driftscan: Run) -> Callable[[str], str]:
    """What a command prints."""

    def of(command: str) -> str:
        words = [str(repository) if word == "ROOT" else word for word in COMMANDS[command]]
        result = driftscan(*words)
        assert result.code in (0, 1), result.err
        assert not HAZARD.search(result.err.replace("\n", "").replace("\r", ""))
        return str(result.out)

    return of


@pytest.mark.parametrize("command", COMMANDS)
def test_no_output_carries_a_hazard(shown: Callable[[str], str], command: str) -> None:
    text = shown(command)
    assert "to-left" in text or not command.startswith(TELL_PATHS)
    assert not HAZARD.search(text.replace("\n", "").replace("\r", ""))


@pytest.mark.parametrize("command", [name for name in COMMANDS if name.endswith("JSON")])
def test_json_is_whole(shown: Callable[[str], str], command: str) -> None:
    assert isinstance(json.loads(shown(command)), dict)


@pytest.mark.parametrize("command", [name for name in COMMANDS if name.endswith("CSV")])
def test_rows_of_csv_are_as_wide_as_their_header(shown: Callable[[str], str], command: str) -> None:
    rows = list(csv.reader(io.StringIO(shown(command), newline="")))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "+"))]


def test_markdown_has_no_markup_and_no_mention_of_a_stranger(shown: Callable[[str], str]) -> None:
    tokens = (
        MarkdownIt("commonmark", {"html": True}).enable("table").parse(shown("diff as Markdown"))
    )
    inner = [each for token in tokens for each in [token, *(token.children or [])]]
    assert not [each for each in inner if each.type in ("html_block", "fence", "image")]
    links = [str(each.attrs["href"]) for each in inner if each.type == "link_open"]
    assert not [link for link in links if link.startswith("http:")]
    texts = [each.content for each in inner if each.type == "text"]
    assert not [text for text in texts if "@all" in text]
    assert {each.content for each in inner if each.type == "html_inline"} <= {
        "<br>",
        "<sub>",
        "</sub>",
    }
