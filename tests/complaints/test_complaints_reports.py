"""What is told: machine formats, both owners, and how a baseline ages."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from tests.complaints.complaint import System

SPEC = """\
driftscan: 1
components:
  web: {path: web, owner: "@acme/web"}
  billing: {path: billing, owner: "@acme/payments"}
rules:
  - deny: web -> billing
"""
FILES = {
    "driftscan.yaml": SPEC,
    "web/page.py": "import billing.models\n",
    "web/help.py": "\nimport billing.plans\n",
    "billing/models.py": "",
    "billing/plans.py": "",
}
PLACES = {("web/page.py", 1), ("web/help.py", 2)}
Places = set[tuple[str, int]]


def _json(text: str) -> Places:
    found = json.loads(text)["findings"]
    return {(each["where"]["path"], each["where"]["line"]) for each in found}


def _sarif(text: str) -> Places:
    (run,) = json.loads(text)["runs"]
    spots = [each["locations"][0]["physicalLocation"] for each in run["results"]]
    return {(each["artifactLocation"]["uri"], each["region"]["startLine"]) for each in spots}


def _gitlab(text: str) -> Places:
    spots = [each["location"] for each in json.loads(text)]
    return {(each["path"], each["lines"]["begin"]) for each in spots}


def _junit(text: str) -> Places:
    cases = ET.fromstring(text).iter("testcase")
    return {
        (each.get("file", ""), int(each.get("line", 0)))
        for each in cases
        if each.find("failure") is not None
    }


def _github(text: str) -> Places:
    words = [line[8:].split("::")[0].split(",") for line in text.splitlines() if "::error " in line]
    pairs = [dict(word.split("=", 1) for word in each) for each in words]
    return {(each["file"], int(each["line"])) for each in pairs if "file" in each}


def _rdjson(text: str) -> Places:
    spots = [each["location"] for each in json.loads(text)["diagnostics"]]
    return {(each["path"], each["range"]["start"]["line"]) for each in spots}


def _csv(text: str) -> Places:
    return {(row["path"], int(row["line"])) for row in csv.DictReader(io.StringIO(text))}


READERS: dict[str, Callable[[str], Places]] = {
    "json": _json,
    "sarif": _sarif,
    "gitlab": _gitlab,
    "junit": _junit,
    "github": _github,
    "rdjson": _rdjson,
    "csv": _csv,
}


@pytest.mark.parametrize(("form", "read"), READERS.items(), ids=READERS)
def test_import_linter_291_formats_for_programs(
    system: System, form: str, read: Callable[[str], Places]
) -> None:
    """Every finding, with file and line, in the format that its reader parses."""
    system.write(FILES)
    done = system.run("check", "--output-format", form)
    assert done.returncode == 1
    assert read(done.stdout) == PLACES


def test_dependency_cruiser_1080_stale_entries_of_the_baseline(system: System) -> None:
    """Told in every run; with --strict-baseline, whoever mends must drop the entry too."""
    system.write(FILES)
    assert system.run("baseline", "--reason", "as found").returncode == 0
    assert system.run("check", "--strict-baseline").returncode == 0
    system.write({"web/page.py": ""})
    result = system.check()
    assert result["summary"]["verdict"] == "clean"
    assert [each["to"] for each in result["vanished"]] == ["billing.models"]
    strict = system.run("check", "--strict-baseline")
    assert strict.returncode == 1
    assert "no longer occurs" in " ".join(strict.stdout.split())
    assert system.run("baseline").returncode == 0
    assert system.run("check", "--strict-baseline").returncode == 0


def test_dependency_cruiser_1078_the_growth_of_the_baseline_is_told(system: System) -> None:
    """A green run in which somebody accepted one more finding says so."""
    system.write({**FILES, "web/page.py": ""})
    system.run("baseline", "--reason", "as found")
    system.commit()
    system.git("tag", "base")
    system.write({"web/page.py": "import billing.models\n"})
    system.run("baseline", "--reason", "no time")
    system.commit()
    result = system.check("--base", "base")
    assert result["summary"]["verdict"] == "clean"
    grown = result["comparison"]["baseline_grown"]
    assert [(each["from"], each["to"]) for each in grown] == [("web.page", "billing.models")]
    assert result["comparison"]["baseline_shrunk"] == []
    told = " ".join(system.run("check", "--base", "base").stdout.split())
    assert "the baseline grew by 1 finding" in told


def test_archunit_1015_lines_that_move_leave_the_baseline_alone(system: System) -> None:
    """No line numbers are in the file, and it stays byte by byte the same."""
    system.write(FILES)
    system.run("baseline", "--reason", "as found")
    file = system.root / "driftscan-baseline.json"
    before = file.read_bytes()
    entries = json.loads(before)["findings"]
    said = {"id", "rule", "from", "to", "kind", "reason", "accepted"}
    assert [set(each) for each in entries] == [said, said]
    system.write({"web/page.py": "'''New words.'''\n\n\n\n" + FILES["web/page.py"]})
    assert system.found() == []
    assert system.run("baseline").returncode == 0
    assert file.read_bytes() == before


def test_archunit_1015_a_new_dependency_of_the_same_file_is_new(system: System) -> None:
    system.write(FILES)
    system.run("baseline", "--reason", "as found")
    system.write({"web/page.py": "import billing.plans\nimport billing.models\n"})
    assert system.found() == [("web.page", "billing.plans", "web/page.py", 1)]


@pytest.mark.parametrize("form", ["json", "csv", "sarif", "junit", "github", "markdown", "text"])
def test_packwerk_344_the_offended_side_is_named(system: System, form: str) -> None:
    """Whose code is reached into stands beside who reaches, in every format."""
    system.write(FILES)
    told = system.run("check", "--output-format", form).stdout
    assert "acme/payments" in told
    assert "acme/web" in told


def test_packwerk_344_both_owners_by_codeowners(system: System) -> None:
    spec = SPEC.replace(', owner: "@acme/web"', "").replace(', owner: "@acme/payments"', "")
    owners = "/web/ @a/web\n/billing/ @a/payments\n"
    system.write({**FILES, "driftscan.yaml": spec, "CODEOWNERS": owners})
    found = system.check()["findings"]
    sides = {(each["from_owner"], each["to_owner"]) for each in found}
    assert sides == {("@a/web", "@a/payments")}
