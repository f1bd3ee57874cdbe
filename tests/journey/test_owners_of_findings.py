"""A finding names the owner of both its ends: the spec's word first, then CODEOWNERS."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SPEC = """\
driftscan: 1
components:
  billing: {path: billing, owner: "@declared"}
  analytics: {path: analytics}
rules:
  - deny: analytics -> billing
"""
CODEOWNERS = "* @everyone\n/billing/ @payments\n/analytics/jobs/ @data\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"CODEOWNERS": CODEOWNERS}, {"report": "@everyone", "run": "@data"}),
        ({".gitlab/CODEOWNERS": "[x] @a\n*\n"}, {"report": "@a", "run": "@a"}),
        (
            {"docs/CODEOWNERS": "/analytics/ @a @b\n/analytics/jobs\n"},
            {"report": "@a @b", "run": ""},
        ),
        ({}, {"report": "", "run": ""}),
    ],
)
def test_owners_of_both_ends(
    tmp_path: Path, files: dict[str, str], expected: dict[str, str]
) -> None:
    tree = {
        "driftscan.yaml": SPEC,
        "billing/__init__.py": "",
        "billing/usage.py": "",
        "analytics/__init__.py": "",
        "analytics/report.py": "import billing.usage\n",
        "analytics/jobs/__init__.py": "",
        "analytics/jobs/run.py": "import billing.usage\n",
        **files,
    }
    for path, text in tree.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    found = [_check(tmp_path, *cold) for cold in (["--no-cache"], [], [])]
    assert found[0] == found[1] == found[2]
    owners = {each["from"].rpartition(".")[2]: each["from_owner"] for each in found[0]}
    assert owners == expected
    assert {each["to_owner"] for each in found[0]} == {"@declared"}


def _check(tree: Path, *options: str) -> list[dict[str, str]]:
    run = subprocess.run(
        [sys.executable, "-m", "driftscan", "check", "--output-format", "json", *options],
        cwd=tree,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin", "DRIFTSCAN_CACHE_DIR": f"{tree}.cache"},
    )
    assert run.returncode == 1, run.stderr
    found: list[dict[str, str]] = json.loads(run.stdout)["findings"]
    return found
