"""Workflow commands, read as the runner reads them."""

import re

import pytest

from driftscan.model.scan import Scan
from driftscan.report import github

COMMAND = re.compile(r"::(?P<name>[a-z-]+)(?: (?P<properties>.*?))?::(?P<message>.*)")
UNESCAPED_PROPERTY = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


def read(line: str) -> tuple[str, dict[str, str], str]:
    """A command as actions/runner's ActionCommand.TryParseV2 takes it; strict about escapes."""
    found = COMMAND.fullmatch(line)
    assert found, line[:200]
    properties = {}
    for part in filter(None, (found["properties"] or "").split(",")):
        name, _, text = part.partition("=")
        assert name in {"file", "line", "col", "title"}
        assert name not in properties
        properties[name] = unescaped(text)
    return found["name"], properties, unescaped(found["message"])


def unescaped(text: str) -> str:
    assert re.fullmatch(r"(?:[^%]|%(?:0D|0A|3A|2C|25))*", text)
    return re.sub("%(?:0D|0A|3A|2C|25)", lambda found: UNESCAPED_PROPERTY[found[0]], text)


@pytest.mark.parametrize("name", ["example", "hostile_scan", "huge_scan", "clean_scan"])
def test_every_line_is_a_command_but_the_last(request: pytest.FixtureRequest, name: str) -> None:
    *commands, last = github.render(request.getfixturevalue(name)).splitlines()
    assert last.startswith("driftscan: ")
    names = [read(line)[0] for line in commands]
    assert set(names) <= {"error", "warning"}
    assert names.count("error") <= 10
    assert names.count("warning") <= 10


def test_properties(example: Scan) -> None:
    name, properties, message = read(github.render(example).splitlines()[0])
    assert name == "error"
    assert properties == {
        "file": "shop/services/analytics/report.py",
        "line": "12",
        "col": "1",
        "title": "deny analytics -> billing",
    }
    assert message.splitlines()[0] == "analytics.report imports billing.models."


def test_the_rest_is_counted(huge_scan: Scan) -> None:
    lines = github.render(huge_scan).splitlines()
    assert len(lines) == 11
    assert read(lines[9])[2].startswith("and 29,991 more new findings")


def test_escapes_read_back() -> None:
    text = "a%b\r\n%0A:c,d%25"
    assert unescaped(github.property_text(text)) == text
    assert unescaped(github.message_text(text)) == text
    assert not set(":,\r\n") & set(github.property_text(text))
