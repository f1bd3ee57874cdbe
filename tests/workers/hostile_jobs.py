"""Job functions that workers import by name; job = (key, what to do)."""

import ctypes
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

_seen: list[bytes] = []


def echo(jobs: Sequence[tuple[bytes, ...]]) -> list[bytes]:
    """The second part of each job, in capitals."""
    return [job[1].upper() for job in jobs]


def act(jobs: Sequence[tuple[bytes, ...]]) -> list[bytes]:
    """Do what the second part of the job says."""
    return [_act(*job) for job in jobs]


def _act(key: bytes, action: bytes) -> bytes:
    name, _, argument = action.decode().partition(" ")
    result = ACTIONS[name](argument) if name in ACTIONS else None
    return result if isinstance(result, bytes) else b"done " + key


def _spin(_: str) -> None:
    while True:
        _seen.clear()


def _eat(_: str) -> bytes:
    return bytes(10 << 30)


def _nibble(_: str) -> None:
    held = []
    while True:
        held.append(bytes(16 << 20))


def _raise(text: str) -> None:
    raise ValueError(text)


def _noise(_: str) -> None:
    print("noise", flush=True)
    sys.stderr.write("noise")
    os.write(1, b"\xff" * 100)


def _sleep(seconds: str) -> None:
    time.sleep(float(seconds))


def _first_time(path: str) -> None:
    """Dies the first time, as a worker does that the system picks to free memory."""
    try:
        Path(path).touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def _poison(_: str) -> None:
    _seen.append(b"poisoned")


def _trip(_: str) -> None:
    """Dies only in a process that another job has spoilt."""
    if _seen:
        os._exit(1)


def _close_pipes(_: str) -> None:
    os.closerange(3, 20)
    time.sleep(60)


def _lie(_: str) -> None:
    """What a parser that was taken over might write into the pipe."""
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, b"\x01\xff\xff\xff\xff" + b"cos\nsystem\n" * 100)
        except OSError:
            continue


ACTIONS = {
    "exit": lambda code: os._exit(int(code)),
    "segfault": lambda _: ctypes.string_at(0),
    "abort": lambda _: os.abort(),
    "kill": lambda _: os.kill(os.getpid(), signal.SIGKILL),
    "spin": _spin,
    "sleep": _sleep,
    "eat": _eat,
    "nibble": _nibble,
    "raise": _raise,
    "leave": lambda _: sys.exit(0),
    "interrupt": lambda _: _raise_interrupt(),
    "recurse": lambda _: _recurse(),
    "noise": _noise,
    "stdin": lambda _: b"read " + sys.stdin.buffer.read(10),
    "big": lambda size: b"x" * int(size),
    "pid": lambda _: b"%d" % os.getpid(),
    "environment": lambda _: " ".join(sorted(os.environ)).encode(),
    "core": lambda _: _core_limit(),
    "first_time": _first_time,
    "poison": _poison,
    "trip": _trip,
    "close_pipes": _close_pipes,
    "lie": _lie,
}


def _raise_interrupt() -> None:
    raise KeyboardInterrupt


def _recurse() -> None:
    _recurse()


def _core_limit() -> bytes:
    import resource

    return b"%d %d" % resource.getrlimit(resource.RLIMIT_CORE)


def wrong_count(jobs: Sequence[tuple[bytes, ...]]) -> list[bytes]:
    """Two results for one job."""
    return [job[1] for job in jobs] * 2


def not_bytes(jobs: Sequence[tuple[bytes, ...]]) -> list[bytes]:
    """A result that is no bytes."""
    return [str(job[1]) for job in jobs]  # type: ignore[misc]  # the mistake is the point
