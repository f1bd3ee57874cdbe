"""One worker of the crew: the jobs it has been given, and whom to blame when its process dies."""

import signal
from collections import deque
from collections.abc import Sequence

from driftscan.workers.child import BROKEN, ERROR, MEMORY, READY
from driftscan.workers.job import Failure, Job, Limits, Outcome, WorkerError
from driftscan.workers.process import WorkerProcess

_START_SECONDS = 300.0  # of wall time, see Limits
_STARTS = 3  # processes that may die before they are ready, before that is taken for a reason

Numbered = tuple[int, Outcome]


class Worker:
    """Jobs in order, and a process that is at the first of them; a new one when it dies.

    patience: seconds that the process may stay silent from now on.
    """

    def __init__(self, module: str, name: str, limits: Limits) -> None:
        self._address = (module, name)
        self._limits = limits
        self._jobs: deque[tuple[int, Job]] = deque()
        self._batch_ends: deque[int] = deque()
        self._suspect = -1  # number of the job over which a process has died already
        self._failed_starts = 0
        self._is_ready = False
        self._is_out_of_memory = False
        self.process: WorkerProcess | None = None
        self.patience = _START_SECONDS

    @property
    def batches(self) -> int:
        """How many batches it has that are not done."""
        return len(self._batch_ends)

    def take(self, first: int, jobs: Sequence[Job]) -> None:
        """Add a batch; its jobs are numbered from `first` on."""
        if not self._jobs:
            self.patience = self._limits.wall_seconds if self._is_ready else _START_SECONDS
        self._jobs.extend(enumerate(jobs, first))
        self._batch_ends.append(first + len(jobs) - 1)
        if self.process is None:
            self.start()
        else:
            self.process.send(jobs)

    def collect(self) -> list[Numbered]:
        """The outcomes that are known since the last call."""
        if self.process is None:
            return []
        replies, has_ended = self.process.receive()
        outcomes = []
        for status, data in replies:
            self.patience = self._limits.wall_seconds
            outcomes.extend(self._note(status, data))
        if has_ended:
            outcomes.extend(self._died(self.process.end(is_leaving=True)))
        elif self._jobs and self.patience <= 0:
            self.process.end()
            message = f"no result within {self._limits.wall_seconds:g} seconds"
            outcomes.extend(self._failed(Failure("timeout", message), is_certain=True))
        return outcomes

    def end(self) -> None:
        """Kill the process, whatever it is at."""
        if self.process is not None:
            self.process.end()
            self.process = None

    def start(self) -> None:
        """Start the process, with whatever jobs there are."""
        self._is_ready = self._is_out_of_memory = False
        self.patience = _START_SECONDS
        self.process = WorkerProcess(*self._address, self._limits)
        self.process.send([job for _, job in self._jobs])

    def _note(self, status: int, data: bytes) -> list[Numbered]:
        if status == BROKEN:
            where = ".".join(self._address)
            reason = data.decode("utf-8", "replace")
            raise WorkerError(f"a worker process cannot load {where}: {reason}")
        if status == READY:
            self._is_ready, self._failed_starts = True, 0
            return []
        if status == MEMORY:
            self._is_out_of_memory = True  # it ends itself now, and is then replaced
            return []
        if status == ERROR:
            return self._first_done(failure=Failure("error", data.decode("utf-8", "replace")))
        return self._first_done(result=data)

    def _first_done(self, result: bytes = b"", failure: Failure | None = None) -> list[Numbered]:
        if not self._jobs:
            return []  # a reply that nobody asked for; only a worker gone wrong sends one
        number, job = self._jobs.popleft()
        if self._batch_ends[0] == number:
            self._batch_ends.popleft()
        return [(number, Outcome(job[0], result, failure))]

    def _died(self, exit_code: int) -> list[Numbered]:
        if not self._is_ready:
            self._failed_starts += 1
            if self._failed_starts == _STARTS:
                reason = _describe_exit(exit_code)
                raise WorkerError(f"worker processes die while they start: one {reason}")
            return self._failed(None, is_certain=False)
        if self._is_out_of_memory:
            megabytes = self._limits.memory_bytes >> 20
            return self._failed(Failure("memory", f"needs more than {megabytes} MB"))
        if exit_code == -signal.SIGXCPU:
            message = f"took more than {self._limits.cpu_seconds} seconds of processor time"
            return self._failed(Failure("timeout", message), is_certain=True)
        return self._failed(Failure("crashed", f"the parser {_describe_exit(exit_code)}"))

    def _failed(self, failure: Failure | None, is_certain: bool = False) -> list[Numbered]:
        """Blame the first job or give it a second try; go on with a new process."""
        self.process = None
        outcomes: list[Numbered] = []
        if self._jobs and failure is not None:
            number = self._jobs[0][0]
            if is_certain or self._suspect == number:
                outcomes = self._first_done(failure=failure)
            self._suspect = number
        if self._jobs:
            self.start()
        return outcomes


def _describe_exit(code: int) -> str:
    if code >= 0:
        return f"ended itself with exit code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"was ended by {name}"
