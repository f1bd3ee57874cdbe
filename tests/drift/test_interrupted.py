"""A long look back that is ended, gently or not, goes on where it stopped."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drift.test_attribution import grown

COMMITS = 150
ENOUGH = 5
"""Points that are there before the signal; far from all."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    grown(tmp_path / "r", 3, COMMITS)
    return tmp_path / "r"


def command(root: Path, store: Path) -> list[str]:
    program = [sys.executable, "-m", "driftscan", "trend", str(root), "--every", "commit"]
    return [*program, "--since", "9y", "--output-format", "json", "--store", str(store)]


def kept(store: Path) -> int:
    if not store.exists():
        return 0
    with contextlib.closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as file:
        try:
            return int(file.execute("SELECT count(*) FROM points").fetchone()[0])
        except sqlite3.OperationalError:  # it is just being made
            return 0


@contextlib.contextmanager
def at_work(root: Path, store: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The command, once it has kept some points."""
    with subprocess.Popen(
        command(root, store), stdout=subprocess.PIPE, stderr=subprocess.PIPE, process_group=0
    ) as process:
        while kept(store) < ENOUGH and process.poll() is None:
            time.sleep(0.005)
        yield process


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_what_is_finished_stays(root: Path, tmp_path: Path, stop: signal.Signals) -> None:
    whole = subprocess.run(
        command(root, tmp_path / "whole.sqlite"), capture_output=True, check=True
    )
    store = tmp_path / "store.sqlite"
    with at_work(root, store) as process:
        os.killpg(process.pid, stop)
        shown, said = process.communicate()
    assert process.returncode == (130 if stop == signal.SIGINT else -stop)
    assert (shown, b"Traceback" in said) == (b"", False)
    assert (b"Points that were finished are kept" in said) is (stop == signal.SIGINT)
    assert ENOUGH <= kept(store) < COMMITS
    again = subprocess.run(command(root, store), capture_output=True, check=True)
    assert again.stdout == whole.stdout
    assert kept(store) == kept(tmp_path / "whole.sqlite")
