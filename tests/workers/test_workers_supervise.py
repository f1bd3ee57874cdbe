"""Real processes that crash, hang and eat memory: one job pays, the others do not notice."""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

import pytest

from driftscan.workers.job import Job, Limits, Outcome, WorkerError
from driftscan.workers.supervise import Crew, run_supervised

LIMITS = Limits(wall_seconds=2.0, cpu_seconds=1, memory_bytes=400 << 20, workers=2)
Function = Callable[[Sequence[Job]], Sequence[bytes]]


@pytest.fixture
def act(monkeypatch: pytest.MonkeyPatch) -> Function:
    return load(monkeypatch, "act")


def load(monkeypatch: pytest.MonkeyPatch, name: str) -> Function:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    function: Function = getattr(import_module("hostile_jobs"), name)
    return function


def run(
    function: Function, actions: list[str], size: int = 64, limits: Limits = LIMITS
) -> list[Outcome]:
    jobs = [(b"%d" % number, action.encode()) for number, action in enumerate(actions)]
    batches = [jobs[at : at + size] for at in range(0, len(jobs), size)]
    outcomes = list(run_supervised(function, batches, limits))
    assert [outcome.key for outcome in outcomes] == [job[0] for job in jobs]
    return outcomes


def brief(outcome: Outcome) -> str:
    return outcome.failure.code if outcome.failure else outcome.result.decode()


@pytest.mark.parametrize(
    ("action", "code", "says"),
    [
        ("exit 3", "crashed", "the parser ended itself with exit code 3"),
        ("exit 0", "crashed", "the parser ended itself with exit code 0"),
        ("segfault", "crashed", "the parser was ended by SIGSEGV"),
        ("abort", "crashed", "the parser was ended by SIGABRT"),
        ("kill", "crashed", "the parser was ended by SIGKILL"),
        ("eat", "memory", "needs more than 400 MB"),
        ("nibble", "memory", "needs more than 400 MB"),
        ("raise no luck", "error", "ValueError: no luck"),
        ("leave", "error", "SystemExit: 0"),
        ("interrupt", "error", "KeyboardInterrupt"),
        ("recurse", "error", "RecursionError"),
        ("sleep 60", "timeout", "no result within 2 seconds"),
        ("spin", "timeout", "took more than 1 seconds of processor time"),
        ("close_pipes", "crashed", "SIGKILL"),
        ("lie", "crashed", "the parser"),
    ],
)
def test_one_guilty_job_among_innocents(act: Function, action: str, code: str, says: str) -> None:
    limits = Limits(wall_seconds=2.0, cpu_seconds=1, memory_bytes=400 << 20, workers=1)
    if action == "spin":
        limits = Limits(cpu_seconds=1, workers=1)
    outcomes = run(act, ["", "", action, "", ""], limits=limits)
    assert [brief(outcome) for outcome in outcomes] == [
        "done 0",
        "done 1",
        code,
        "done 3",
        "done 4",
    ]
    failure = outcomes[2].failure
    assert failure is not None
    assert says in failure.message
    assert "\n" not in failure.message


def test_time_without_a_processor_is_not_counted_as_processor_time(act: Function) -> None:
    limits = Limits(cpu_seconds=1, workers=1)
    assert [brief(outcome) for outcome in run(act, ["sleep 2.1", ""], limits=limits)] == [
        "done 0",
        "done 1",
    ]


def test_wall_time_allows_for_a_busy_machine() -> None:
    """At a load of 28 on two processors a worker has a fourteenth of one."""
    assert Limits().wall_seconds >= 14 * Limits().cpu_seconds


def test_many_guilty_jobs_in_many_batches(act: Function) -> None:
    actions = ["exit 1" if n % 13 == 0 else "segfault" if n % 29 == 0 else "" for n in range(100)]
    expected = ["crashed" if action else f"done {n}" for n, action in enumerate(actions)]
    for size in (1, 7, 100):
        assert [brief(outcome) for outcome in run(act, actions, size)] == expected


def test_results_are_the_same_for_any_number_of_workers_and_size_of_batch(act: Function) -> None:
    actions = ["" if n % 9 else "raise x" for n in range(50)]
    results = {
        tuple(run(act, actions, size, Limits(workers=workers)))
        for size in (1, 3, 50)
        for workers in (1, 2, 5)
    }
    assert len(results) == 1


def test_a_job_is_not_blamed_for_what_another_left_behind(act: Function) -> None:
    limits = Limits(workers=1)
    outcomes = run(act, ["poison", "trip", ""], limits=limits)
    assert [brief(outcome) for outcome in outcomes] == ["done 0", "done 1", "done 2"]


def test_a_job_is_not_blamed_for_one_stray_kill(act: Function, tmp_path: Path) -> None:
    outcomes = run(act, [f"first_time {tmp_path}/x", ""])
    assert [brief(outcome) for outcome in outcomes] == ["done 0", "done 1"]


def test_printing_and_reading_jobs_do_not_disturb_the_pipes(act: Function) -> None:
    outcomes = run(act, ["noise", "stdin", ""])
    assert [brief(outcome) for outcome in outcomes] == ["done 0", "read ", "done 2"]


def test_large_jobs_and_large_results(monkeypatch: pytest.MonkeyPatch) -> None:
    echo = load(monkeypatch, "echo")
    outcomes = run(echo, ["a" * (5 << 20), "b" * (3 << 20), "c"], limits=Limits(workers=1))
    assert [len(outcome.result) for outcome in outcomes] == [5 << 20, 3 << 20, 1]


@pytest.mark.parametrize("name", ["wrong_count", "not_bytes"])
def test_function_that_breaks_its_promise(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (outcome,) = run(load(monkeypatch, name), ["x"])
    assert outcome.failure is not None
    assert outcome.failure.code == "error"
    assert "for one job" in outcome.failure.message


def test_secrets_are_not_handed_on_and_no_core_is_dumped(
    act: Function, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_JOB_TOKEN", "secret")
    environment, core = run(act, ["environment", "core"])
    assert b"CI_JOB_TOKEN" not in environment.result
    assert core.result == b"0 0"


def test_batches_are_taken_lazily(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = 0

    def batches() -> Iterator[list[Job]]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield [(b"%d" % number, b"x")]

    outcomes = run_supervised(load(monkeypatch, "echo"), batches(), Limits(workers=1))
    for given, outcome in enumerate(outcomes):
        assert outcome.result == b"X"
        assert taken - given <= 4
    assert taken == 1000


@pytest.mark.parametrize("batches", [[], [[]], [[], [], []]])
def test_no_jobs_start_no_process(
    act: Function, batches: list[list[Job]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere")
    assert list(run_supervised(act, batches, Limits())) == []


def test_workers_that_cannot_start_are_an_error_of_the_tool(
    act: Function, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wrong in ("/nowhere", "/bin/false"):
        monkeypatch.setattr(sys, "executable", wrong)
        with pytest.raises(WorkerError, match="worker process"):
            run(act, [""])


def test_function_that_cannot_be_imported(act: Function, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(act, "__module__", "no_such_module")
    with pytest.raises(WorkerError, match=r"cannot load no_such_module\.act: ModuleNotFoundError"):
        run(act, [""])
    with pytest.raises(ValueError, match="by its name"):
        run(lambda jobs: [], [""])


def test_an_error_of_the_batches_reaches_the_caller(act: Function) -> None:
    def batches() -> Iterator[list[Job]]:
        yield [(b"1", b"")]
        raise RuntimeError("the source broke")

    with pytest.raises(RuntimeError, match="the source broke"):
        list(run_supervised(act, batches(), LIMITS))


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_closing_the_iterator_ends_the_workers(act: Function) -> None:
    outcomes = run_supervised(act, [[(b"1", b"pid")], [(b"2", b"spin")]], Limits(workers=1))
    pid = int(next(outcomes).result)
    assert is_alive(pid)
    assert hasattr(outcomes, "close")
    outcomes.close()
    assert not is_alive(pid)


def test_the_working_directory_cannot_shadow_modules(
    act: Function, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("hostile_jobs", "marshal", "struct", "resource", "importlib"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('ran code of the tree')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", str(tmp_path), *sys.path])
    assert brief(run(act, [""])[0]) == "done 0"


def test_jobs_with_the_same_content_are_jobs_of_their_own(act: Function) -> None:
    """Their content is sent once; who dies at one of them still does the others."""
    fine, poison = b"fine", b"exit 3"
    jobs = [(b"0", fine), (b"1", fine), (b"2", poison), (b"3", poison), (b"4", fine)]
    outcomes = list(run_supervised(act, [jobs], LIMITS))
    assert [(each.key, brief(each)) for each in outcomes] == [
        *((b"0", "done 0"), (b"1", "done 1")),
        *((b"2", "crashed"), (b"3", "crashed"), (b"4", "done 4")),
    ]


def test_a_content_is_sent_once(act: Function, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []
    write = os.write

    def noted(descriptor: int, data: memoryview) -> int:
        written.append(write(descriptor, data))
        return written[-1]

    monkeypatch.setattr("driftscan.workers.process.os.write", noted)
    content = b"fine" + b" " * 100_000
    jobs = [(b"%d" % number, content) for number in range(5)]
    assert [brief(each) for each in run_supervised(act, [jobs], LIMITS)] == [
        f"done {number}" for number in range(5)
    ]
    assert len(content) < sum(written) < 2 * len(content)


def test_a_crew_goes_from_one_task_to_the_next(act: Function) -> None:
    """The same processes, and nobody is warmed up who is at work."""
    with Crew(act, LIMITS) as crew:
        crew.prepare()
        first = [each.result for each in crew.run([[(b"0", b"pid")]])]
        crew.prepare()
        crew.warm_up([(b"warm", b"exit 3")])
        again = [each.result for each in crew.run([[(b"1", b"pid")]])]
    assert first == again


def test_all_are_hired_where_the_caller_has_nothing_to_do(
    act: Function, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("driftscan.workers.supervise._processors", lambda: 2)
    found = []
    for is_much in (False, True):
        with Crew(act, Limits()) as crew:
            if is_much:
                crew.hire()
            batches = [[(b"%d" % number, b"pid")] for number in range(3)]
            found.append(len({each.result for each in crew.run(batches)}))
    assert found == [1, 2]


@pytest.mark.parametrize("warm", ["fine", "exit 3", "sleep 60"])
@pytest.mark.parametrize("count", [0, 1, 5])
def test_nobody_hears_of_a_warm_up(act: Function, warm: str, count: int) -> None:
    with Crew(act, LIMITS) as crew:
        crew.prepare()
        crew.warm_up([(b"warm", warm.encode())])
        jobs = [(b"%d" % number, b"fine") for number in range(count)]
        outcomes = list(crew.run([jobs] if jobs else []))
    assert [outcome.key for outcome in outcomes] == [job[0] for job in jobs]
    assert {brief(outcome)[:4] for outcome in outcomes} <= {"done"}


def test_outcomes_that_came_before_anybody_asked_are_given_too(act: Function) -> None:
    """All of them may be there before the first is asked for, and nothing else to do."""
    with Crew(act, LIMITS) as crew:
        crew.prepare()
        crew.take([(b"0", b"fine"), (b"1", b"fine")])
        for _ in range(20):
            time.sleep(0.1)
            crew.look()
        assert [outcome.key for outcome in crew.run([])] == [b"0", b"1"]


def test_while_a_file_keeps_its_worker_others_go_on(act: Function) -> None:
    """One processor is the caller's, until the only worker has said nothing for a second."""
    actions = ["sleep 3", *["pid"] * 400]
    jobs = [(b"%d" % number, action.encode()) for number, action in enumerate(actions)]
    with Crew(act, Limits(wall_seconds=10.0)) as crew:
        outcomes = list(crew.run(jobs[at : at + 8] for at in range(0, len(jobs), 8)))
    assert [outcome.key for outcome in outcomes] == [job[0] for job in jobs]
    assert all(outcome.failure is None for outcome in outcomes)
    processes = {outcome.result for outcome in outcomes[1:]}
    assert len(processes) == (1 if len(os.sched_getaffinity(0)) == 1 else 2)
