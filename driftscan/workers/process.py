"""One worker process as its parent sees it: pipes that never block, and bytes, never objects.

The parent sends marshalled jobs, which the worker may trust. What the worker sends is a status, a
length and bytes: unlike with multiprocessing, whose pipes are unpickled by whoever reads them, a
worker that was taken over cannot make its parent run anything.
"""

import contextlib
import fcntl
import marshal
import os
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import driftscan
from driftscan.workers.child import REPLY, REQUEST
from driftscan.workers.job import Job, Limits, WorkerError

_CHUNK = 1 << 18
_PIPE = 1 << 20  # bytes; the most that Linux gives to anyone
_LARGEST_REPLY = 1 << 28
_GRACE = 1.0  # seconds between the end of a worker's pipe and its exit
# First of all this driftscan, wherever else there is another: facts are kept under its version.
_BOOT = (
    "import sys; sys.path[:] = [{own!r}]; import driftscan; sys.path[:] = {path!r}; "
    "from driftscan.workers.child import main; main{args!r}"
)
# The interpreter itself may need these; tokens of a CI job are none of a parser's business.
_ENVIRONMENT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")

Reply = tuple[int, bytes]


class WorkerProcess:
    """A worker that runs until end() is called. Sending and receiving never wait."""

    def __init__(self, module: str, name: str, limits: Limits) -> None:
        args = (module, name, limits.memory_bytes, limits.cpu_seconds)
        boot = _BOOT.format(own=_own_place(), path=_search_path(), args=args)
        try:
            self._process = subprocess.Popen(
                # -I -S: no environment, no site hooks; they would double the start-up time.
                [sys.executable, "-I", "-S", "-c", boot],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
                bufsize=0,
            )
        except (OSError, ValueError) as error:
            raise WorkerError(f"a worker process cannot be started: {error}") from error
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.inbox = self._process.stdin.fileno()
        self.outbox = self._process.stdout.fileno()
        os.set_blocking(self.inbox, False)
        os.set_blocking(self.outbox, False)
        _widen(self.inbox)
        _widen(self.outbox)
        self._unsent: deque[memoryview] = deque()
        self._received = bytearray()

    @property
    def has_unsent(self) -> bool:
        """There are bytes left that the pipe had no room for."""
        return bool(self._unsent)

    def send(self, jobs: Sequence[Job]) -> None:
        """Queue jobs, and write what the pipe has room for."""
        parts: list[bytes] = []
        for _, group in groupby(jobs, key=_content):
            data = marshal.dumps(list(group))
            parts += (REQUEST.pack(len(data)), data)
        self._unsent.append(memoryview(b"".join(parts)))
        self.write_more()

    def write_more(self) -> None:
        """Write what the pipe has room for. That a worker is gone is noticed when receiving."""
        while self._unsent:
            try:
                sent = os.write(self.inbox, self._unsent[0])
            except BlockingIOError:
                return
            except BrokenPipeError:
                self._unsent.clear()
                return
            self._unsent[0] = self._unsent[0][sent:]
            if not self._unsent[0]:
                self._unsent.popleft()

    def receive(self) -> tuple[list[Reply], bool]:
        """The whole replies that have arrived, and whether they were the last."""
        ended = self._read_available()
        replies: list[Reply] = []
        position, available = 0, len(self._received)
        while position + REPLY.size <= available:
            status, length = REPLY.unpack_from(self._received, position)
            start, end = position + REPLY.size, position + REPLY.size + length
            if length > _LARGEST_REPLY:
                return replies, True
            if end > available:
                break
            replies.append((status, bytes(self._received[start:end])))
            position = end
        del self._received[:position]
        return replies, ended

    def _read_available(self) -> bool:
        try:
            chunk = os.read(self.outbox, _CHUNK)
        except BlockingIOError:
            return False
        self._received += chunk
        return not chunk

    def end(self, *, is_leaving: bool = False) -> int:
        """Kill the worker and give its exit code, negative for a signal.

        is_leaving: its pipe has ended, so it is about to exit by itself, with a code that tells
        more than that of our kill.
        """
        if is_leaving:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=_GRACE)
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        return self._process.wait()


def _content(job: Job) -> int:
    """The same for jobs with the same bytes: marshal writes an object once, whoever has it."""
    return id(job[1]) if len(job) > 1 else 0


def _widen(pipe: int) -> None:
    """Make room for a whole batch, so that nobody has to wake up for every 64 KB of it."""
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with contextlib.suppress(OSError):  # the system allows each user only so much
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def _working_directory() -> str:
    try:
        return os.getcwd()
    except FileNotFoundError:  # removed while we stand in it: nothing can be found there
        return ""


def _own_place() -> str:
    return str(Path(driftscan.__file__).parent.parent)


def _search_path() -> list[str]:
    """Where the worker finds modules: as here, but the working directory comes last.

    It may be the scanned tree, whose own `msgspec.py` must not be imported.
    """
    here = _working_directory()
    paths = [path for path in sys.path if isinstance(path, str)]
    elsewhere = [path for path in paths if path and os.path.abspath(path) != here]
    is_here_too = len(elsewhere) < len(paths)
    return list(dict.fromkeys([*elsewhere, _own_place(), *([here] if is_here_too else [])]))
