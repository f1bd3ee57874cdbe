"""One comment on a merge request, whoever else is writing: found, written, and found to be alone.

No forge compares before it writes, and none has locks. So every run looks, does one thing, and
looks again after a moment, until there is one comment of ours and its text is the best one known.
Runs that do so at the same time end in the same state, and what is not known to have been done, for
no answer came, is simply found there, or not, at the next look.

The best text is that of the run that scanned the newest commit of the merge request, of several
such the latest run. Which commit is the newest is asked after the comments are read: so whoever
sees the text of a newer commit knows of that commit. Once there is a comment, a run of an older
commit never changes it: it could overwrite what it has not seen. Two runs of one commit could do so
to each other, only within the moment between a look and a write, which the next look comes after.
"""

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from driftscan.forge.dialect import ANY_BOT, Comment, Dialect, Status
from driftscan.forge.exchange import Answer, Ask, Pause, Reply, Silence, Talk
from driftscan.forge.mark import Mark, mark_of, project_key, same_text
from driftscan.forge.patience import (
    BETWEEN_WRITES,
    LONGEST,
    asked,
    is_passing,
    wait_before_next,
)

POSTED, UPDATED, UNCHANGED, LEFT, NOT_NEEDED, REFUSED = (
    "posted",
    "updated",
    "unchanged",
    "left as it is",
    "not needed",
    "refused",
)
LOOKS = 24
"""Before giving up: each of twenty runs at once may be in the way of another."""
_PAGES = 100
_TOO_LONG = (400, 413, 422)
_GONE = 404
_SHORT = 12  # digits of a commit


class Words(Struct, frozen=True, kw_only=True):
    """What a comment says. short: should the forge find `full` too long. is_news: whether there is
    anything to say where no comment is yet."""

    full: str
    short: str
    is_news: bool


class Ending(Struct, frozen=True):
    """What came of it: one of the words above. reason: why it was refused, or left."""

    how: str
    reason: str = ""


class _RefusedError(Exception):
    """The forge does not let us, and would not later."""


def one_comment(forge: Dialect, words: Words, mark: Mark) -> Talk[Ending]:
    """Leave one comment with the best text."""
    try:
        return (yield from _bounded(_settled(forge, words, mark)))
    except _RefusedError as refused:
        return Ending(REFUSED, str(refused))
    except msgspec.DecodeError as error:
        return Ending(REFUSED, f"what came back is not of this kind of forge: {error}")


def beside_commit(forge: Dialect, status: Status) -> Talk[Ending]:
    """Set a commit status; to set it twice does no harm."""
    reply = yield from asked(forge.status(status))
    if isinstance(reply, Answer) and (reply.is_good or b"Cannot transition status" in reply.body):
        return Ending(POSTED)
    return Ending(REFUSED, _why(reply))


def _settled(forge: Dialect, words: Words, mark: Mark) -> Talk[Ending]:
    author = yield from _author(forge)
    return (yield from _Writer(forge, words, mark, author).settle())


def _bounded(talk: Talk[Ending]) -> Talk[Ending]:
    """The same, given up as soon as all its pauses together would take too long."""
    waited = 0.0
    last: Reply | None = None
    reply: Reply | None = None
    while True:
        try:
            step = talk.send(reply)
        except StopIteration as end:
            ending: Ending = end.value
            return ending
        waited += step.seconds if isinstance(step, Pause) else 0.0
        if waited > LONGEST and last is not None:
            raise _RefusedError(f"it is to be waited for longer than a job should: {_why(last)}")
        reply = yield step
        last = reply or last


class _Writer:
    def __init__(self, forge: Dialect, words: Words, mark: Mark, author: str) -> None:
        self._forge = forge
        self._words = words
        self._mark = mark
        self._author = author
        self._text = _fitting(f"{mark.line()}\n{words.full}", forge.longest, mark, words)
        self._how = UNCHANGED
        self._attempt = 0
        self._created = 0
        self._head = ""

    def settle(self) -> Talk[Ending]:
        for _ in range(LOOKS):
            own = yield from self._own()
            step = yield from self._next(own)
            if step is None:
                return self._ending(own)
            yield from self._do(step)
        raise _RefusedError("the comments kept changing while they were looked at")

    def _ending(self, own: Sequence[Comment]) -> Ending:
        """Whose text stands there in the end."""
        if not own:
            return Ending(NOT_NEEDED)
        kept = mark_of(own[0].body)
        if kept is None or (kept.commit, kept.run) == (self._mark.commit, self._mark.run):
            return Ending(self._how)
        if kept.commit == self._mark.commit:
            return Ending(LEFT, f"run {kept.run} of the same commit is later")
        if kept.commit == self._head:
            return Ending(LEFT, f"it speaks of a newer commit, {kept.commit[:_SHORT]}")
        if self._head:
            return Ending(LEFT, f"a newer commit, {self._head[:_SHORT]}, is yet to be looked at")
        return Ending(LEFT, f"a later run, of {kept.commit[:_SHORT]}, wrote it")

    def _own(self) -> Talk[list[Comment]]:
        """Ours of this project, the oldest first."""
        found: dict[int, Comment] = {}
        for page in range(1, _PAGES + 1):
            answer = _good((yield from asked(self._forge.comments(page))), "read comments")
            before = len(found)
            found |= {each.id: each for each in self._forge.read_comments(answer)}
            if self._forge.is_last(answer) or len(found) == before:
                break
        return sorted(each for each in found.values() if self._is_own(each))

    def _is_own(self, comment: Comment) -> bool:
        mark = mark_of(comment.body)
        if mark is None or mark.project != project_key(self._mark.project):
            return False
        if self._author == ANY_BOT:
            return comment.author.endswith(ANY_BOT)
        return not self._author or comment.author == self._author

    def _next(self, own: Sequence[Comment]) -> Talk[Ask | None]:
        """The one thing to do; None if all is as it should be."""
        if not own:
            if self._created > 1:
                raise _RefusedError("what is written does not show up among the comments")
            return self._forge.create(self._text) if self._words.is_news else None
        reply = yield from asked(self._forge.merge_request())
        is_known = isinstance(reply, Answer) and reply.is_good
        head = self._forge.read_head(reply) if is_known and isinstance(reply, Answer) else ""
        self._head = head
        texts = [each.body for each in own]
        if head in ("", self._mark.commit):
            texts.insert(0, self._text)
        best = max(texts, key=lambda text: _rank(text, head))
        kept, *others = own
        if not same_text(kept.body, best):
            return self._forge.update(kept.id, best)
        return self._forge.delete(others[0].id) if others else None

    def _do(self, step: Ask) -> Talk[None]:
        """Whatever comes of it is seen at the next look."""
        reply = yield step
        assert reply is not None
        if isinstance(reply, Answer) and reply.is_good:
            self._attempt = 0
            self._created += step.method == "POST"
            if step.method != "DELETE":
                self._how = POSTED if step.method == "POST" else self._updated()
            yield Pause(BETWEEN_WRITES)
            return
        if isinstance(reply, Answer) and reply.status == _GONE and step.method != "POST":
            return  # another run was quicker
        if isinstance(reply, Answer) and reply.status in _TOO_LONG and self._shorten():
            return
        wait = wait_before_next(reply, self._attempt)
        self._attempt += 1
        if wait is None or wait > LONGEST:
            raise _RefusedError(_why(reply))
        yield Pause(wait)

    def _updated(self) -> str:
        return self._how if self._how == POSTED else UPDATED

    def _shorten(self) -> bool:
        short = f"{self._mark.line()}\n{self._words.short}"
        was_long = self._text != short
        self._text = short
        return was_long


def _author(forge: Dialect) -> Talk[str]:
    """Who we are, so that what a stranger wrote is never taken for ours; '' if nobody says."""
    reply = yield from asked(forge.whoami())
    if isinstance(reply, Silence) or is_passing(reply):
        raise _RefusedError(_why(reply))
    return forge.read_login(reply)


def _rank(text: str, head: str) -> tuple[bool, int]:
    mark = mark_of(text)
    return (bool(mark) and mark.commit == head, mark.run) if mark else (False, -1)


def _fitting(text: str, longest: int, mark: Mark, words: Words) -> str:
    return text if len(text.encode()) <= longest else f"{mark.line()}\n{words.short}"


def _good(reply: Reply, what: str) -> Answer:
    if isinstance(reply, Answer) and reply.is_good:
        return reply
    raise _RefusedError(f"it does not let us {what}: {_why(reply)}")


def _why(reply: Reply) -> str:
    if isinstance(reply, Silence):
        return f"no answer ({reply.reason})"
    said = reply.body[:200].decode("utf-8", "replace")
    return f"status {reply.status}: {said}" if said else f"status {reply.status}"
