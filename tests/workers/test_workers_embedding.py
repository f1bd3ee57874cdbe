"""Workers inside other programs: -c, a script without a guard, Ctrl-C, a killed parent."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import driftscan

HERE = str(Path(__file__).parent)
PROGRAM = f"""
import sys; sys.path.insert(0, {HERE!r})
from driftscan.workers.job import Limits
from driftscan.workers.supervise import run_supervised
import hostile_jobs
for outcome in run_supervised(hostile_jobs.act, [[(b"1", sys.argv[1].encode())]], Limits()):
    print(outcome.result.decode())
print("end")
"""


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()


def wait_for(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    return condition()


@pytest.mark.parametrize("way", ["-c", "script", "stdin"])
def test_a_program_without_a_guard(tmp_path: Path, way: str) -> None:
    script = tmp_path / "script.py"
    script.write_text(PROGRAM)
    arguments = {"-c": ["-c", PROGRAM, "x"], "script": [str(script), "x"], "stdin": ["-", "x"]}
    done = subprocess.run(
        [sys.executable, *arguments[way]],
        input=PROGRAM if way == "stdin" else None,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("done 1\nend\n", "", 0)


def test_workers_run_the_driftscan_that_started_them(tmp_path: Path) -> None:
    """In a checkout, while another one is installed: facts are kept under this one's version."""
    (tmp_path / "driftscan").mkdir()
    (tmp_path / "driftscan/__init__.py").write_text("raise SystemExit('another one')\n")
    own = str(Path(driftscan.__file__).parents[1])
    others = [path for path in sys.path if os.path.abspath(path) != own]
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; sys.path[:] = {['', str(tmp_path), *others]!r}{PROGRAM}",
            "x",
        ],
        cwd=own,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={},
    )
    assert (done.stdout, done.stderr) == ("done 1\nend\n", "")


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at /proc")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_do_not_outlive_their_parent(stop: signal.Signals) -> None:
    # Nobody is left to end a busy worker but its own limit of processor time.
    program = PROGRAM.replace("Limits()", "Limits(cpu_seconds=1)")
    action = "sleep 60" if stop == signal.SIGINT else "spin"
    parent = subprocess.Popen(
        [sys.executable, "-c", program, action], stderr=subprocess.PIPE, stdout=subprocess.PIPE
    )
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
    assert wait_for(lambda: children.read_text().split() != [])
    pids = [int(pid) for pid in children.read_text().split()]
    time.sleep(0.3)
    parent.send_signal(stop)
    _, errors = parent.communicate(timeout=30)
    assert parent.returncode != 0
    assert (b"KeyboardInterrupt" in errors) == (stop == signal.SIGINT)
    assert wait_for(lambda: not any(is_alive(pid) for pid in pids))
