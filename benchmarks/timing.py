"""How long a command takes, in wall time and processor time, and how much memory it needs."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from msgspec import Struct


class Run(Struct, frozen=True):
    """One run, or the medians of several.

    seconds: wall time. cpu: user and system time of all its processes, in seconds, which says more
    on a busy machine. megabytes: peak resident memory of the largest process.
    """

    seconds: float
    cpu: float
    megabytes: float


def run(
    command: Sequence[str], cwd: Path, env: Mapping[str, str], codes: Sequence[int] = (0,)
) -> Run:
    """Run a command, which must end with one of these exit codes.

    Python may keep compiled modules, as it does for whoever installed the tool by pip; without
    that, what is compiled anew in each run would be measured.
    """
    env = {name: value for name, value in env.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=cwd, env=env, stdout=nothing, stderr=nothing)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) not in codes:
        raise RuntimeError(f"{' '.join(command)} ended with status {status}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def middle(runs: Sequence[Run]) -> Run:
    """The medians of several runs, and their largest memory."""
    return Run(
        median(one.seconds for one in runs),
        median(one.cpu for one in runs),
        max(one.megabytes for one in runs),
    )
