"""How long to wait before asking again, as forges wish it.

`Retry-After`, `X-RateLimit-*` and the pause between writes as in
https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api; GitLab and
Gitea answer 429 with `Retry-After`, GitLab with `RateLimit-Reset` as well. A limit of GitHub's that
has no header at all is told by the words of a 403, and is to be waited out for a minute.
"""

from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from driftscan.forge.exchange import Answer, Ask, Pause, Reply, Silence, Talk

TRIES = 4
LONGEST = 120.0
"""Seconds. Who is asked to wait longer gives up: a job of CI costs its owner every minute."""
BETWEEN_WRITES = 1.0  # seconds; GitHub asks for them, and others at work are seen after them
_TOO_MANY = 429
_FORBIDDEN = 403
_TIMEOUTS = (408, 425)
_LIMITED = b"rate limit"
_MINUTE = 60.0


def asked(ask: Ask) -> Talk[Reply]:
    """The answer to something that does no harm when it is asked twice."""
    reply: Reply = Silence("not asked")
    for attempt in range(TRIES):
        sent = yield ask
        assert sent is not None
        reply = sent
        wait = wait_before_next(reply, attempt)
        if wait is None or wait > LONGEST or attempt == TRIES - 1:
            break
        yield Pause(wait)
    return reply


def is_passing(reply: Reply) -> bool:
    """Whether the answer speaks of the moment, not of what was asked."""
    return wait_before_next(reply, 0) is not None


def wait_before_next(reply: Reply, attempt: int) -> float | None:
    """Seconds; None where asking again would not change the answer. attempt: counted from 0."""
    growing = float(2**attempt)
    if isinstance(reply, Silence):
        return growing
    told = _told(reply)
    if reply.status == _FORBIDDEN and told is None and _LIMITED in reply.body.lower():
        return growing * _MINUTE
    if reply.status == _TOO_MANY or (reply.status == _FORBIDDEN and told is not None):
        return growing if told is None else told
    if reply.status >= 500 or reply.status in _TIMEOUTS:
        return growing if told is None else told
    return None


def _told(answer: Answer) -> float | None:
    """What the answer says of waiting, None if it says nothing."""
    headers = answer.headers
    after = headers.get("retry-after", "").strip()
    if after:
        return float(after) if after.isdecimal() else _until(_moment(after), headers)
    if headers.get("x-ratelimit-remaining", headers.get("ratelimit-remaining")) != "0":
        return None
    reset = headers.get("x-ratelimit-reset", headers.get("ratelimit-reset", ""))
    return _until(float(reset), headers) if reset.isdecimal() else None


def _until(moment: float | None, headers: Mapping[str, str]) -> float | None:
    """By the clock of the forge itself: ours may be wrong."""
    now = _moment(headers.get("date", ""))
    return None if moment is None or now is None else max(0.0, moment - now)


def _moment(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (TypeError, ValueError):
        return None
