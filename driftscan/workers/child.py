"""The inside of a worker process: reads jobs from a pipe, writes results to another.

Imports next to nothing, so that it starts fast. The parent trusts nothing that is written here:
parsers of hostile files run in this process, and may have been taken over.
"""

import gc
import marshal
import os
import resource
import signal
import struct
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from io import BufferedReader, FileIO
from operator import attrgetter

REPLY = struct.Struct("<BI")  # status, length of what follows
REQUEST = struct.Struct("<I")  # length of what follows: jobs with the same content, marshalled
READY, RESULT, MEMORY, ERROR, BROKEN = range(5)

_BUFFER = 1 << 18
_LEFT = 50_000  # objects that a job leaves behind
_MOST = 1_000_000  # objects that one job has at a time

_Function = Callable[[Sequence[tuple[bytes, ...]]], Sequence[bytes]]


def main(module: str, name: str, memory_bytes: int, cpu_seconds: int) -> None:
    """Serve until the parent closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the parent ends workers
    inbox, outbox = _private_pipes()
    try:
        function = _load(module, name)
        _limit(memory_bytes)
    except Exception as error:
        _reply(outbox, BROKEN, _describe(error))
        return
    # Trees and facts hold no cycles: what a job has made is gone when it ends. To look for garbage
    # while a large tree is alive takes a quarter of the time that it takes to read it.
    gc.freeze()
    gc.set_threshold(_MOST)
    _reply(outbox, READY, b"")
    allowed_at = -1
    while len(head := inbox.read(REQUEST.size)) == REQUEST.size:
        for job in marshal.loads(inbox.read(*REQUEST.unpack(head))):
            used = int(time.process_time())
            if used != allowed_at:  # the limit is in whole seconds
                _allow_cpu(used + cpu_seconds + 1)
                allowed_at = used
            status, data = _run(function, job)
            _reply(outbox, status, data)
            if gc.get_count()[0] > _LEFT:
                gc.collect(1)
            if status == MEMORY:
                return  # what is left of the memory would decide about the next jobs


def _run(function: _Function, job: tuple[bytes, ...]) -> tuple[int, bytes]:
    try:
        results = function([job])
        if len(results) != 1 or not isinstance(results[0], bytes):
            raise TypeError(f"{len(results)} results for one job, or one that is not bytes")
        return RESULT, results[0]
    except MemoryError:
        return MEMORY, b""
    except BaseException as error:  # also SystemExit: a job must not end its worker politely
        return ERROR, _describe(error)


def _describe(error: BaseException) -> bytes:
    text = str(error)
    return f"{type(error).__name__}: {text}"[:500].encode("utf-8", "backslashreplace")


def _load(module: str, name: str) -> _Function:
    _import_msgspec()
    function: _Function = attrgetter(name)(import_module(module))
    return function


def _import_msgspec() -> None:
    """It looks for typing_extensions, which take longer to load than a small file to read, and does
    without where they are not installed."""
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    try:
        import_module("msgspec")
    finally:
        del sys.modules["typing_extensions"]


def _private_pipes() -> tuple[BufferedReader, int]:
    """Move the pipes away from 0 and 1, where a parser could read or print by accident."""
    inbox, outbox = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return BufferedReader(FileIO(inbox), _BUFFER), outbox


def _limit(memory_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "darwin":
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        ceiling = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))


def _allow_cpu(seconds: int) -> None:
    """Let this process use so much processor time in all; then the system ends it."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = seconds if hard == resource.RLIM_INFINITY else min(seconds, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _reply(outbox: int, status: int, data: bytes) -> None:
    view = memoryview(REPLY.pack(status, len(data)) + data)
    while view:
        view = view[os.write(outbox, view) :]
