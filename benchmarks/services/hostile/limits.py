"""A command under limits of wall time, processor time and memory."""

import os
import resource
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence

from msgspec import Struct

WALL = 120
PROCESSOR = 100
_BYTES = 4 << 30


class Ended(Struct, frozen=True):
    """code: None if it had to be ended. cpu: seconds of all its processes. megabytes: peak of the
    largest one."""

    code: int | None
    out: bytes
    err: bytes
    seconds: float
    cpu: float
    megabytes: float


def run(command: Sequence[str]) -> Ended:
    """Run it in a group of its own, which is ended as a whole when the time is up."""
    started = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            command, stdout=out, stderr=err, preexec_fn=_limit, start_new_session=True
        )
        pid, status, usage = 0, 0, None
        while not pid and time.monotonic() - started < WALL:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            time.sleep(0.02)
        if not pid:
            os.killpg(process.pid, signal.SIGKILL)
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        assert usage is not None
        out.seek(0)
        err.seek(0)
        return Ended(
            os.waitstatus_to_exitcode(status) if pid else None,
            out.read(),
            err.read(),
            time.monotonic() - started,
            usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / 1024,
        )


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
