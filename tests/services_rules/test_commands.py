"""Rules between services on a real tree, by the command line."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

SHOP: dict[str, str] = yaml.safe_load((Path(__file__).parent / "shop.yaml").read_text("utf-8"))
SPEC = """\
driftscan: 1
components:
  gateway: {path: gateway}
  web: {path: services/web, kind: service}
  catalogue: {path: services/catalogue, kind: service}
  store: {services: [shop-db]}
rules:
"""
CALLS = "  - {deny: web -> catalogue, via: call, name: calls}\n"
DATA = "  - {protect: store, allow: catalogue, via: data, name: data}\n"
IMPORTS = "  - {deny: web -> catalogue, name: imports}\n"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    root = tmp_path / "shop"
    for name, text in SHOP.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


@pytest.fixture
def run(shop: Path, tmp_path: Path) -> Run:
    def run(spec: str, *arguments: str, **env: str) -> "subprocess.CompletedProcess[str]":
        (shop / "driftscan.yaml").write_text(SPEC + spec)
        return subprocess.run(
            [sys.executable, *arguments, "--today", "2026-12-01"],
            cwd=shop,
            capture_output=True,
            text=True,
            env={**os.environ, "DRIFTSCAN_CACHE_DIR": str(tmp_path / "cache"), **env},
        )

    return run


CHECK = ("-m", "driftscan", "check")


def test_calls_fail_the_check_and_the_baseline_knows_them(run: Run) -> None:
    found = run(CALLS + DATA, *CHECK)
    assert found.returncode == 1
    assert "services/web/main.py:9" in found.stdout
    assert "note: rules between services looked at " in found.stdout
    accepted = run(CALLS + DATA, "-m", "driftscan", "baseline", "--reason", "as it is")
    assert accepted.returncode == 0, accepted.stderr
    assert run(CALLS + DATA, *CHECK, "--strict-baseline").returncode == 0


def test_exceptions_name_the_service(run: Run) -> None:
    except_ = "exceptions: [{finding: calls, imports: services.web.main -> %s, reason: for now}]\n"
    assert run(CALLS + except_ % "catalogue", *CHECK).returncode == 0
    missing = run(CALLS + except_ % "billing", *CHECK)
    assert missing.returncode == 2
    assert "fits no dependency" in missing.stderr


def test_same_bytes_whatever_the_hash_seed_the_workers_and_the_cache(run: Run) -> None:
    json_of = (*CHECK, "--output-format", "json")
    outputs = {
        run(CALLS + DATA, *json_of, *more, PYTHONHASHSEED=seed).stdout
        for seed, more in (("1", ()), ("2", ("--no-cache",)), ("3", ("--workers", "2")))
    }
    (output,) = outputs
    kinds = {finding["kind"] for finding in json.loads(output)["findings"]}
    assert kinds == {"http", "data", "write"}


def test_a_spec_that_says_nothing_of_services_loads_nothing_for_them(run: Run) -> None:
    loaded = run(IMPORTS, "-X", "importtime", *CHECK)
    assert loaded.returncode == 0
    names = [line.rpartition("|")[2].strip() for line in loaded.stderr.splitlines()]
    assert "driftscan.pipeline" in names
    unwanted = ("driftscan.services", "driftscan.stages.service", "driftscan.graph.wiring")
    assert not [name for name in names if name.startswith(unwanted)]
