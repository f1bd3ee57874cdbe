"""Another process for a part of the work that leaves all it finds on disk."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def may_work_beside(workers: int) -> bool:
    """Whether there is a processor for it. workers: as the user said, 0 for what suits the machine.

    macOS has libraries that do not survive a fork.
    """
    if sys.platform == "darwin" or not hasattr(os, "sched_getaffinity"):
        return False
    return workers != 1 and len(os.sched_getaffinity(0)) > 1


@contextmanager
def beside(work: Callable[[], object]) -> Iterator[None]:
    """Do some work in a copy of this process meanwhile; the context ends when it has ended.

    Whether it succeeded is seen by what it left: whoever needs what is missing makes it. Should the
    context end in an exception, the copy is ended as well.
    """
    copy = os.fork()
    if copy == 0:
        _work_and_vanish(work)
    try:
        yield
    except BaseException:
        os.kill(copy, signal.SIGTERM)
        raise
    finally:
        os.waitpid(copy, 0)


def _work_and_vanish(work: Callable[[], object]) -> None:
    """Nothing of the caller's is tidied up: that is his own business."""
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)
