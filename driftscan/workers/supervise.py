"""Runs jobs in worker processes; a job that crashes, hangs or eats memory costs only itself.

A batch is sent as one piece, and its results come back one by one. So when a worker dies it is
known which job it was at: that job and those after it go to a new process. A job is blamed when a
second, fresh process dies over it too; one that takes too long is blamed at once.
"""

import os
import select
import time
from collections.abc import Iterable, Iterator, Sequence

from driftscan.workers.job import Job, JobFunction, Limits, Outcome
from driftscan.workers.worker import Worker

_AHEAD = 4
_GATHERING = 0.002
_IDLE = 1.0  # seconds that the caller has waited in all
_MOST_WORKERS = 8  # by default; a container may see 64 processors and be allowed two


def run_supervised(
    function: JobFunction, batches: Iterable[Sequence[Job]], limits: Limits
) -> Iterator[Outcome]:
    """One outcome per job, in the order of the jobs; see Crew."""
    with Crew(function, limits) as crew:
        yield from crew.run(batches)


class Crew:
    """The workers of one run; leaving its context ends them all.

    function: importable by name (top level of a module other than __main__); it is called in a
    worker with one job at a time.
    """

    def __init__(self, function: JobFunction, limits: Limits) -> None:
        self._address = _address(function)
        self._limits = limits
        # The caller may have work enough for one processor, until it is seen to wait.
        self._most = limits.workers or min(_processors(), _MOST_WORKERS)
        spared = 0 if limits.is_caller_idle else 1
        self._largest = limits.workers or max(1, self._most - spared)
        self._batches: Iterator[Sequence[Job]] = iter(())
        self._workers: list[Worker] = []
        self._taken = 0  # jobs numbered so far
        self._given = 0  # outcomes handed to the caller
        self._unwanted = 0  # of these, the first ones nobody asked for
        self._outcomes: dict[int, Outcome] = {}
        self._idle = 0.0

    def hire(self) -> None:
        """From now on all workers that there may be: there is much to do, and the caller waits."""
        self._largest = self._most

    def prepare(self) -> None:
        """Start a worker, unless there is one: there is sure to be work, though it is still being
        found."""
        if self._workers:
            return
        worker = Worker(*self._address, self._limits)
        worker.start()
        self._workers.append(worker)

    def warm_up(self, jobs: Sequence[Job]) -> None:
        """Have the workers that were prepared do something nobody waits for, before all else: they
        import what they will need while the caller is busy."""
        if self._given:
            return  # they are at work already
        for worker in self._workers:
            worker.take(self._taken, jobs)
            self._taken += len(jobs)
            self._unwanted += len(jobs)

    @property
    def has_room(self) -> bool:
        """Whether a worker could take another batch, or there may be another worker."""
        may_grow = len(self._workers) < self._largest
        return may_grow or any(worker.batches < _AHEAD for worker in self._workers)

    def take(self, jobs: Sequence[Job]) -> None:
        """Give a batch to a worker at once; its outcomes come with those of run()."""
        self._freest_worker().take(self._taken, jobs)
        self._taken += len(jobs)

    def look(self) -> None:
        """Pass on to the workers what they have room for, and collect what they have to say."""
        for worker in self._workers:
            if worker.process is not None:
                worker.process.write_more()
            self._outcomes.update(worker.collect())

    def run(self, batches: Iterable[Sequence[Job]]) -> Iterator[Outcome]:
        """One outcome per job, in the order of the jobs; workers are at it from now on.

        batches: taken only as workers become free, a few at a time.
        Raises WorkerError when workers cannot be started.
        """
        self._batches = iter(batches)
        self._feed()
        return self._run()

    def _run(self) -> Iterator[Outcome]:
        yield from self._outcomes_in_order()
        while self._feed():
            self._wait()
            yield from self._outcomes_in_order()

    def end(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.end()

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *exception: object) -> None:
        self.end()

    def _feed(self) -> bool:
        """Hand out batches while a worker has room; False when all the work is done."""
        while self.has_room:
            jobs = next(self._batches, None)
            if jobs is None:
                break
            if jobs:
                self.take(jobs)
        return max(self._given, self._unwanted) < self._taken

    def _wait(self) -> None:
        """Wait until a worker says something or loses its patience; collect the outcomes.

        Only time spent waiting here counts against a worker: while the caller is busy with
        something else, nobody reads what the worker has to say.
        """
        by_descriptor, poll = {}, select.poll()
        for worker in self._workers:
            if worker.process is not None:
                poll.register(worker.process.outbox, select.POLLIN)
                if worker.process.has_unsent:
                    poll.register(worker.process.inbox, select.POLLOUT)
                    by_descriptor[worker.process.inbox] = worker.process
        busy = [worker for worker in self._workers if worker.batches]
        start = time.monotonic()
        patience = max(0.0, min(worker.patience for worker in busy))
        events = poll.poll(1000 * min(patience, _IDLE))
        self._idle += time.monotonic() - start
        if self._idle >= _IDLE:
            self._largest = self._most  # parsing is slow, or one file is; the others shall go on
        for descriptor, _ in events:
            if descriptor in by_descriptor:
                by_descriptor[descriptor].write_more()
        if any(worker.batches == _AHEAD for worker in busy):
            time.sleep(_GATHERING)  # nobody runs out of work; many replies are read like one
        waited = time.monotonic() - start
        for worker in busy:
            worker.patience -= waited
        for worker in self._workers:
            self._outcomes.update(worker.collect())

    def _outcomes_in_order(self) -> Iterator[Outcome]:
        """The outcomes that are next in the order of the jobs, as far as they are known."""
        while (outcome := self._outcomes.pop(self._given, None)) is not None:
            self._given += 1
            if self._given > self._unwanted:
                yield outcome

    def _freest_worker(self) -> Worker:
        freest = min(self._workers, key=lambda worker: worker.batches, default=None)
        if freest is None or (freest.batches and len(self._workers) < self._largest):
            freest = Worker(*self._address, self._limits)
            self._workers.append(freest)
        return freest


def _address(function: JobFunction) -> tuple[str, str]:
    module, name = function.__module__, function.__qualname__
    if module == "__main__" or "<" in name:
        raise ValueError(f"a worker cannot import {module}.{name} by its name")
    return module, name


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
