"""A guard against work that never ends; not a measure of speed, which benchmarks/ compare."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 60.0
"""Of processor time: of another order than any of the guarded work takes, so that only growth that
has got out of hand meets it, however slow or busy the machine is."""


@contextmanager
def bounded() -> Iterator[None]:
    """The work inside ends before SECONDS of this process's time are spent, or the test fails."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"not done after {SECONDS:g} seconds of processor time")

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
