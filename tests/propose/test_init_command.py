"""`driftscan init` on real trees: what it writes, what it refuses, and that drift fails after."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from driftscan.cli.run import run
from tests.propose.trees import package, plant

SYSTEM = {
    **package("shop"),
    **package("shop/api", "views"),
    **package("shop/domain", "orders"),
    **package("shop/store", "rows"),
    "shop/api/views.py": "from shop.domain import orders\nimport shop.store.rows\n" * 5,
    "shop/domain/orders.py": "import shop.store.rows\n" * 5,
    "tests/test_views.py": "import shop.api.views\n",
}


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = plant(tmp_path / "system", SYSTEM)
    monkeypatch.chdir(root)
    return root


def test_passes_right_away_and_fails_on_new_drift(
    system: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init"]) == 0
    out = capsys.readouterr().out
    assert "proposed 5 components with 100 % of the modules (8 of 8)" in out
    assert "nothing breaks a rule today" in out
    assert max(map(len, out.splitlines())) <= 80
    assert run(["check"]) == 0
    with (system / "shop/store/rows.py").open("a") as file:
        file.write("import shop.api.views\n")
    assert run(["check"]) == 1
    assert "shop.store.rows -> shop.api.views" in capsys.readouterr().out


def test_what_breaks_a_rule_already_is_accepted_with_a_reason(
    system: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (system / "shop/store/rows.py").write_text("import shop.api.views\n")
    assert run(["init"]) == 0
    assert "accepted 1 finding" in capsys.readouterr().out
    baseline = json.loads((system / "driftscan-baseline.json").read_text())
    assert [each["reason"] for each in baseline["findings"]] == [
        "was there when driftscan was introduced"
    ]
    assert run(["check"]) == 0
    (system / "shop/domain/orders.py").write_text("import shop.api.views\n")
    assert run(["check"]) == 1


@pytest.mark.parametrize("name", ["driftscan.yaml", "driftscan.yml", "driftscan-baseline.json"])
def test_overwrites_only_when_forced(
    name: str, system: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (system / name).write_text("mine")
    before = sorted(os.listdir(system))
    assert run(["init"]) == 2
    assert f"{name} is there already; --force replaces" in capsys.readouterr().err
    assert (system / name).read_text() == "mine"
    assert sorted(os.listdir(system)) == before
    assert run(["init", "--force"]) == 0
    assert run(["check"]) == 0
    assert not (system / "driftscan.yaml").exists() or not (system / "driftscan.yml").exists()


def test_dry_run_prints_the_spec_and_writes_nothing(
    system: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(os.listdir(system))
    assert run(["init", "--dry-run"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("driftscan: 1\n")
    assert "proposed 5 components" in shown.err
    assert sorted(os.listdir(system)) == before
    assert run(["init"]) == 0
    assert (system / "driftscan.yaml").read_text() == shown.out


def test_output_goes_to_another_place(
    system: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = tmp_path / "there"
    there.mkdir()
    spec = str(there / "shop.yaml")
    assert run(["init", str(system), "--output", spec]) == 0
    assert sorted(os.listdir(there)) == ["driftscan-baseline.json", "shop.yaml"]
    command = capsys.readouterr().out.splitlines()[-1].partition("driftscan check ")[2]
    assert run(["check", *command.split()]) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--config", "x.yaml"], "init reads no spec"),
        (["--output", "."], "is a directory"),
        (["--rev", "HEAD"], "needs a place of its own"),
        (["--output", "no/such/place.yaml"], "cannot be written"),
        (["docs"], "no module that driftscan reads"),
        (["nowhere"], "does not exist"),
    ],
)
def test_refuses(
    arguments: list[str], message: str, system: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (system / "docs").mkdir()
    before = sorted(os.listdir(system))
    assert run(["init", *arguments]) == 2
    assert message in " ".join(capsys.readouterr().err.split())
    assert sorted(os.listdir(system)) == before


def test_a_bare_repository_is_read_at_a_revision(system: Path, tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", *words], check=True, capture_output=True)

    git("init", "-q", ".")
    git("add", ".")
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "one")
    bare, spec = str(tmp_path / "bare"), str(tmp_path / "spec.yaml")
    git("clone", "-q", "--bare", ".", bare)
    assert run(["init", bare, "--rev", "HEAD", "--output", spec]) == 0
    assert run(["check", bare, "--rev", "HEAD", "--config", spec]) == 0
    assert run(["init", "--dry-run"]) == 0


def test_same_tree_same_bytes(system: Path) -> None:
    def text(seed: str) -> bytes:
        command = [sys.executable, "-m", "driftscan", "init", "--dry-run", "--no-cache"]
        found = subprocess.run(
            [*command, str(system)],
            check=True,
            capture_output=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        )
        return found.stdout

    assert text("1") == text("2")
