"""What a conversation needs of a forge: how each thing is asked for, and how answers are read."""

from typing import Protocol

from msgspec import Struct

from driftscan.forge.exchange import Answer, Ask

PASSED, FAILED, BROKEN = "passed", "failed", "broken"
"""What a run came to: nothing new, new findings, nothing could be said."""


ANY_BOT = "[bot]"
"""What GitHub ends the logins of bots with, and no person can."""


class Comment(Struct, frozen=True, order=True):
    """id: grows with time. author: its login, '' where the forge does not say."""

    id: int
    author: str
    body: str


class Status(Struct, frozen=True, kw_only=True):
    """What is shown beside a commit. result: PASSED, FAILED or BROKEN. url: of the whole report, ''
    for none. name: tells it from the statuses of others."""

    commit: str
    result: str
    name: str
    text: str
    url: str = ""


class Dialect(Protocol):
    """One merge request (pull request) of a forge."""

    @property
    def longest(self) -> int:
        """Characters of a comment."""

    def comments(self, page: int, /) -> Ask:
        """A page of comments, counted from 1."""

    def read_comments(self, answer: Answer, /) -> list[Comment]:
        """Those of a page. DecodeError: the answer is none of this forge."""

    def is_last(self, answer: Answer, /) -> bool:
        """Whether no page follows."""

    def create(self, body: str, /) -> Ask:
        """A new comment."""

    def update(self, id: int, body: str, /) -> Ask:
        """Another text for a comment."""

    def delete(self, id: int, /) -> Ask:
        """A comment less."""

    def merge_request(self) -> Ask:
        """The merge request itself."""

    def read_head(self, answer: Answer, /) -> str:
        """The newest commit of the merge request."""

    def whoami(self) -> Ask:
        """Who the token belongs to."""

    def read_login(self, answer: Answer, /) -> str:
        """Their login; ANY_BOT where it is sure to be a bot's, '' where the forge does not say."""

    def status(self, status: Status, /) -> Ask:
        """A status beside a commit."""
