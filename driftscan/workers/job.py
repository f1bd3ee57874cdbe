"""What goes to a worker, what comes back, and how much a worker may use."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from driftscan.errors import DriftscanError

Job = tuple[bytes, ...]
"""The key of a job, then whatever its function needs."""

JobFunction = Callable[[Sequence[Job]], Sequence[bytes]]
"""One result per job, in the same order; must depend on each job alone."""


class Limits(Struct, frozen=True, kw_only=True):
    """What one job may use, and how many workers there are.

    cpu_seconds ends a job that computes too long, however busy the machine is. wall_seconds ends
    one that waits, which no parser should. It is generous: where thirty others want the processors,
    a sound file that takes two seconds takes half a minute. memory_bytes: address space of a worker
    as a whole (not enforced on macOS).
    workers: processes at the same time; 0 leaves one of the processors that this process may use to
    the caller, until that has waited for a second; with is_caller_idle, it is sure to wait.
    """

    wall_seconds: float = 300.0
    cpu_seconds: int = 10
    memory_bytes: int = 2 << 30
    workers: int = 0
    is_caller_idle: bool = False


class Failure(Struct, frozen=True):
    """Why a job has no result. code: 'timeout', 'memory', 'crashed' or 'error'."""

    code: str
    message: str


class Outcome(Struct, frozen=True):
    """What became of one job: its result, or a failure and then no result."""

    key: bytes
    result: bytes = b""
    failure: Failure | None = None


class WorkerError(DriftscanError):
    """Workers cannot be started at all; no job is to blame."""
