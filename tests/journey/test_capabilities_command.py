"""`driftscan capabilities` and its rules on real repositories: commits in; table, findings out."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from driftscan.cli.run import run
from driftscan.report.formats import CHECK_FORMATS
from tests.making_history import Row, repository_of

SPEC = """\
driftscan: 1
components:
  billing: {path: billing, owner: "@payments"}
  shop: {path: shop}
  web: {path: web}
rules:
  - one_implementation: [jobs, http-client, retries]
"""
RETRY = """\
import time
def with_retry(call):
    while True:
        try:
            return call()
        except OSError:
            time.sleep(1)
"""
TREE = {
    "driftscan.yaml": SPEC,
    "billing/work.py": "import celery\nimport requests\n",
    "billing/more.py": "import tenacity\n",
    "shop/work.py": "from celery import shared_task\nimport httpx\n",
    "shop/again.py": RETRY,
    "shop/tests/test_work.py": "import rq\n",
    "web/package.json": '{"name": "web", "dependencies": {"axios": "1", "got": "1"}}',
    "web/main.ts": "import axios from 'axios'\nimport type { Got } from 'got'\n",
    "web/errors.ts": "import { TimeoutError } from 'got'\nimport { x } from 'ky/errors'\n",
    "web/job.py": "import rq\n",
}
RULE = "one_implementation jobs, http-client, retries"
RQ = "web -> rq"
Check = Callable[..., dict[str, Any]]


def past() -> Iterator[Row]:
    yield Row(0, "ann", TREE)
    for turn in range(20):
        yield Row(
            700 + 10 * turn, "bob", {"shop/work.py": f"import httpx\nimport celery\nx={turn}\n"}
        )


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("DRIFTSCAN_DEBUG", "1")
    return repository_of(tmp_path / "system", past())


@pytest.fixture
def check(system: Path, capfd: pytest.CaptureFixture[str]) -> Check:
    def run_it(*arguments: str) -> dict[str, Any]:
        capfd.readouterr()
        run(["check", str(system), "--output-format", "json", *arguments])
        return dict(json.loads(capfd.readouterr().out))

    return run_it


def ends(scan: dict[str, Any], status: str = "new") -> list[str]:
    return [f"{f['from']} -> {f['to']}" for f in scan["findings"] if f["status"] == status]


def told(system: Path, capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    capfd.readouterr()
    assert run(["capabilities", str(system), *arguments]) == 0
    return capfd.readouterr().out


def test_the_table_says_who_does_what_with_what(
    system: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = told(system, capfd)
    assert max(map(len, text.splitlines())) <= 80
    rows = {line.split()[0]: line.split() for line in text.splitlines() if line[:1].isalpha()}
    assert rows["jobs"] == ["jobs", "*", "2", "1", "1", "1"]
    assert "home-made with_retry" in text
    assert "cost" in text


def test_the_json_fits_its_schema_and_says_the_same(
    system: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    document = json.loads(told(system, capfd, "--output-format", "json"))
    capfd.readouterr()
    assert run(["schema", "capabilities"]) == 0
    jsonschema.validate(document, json.loads(capfd.readouterr().out))
    ways = {(w["capability"], w["language"], w["way"]): w for w in document["ways"]}
    assert ways["jobs", "python", "celery"]["standing"] == "usual"
    assert ways["jobs", "python", "rq"]["users"][0]["sites"] == [{"file": "web/job.py", "line": 1}]
    assert ("http-client", "javascript", "got") not in ways  # types and errors
    assert ("http-client", "javascript", "ky") not in ways
    assert document["contested"] == ["http-client", "jobs", "retries"]
    assert ways["http-client", "python", "httpx"]["users"][0]["cost"] > 0


def test_the_csv_has_a_row_for_each_component_and_way(
    system: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = told(system, capfd, "--output-format", "csv", "--only", "jobs", "--no-costs")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["way"], row["component"], row["owner"], row["cost"]) for row in rows] == [
        ("celery", "billing", "'@payments", ""),
        ("celery", "shop", "", ""),
        ("rq", "web", "", ""),
    ]


def test_languages_are_held_together_if_one_asks_for_it(
    system: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    arguments = ("--output-format", "json", "--across-languages", "--only", "http-client")
    document = json.loads(told(system, capfd, *arguments))
    assert {way["way"]: way["standing"] for way in document["ways"]}["axios"] != "only"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--only", "jbos"), "the catalogue has no capability 'jbos' (did you mean 'jobs'?)"),
        (("--only", "pdf"), "no file in"),
    ],
)
def test_what_cannot_be_shown_is_said(
    system: Path, capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    assert run(["capabilities", str(system), *arguments]) == 2
    assert message in capfd.readouterr().err


def test_the_rule_finds_them_and_the_home_made_one_is_a_warning(check: Check) -> None:
    scan = check()
    assert ends(scan) == ["billing -> requests", "shop -> home-made with_retry", RQ]
    severities = {f["to"]: f["severity"] for f in scan["findings"]}
    assert severities == {"requests": "error", "home-made with_retry": "warning", "rq": "error"}


def test_what_is_accepted_stays_so_when_others_come(system: Path, check: Check) -> None:
    before = {f["to"]: f["id"] for f in check()["findings"]}
    assert run(["baseline", str(system), "--reason", "old"]) == 0
    for name in ("a", "b", "c"):  # rq is now what most files use
        (system / "web" / f"{name}.py").write_text("\n\nimport rq\n")
    after = check()
    assert {f["to"]: f["id"] for f in after["findings"]} == before
    assert ends(after) == []


def test_only_what_is_new_counts_against_a_base(system: Path, check: Check) -> None:
    (system / "billing" / "new.py").write_text("import dramatiq\n")
    subprocess.run(["git", "-C", system, "add", "-A"], check=True)
    scan = check("--base", "HEAD", "--staged")
    assert ends(scan) == ["billing -> dramatiq"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("web/job.py", f"import rq  # driftscan: allow {RULE} -- old\n"),
        (
            "driftscan.yaml",
            f"{SPEC}exceptions:\n  - {{finding: '{RULE}', where: web/job.py, reason: old}}\n",
        ),
    ],
)
def test_a_comment_or_an_exception_ends_a_finding(
    system: Path, check: Check, file: str, text: str
) -> None:
    (system / file).write_text(text)
    assert RQ not in ends(check())


def test_every_format_tells_the_finding(system: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name in CHECK_FORMATS:
        capfd.readouterr()
        assert run(["check", str(system), "--output-format", name]) == 1
        assert "rq" in capfd.readouterr().out, name


def test_the_same_bytes_with_any_hash_seed(system: Path) -> None:
    def output(seed: str, *more: str) -> bytes:
        command = [sys.executable, "-m", "driftscan", "capabilities", str(system), "--no-cache"]
        done = subprocess.run(
            [*command, "--output-format", "json", *more],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
        return done.stdout

    assert output("1") == output("2", "--workers", "2") == output("3", "--workers", "1")


def test_a_check_without_such_a_rule_loads_nothing_of_it(system: Path) -> None:
    (system / "driftscan.yaml").write_text(SPEC.partition("rules:")[0] + "rules: []\n")
    code = (
        "import sys; from driftscan.cli.run import run; run(['check', sys.argv[1]]); "
        "named = [m for m in sys.modules if 'capabilit' in m or 'catalogue' in m]; "
        "print([m for m in named if 'model' not in m and 'driftscan.spec' not in m])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(system)], check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
