"""One half of a list is done by a copy of the process; whatever becomes of it, all is done."""

import os
import signal
from collections.abc import Callable, Sequence

import msgspec
import pytest

from driftscan.workers.beside import may_work_beside
from driftscan.workers.halves import done_in_halves

HERE = os.getpid()
LARGE = 1 << 20  # more than a pipe holds

pytestmark = pytest.mark.skipif(not may_work_beside(2), reason="needs fork and two processors")


def _dies() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _raises() -> None:
    raise ValueError("not here")


BY_THE_COPY: dict[str, Callable[[], object]] = {
    "brings its half": lambda: None,
    "raises": _raises,
    "dies": _dies,
    "exits politely": lambda: os._exit(3),
}


@pytest.mark.parametrize("case", BY_THE_COPY)
@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_all_is_done_in_order(case: str, count: int) -> None:
    def work(numbers: Sequence[int]) -> list[str]:
        if os.getpid() != HERE:
            BY_THE_COPY[case]()
        return [f"{number}" * LARGE for number in numbers]

    done = done_in_halves(range(count), work, msgspec.json.encode, _read)
    assert done == [f"{number}" * LARGE for number in range(count)]


def test_a_copy_does_the_latter_half() -> None:
    done = done_in_halves([1, 2, 3, 4], _places, msgspec.json.encode, _read)
    assert [place == str(HERE) for place in done] == [True, True, False, False]


def test_where_there_can_be_no_copy_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError("too many processes")

    monkeypatch.setattr(os, "fork", refused)
    assert done_in_halves([1, 2, 3], _places, msgspec.json.encode, _read) == [str(HERE)] * 3


def test_no_copy_outlives_a_failure() -> None:
    copies: list[int] = []
    real = os.fork

    def forked() -> int:
        copy = real()
        copies.append(copy)
        return copy

    def work(numbers: Sequence[int]) -> list[str]:
        if os.getpid() == HERE:
            raise ValueError("here")
        signal.pause()
        return []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fork", forked)
        with pytest.raises(ValueError, match="here"):
            done_in_halves([1, 2], work, msgspec.json.encode, _read)
    with pytest.raises(ChildProcessError):
        os.waitpid(copies[0], 0)


def _places(numbers: Sequence[int]) -> list[str]:
    return [str(os.getpid()) for _ in numbers]


def _read(data: bytes) -> list[str]:
    return msgspec.json.decode(data, type=list[str])
