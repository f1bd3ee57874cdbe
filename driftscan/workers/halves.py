"""A list of things to do, one half of it in a copy of this process meanwhile."""

import os
import signal
from collections.abc import Callable, Sequence
from typing import TypeVar

_Thing = TypeVar("_Thing")
_Done = TypeVar("_Done")

_CHUNK = 1 << 18


def done_in_halves(
    things: Sequence[_Thing],
    work: Callable[[Sequence[_Thing]], list[_Done]],
    written: Callable[[list[_Done]], bytes],
    read: Callable[[bytes], list[_Done]],
) -> list[_Done]:
    """What work() makes of all things, in their order, while the copy does the latter half of them.

    work: of each thing by itself, so that it does not matter who does which. written, read: how its
    results travel. What the copy does not bring, for whatever reason, is done here.
    """
    half = len(things) // 2
    inbox, outbox = os.pipe()
    try:
        copy = os.fork()
    except OSError:  # no more processes, or no memory for one: it is only slower without
        os.close(inbox)
        os.close(outbox)
        return work(things)
    if copy == 0:
        _work_and_vanish(lambda: written(work(things[half:])), outbox)
    os.close(outbox)
    try:
        first = work(things[:half])
        brought = _read_to_end(inbox)
    except BaseException:
        os.kill(copy, signal.SIGKILL)
        raise
    finally:
        os.close(inbox)
        _, status = os.waitpid(copy, 0)
    is_whole = status == 0
    return first + (read(brought) if is_whole else work(things[half:]))


def _work_and_vanish(work: Callable[[], bytes], outbox: int) -> None:
    """Nothing of the caller's is tidied up: that is his own business."""
    code = 1
    try:
        left = memoryview(work())
        while left:
            left = left[os.write(outbox, left) :]
        code = 0
    finally:
        os._exit(code)


def _read_to_end(inbox: int) -> bytes:
    chunks = []
    while chunk := os.read(inbox, _CHUNK):
        chunks.append(chunk)
    return b"".join(chunks)
