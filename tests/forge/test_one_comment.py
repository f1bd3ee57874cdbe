"""One comment, whatever the forge does and whoever else is writing."""

import threading
import time
from collections.abc import Callable, Iterator
from random import Random

import pytest
from msgspec.structs import replace

from driftscan.forge.ci import FORGES, Setting
from driftscan.forge.client import Client
from driftscan.forge.conversation import (
    LEFT,
    NOT_NEEDED,
    POSTED,
    REFUSED,
    UNCHANGED,
    UPDATED,
    Ending,
    Words,
    beside_commit,
    one_comment,
)
from driftscan.forge.dialect import PASSED, Status
from driftscan.forge.mark import Mark
from tests.forge.server import BOT, NUMBER, TOKEN, Fault, Forge, serving

NEWS = Words(full="two new findings", short="too many", is_news=True)
NO_NEWS = replace(NEWS, full="no drift", is_news=False)


@pytest.fixture(params=FORGES)
def forge(request: pytest.FixtureRequest) -> Iterator[Forge]:
    with serving(request.param) as running:
        yield running


def setting(forge: Forge, commit: str = "", run: int = 1) -> Setting:
    return Setting(
        forge=forge.kind,
        api=forge.address,
        repository="42" if forge.kind == "gitlab" else "acme/shop",
        number=NUMBER,
        commit=commit or forge.head,
        run=run,
        token=TOKEN,
    )


def written(
    forge: Forge,
    words: Words = NEWS,
    commit: str = "",
    run: int = 1,
    project: str = ".",
    sleep: Callable[[float], None] = lambda seconds: None,
) -> Ending:
    where = setting(forge, commit, run)
    mark = Mark(project=project, commit=where.commit, run=run)
    client = Client(forge.address, where.headers(), sleep=sleep, patience=5.0)
    return client.hold(one_comment(where.dialect(), words, mark))


def test_it_is_posted_then_updated_then_left_alone(forge: Forge) -> None:
    forge.add("hello")
    assert written(forge, NO_NEWS) == Ending(NOT_NEEDED)
    assert written(forge).how == POSTED
    assert written(forge).how == UNCHANGED
    assert written(forge, NO_NEWS, run=2).how == UPDATED
    (ours,) = forge.ours()
    assert "no drift" in ours
    assert "hello" in forge.bodies()


def test_it_is_found_behind_many_others(forge: Forge) -> None:
    for number in range(150):
        forge.add(f"comment {number}")
    written(forge)
    for number in range(150):
        forge.add(f"comment {number}")
    assert written(forge, NO_NEWS, run=2).how == UPDATED
    assert len(forge.ours()) == 1


def test_it_is_found_where_nothing_tells_of_further_pages(forge: Forge) -> None:
    """A proxy between may drop headers that it does not know."""
    forge.tells_pages = False
    for number in range(150):
        forge.add(f"comment {number}")
    assert [written(forge).how, written(forge).how] == [POSTED, UNCHANGED]
    assert len(forge.ours()) == 1


def test_projects_of_one_repository_have_a_comment_each(forge: Forge) -> None:
    for project in ("shop", "shop/api", "sh--op", "sh-op"):
        assert written(forge, project=project).how == POSTED
    assert len(forge.ours()) == 4


def test_a_stranger_with_our_mark_is_not_taken_for_us(forge: Forge) -> None:
    mark = Mark(project=".", commit=forge.head, run=10**9)
    stranger = forge.add(f"{mark.line()}\nall is well", author="mallory")
    assert written(forge).how == POSTED
    assert "all is well" in forge.comments[stranger]["body"]
    assert [each["author"] for each in forge.comments.values()] == ["mallory", BOT]


def test_the_newest_commit_wins_whenever_its_run_ends(forge: Forge) -> None:
    older = "b" * 40
    written(forge, replace(NEWS, full="of the newest"), run=5)
    ending = written(forge, replace(NEWS, full="of an older one"), commit=older, run=9)
    assert ending == Ending(LEFT, f"it speaks of a newer commit, {forge.head[:12]}")
    (ours,) = forge.ours()
    assert "of the newest" in ours
    forge.head = "c" * 40
    ending = written(forge, replace(NEWS, full="of an older one"), commit=older, run=10)
    assert ending == Ending(LEFT, f"a newer commit, {forge.head[:12]}, is yet to be looked at")


def test_of_one_commit_the_last_run_wins(forge: Forge) -> None:
    written(forge, replace(NEWS, full="second"), run=2)
    ending = written(forge, replace(NEWS, full="first"), run=1)
    assert ending == Ending(LEFT, "run 2 of the same commit is later")
    (ours,) = forge.ours()
    assert "second" in ours


class Once:
    """A fault that each kind of request meets so many times, then no more."""

    def __init__(self, method: str, fault: str, times: int = 1) -> None:
        self.method, self.fault, self.left = method, fault, times

    def __call__(self, forge: Forge, method: str, path: str) -> str:
        if method != self.method or not self.left:
            return ""
        self.left -= 1
        return self.fault


@pytest.mark.parametrize("fault", ["silent", "lost", "429:1", "429", "500", "502", "503"])
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("times", [1, 3])
def test_trouble_that_passes(forge: Forge, method: str, fault: str, times: int) -> None:
    forge.fault = Once(method, fault, times)
    assert written(forge).how in (POSTED, UNCHANGED)
    assert len(forge.ours()) == 1


@pytest.mark.parametrize("fault", ["silent", "429:1", "500"])
def test_trouble_while_duplicates_are_removed(forge: Forge, fault: str) -> None:
    for run in (1, 2, 3):
        mark = Mark(project=".", commit=forge.head, run=run)
        forge.add(f"{mark.line()}\nof run {run}", author=BOT)
    forge.fault = Once("DELETE", fault)
    written(forge, replace(NEWS, full="of run 4"), run=4)
    (ours,) = forge.ours()
    assert "of run 4" in ours


@pytest.mark.parametrize(
    ("method", "status"), [("GET", "401"), ("GET", "404"), ("POST", "403"), ("POST", "401")]
)
def test_a_no_is_taken_for_one(forge: Forge, method: str, status: str) -> None:
    forge.fault = lambda _, asked, path: status if asked == method and path != "/user" else ""
    ending = written(forge)
    assert ending.how == REFUSED
    assert status in ending.reason
    assert len(forge.asked) < 10


def test_who_is_asked_to_wait_for_an_hour_gives_up(forge: Forge) -> None:
    forge.fault = lambda _, method, path: "429:3600"
    assert written(forge).how == REFUSED


def test_a_limit_that_only_words_tell_of_is_waited_out(forge: Forge) -> None:
    waits: list[float] = []
    forge.fault = Once("POST", "403 You have exceeded a secondary rate limit.")
    assert written(forge, sleep=waits.append).how == POSTED
    assert 60.0 in waits


@pytest.mark.parametrize("fault", ["429:50", "503:50", "lost"])
@pytest.mark.parametrize("is_total", [True, False])
def test_all_waiting_together_is_bounded(forge: Forge, fault: str, is_total: bool) -> None:
    """Each time it could be worth another try; a job has to end."""
    waits: list[float] = []
    forge.add(f"{Mark(project='.', commit=forge.head, run=1).line()}\nold", author=BOT)
    forge.fault = lambda _, method, path: fault if is_total or method != "GET" else ""
    assert written(forge, run=2, sleep=waits.append).how == REFUSED
    assert 0 < sum(waits) <= 120


def test_whose_name_is_not_told_in_time_takes_nobodys_comment(forge: Forge) -> None:
    mark = Mark(project=".", commit="b" * 40, run=1)
    forge.add(f"{mark.line()}\nof a stranger", author="mallory")
    forge.fault = lambda _, method, path: "503" if path == "/user" else ""
    assert written(forge).how == REFUSED
    assert "of a stranger" in forge.ours()[0]


def test_a_comment_that_is_too_long_is_shortened(forge: Forge) -> None:
    forge.longest = 200
    assert written(forge, replace(NEWS, full="x" * 500)).how == POSTED
    (ours,) = forge.ours()
    assert "too many" in ours


def test_a_bot_that_may_not_ask_who_it_is(forge: Forge) -> None:
    forge.tells_who = False
    forge.bot = "some-app[bot]"
    assert [written(forge).how, written(forge).how] == [POSTED, UNCHANGED]
    assert len(forge.ours()) == 1


def test_comments_that_do_not_show_up_are_not_written_for_ever(forge: Forge) -> None:
    forge.bot = "another name than it says"
    assert written(forge).how == REFUSED
    assert len(forge.ours()) == 2


def troubled(seed: int) -> Fault:
    random = Random(seed)
    troubles = ["silent", "silent", "429:1", "502"]
    return lambda forge, method, path: random.choice(troubles) if random.random() < 0.12 else ""


def a_moment(seconds: float) -> None:
    """Still longer than any answer of the forge takes."""
    time.sleep(min(seconds, 0.5))


@pytest.mark.parametrize("seed", range(3))
def test_twenty_runs_at_once_leave_one_comment_of_the_newest_commit(
    forge: Forge, seed: int
) -> None:
    """The third time one request of eight ends in trouble, half of those after it took effect.

    Two runs for each commit but the first and the newest: of two runs of one commit the earlier may
    write between a look of the later and its own, when answers take longer than the pauses here.
    """
    forge.slow(seed)
    if seed == 2:
        forge.fault = troubled(seed)
    commits = [f"{at:040x}" for at in range(1, 12)]
    forge.head = commits[-1]

    def run(at: int) -> None:
        of = (at + 1) // 2
        words = replace(NEWS, full=f"of commit {of}, run {at}")
        written(forge, words, commit=commits[of], run=at, sleep=a_moment)

    threads = [threading.Thread(target=run, args=(at,)) for at in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (ours,) = forge.ours()
    assert "of commit 10, run 19" in ours


def test_status(forge: Forge) -> None:
    where = setting(forge)
    client = Client(forge.address, where.headers(), sleep=lambda seconds: None)
    forge.fault = Once("POST", "503")
    status = Status(commit=forge.head, result=PASSED, name="driftscan", text="no drift")
    assert client.hold(beside_commit(where.dialect(), status)).how == POSTED
    (kept,) = forge.statuses
    assert (kept["commit"], kept["state"]) == (forge.head, "success")
    assert kept["description"] == "no drift"
