"""Pull requests of GitHub, Gitea and Forgejo, whose APIs are alike:
https://docs.github.com/rest and https://docs.gitea.com/api."""

import re

import msgspec
from msgspec import Struct

from driftscan.forge.dialect import ANY_BOT, BROKEN, FAILED, PASSED, Comment, Status
from driftscan.forge.exchange import Answer, Ask

_STATES = {PASSED: "success", FAILED: "failure", BROKEN: "error"}
_NEXT = re.compile(r'<[^>]*>;\s*rel="next"')
_FORBIDDEN = 403


class _Login(Struct, frozen=True):
    login: str = ""


class _Comment(Struct, frozen=True):
    id: int
    user: _Login | None = None
    body: str | None = ""


class _Head(Struct, frozen=True):
    sha: str = ""


class _Pull(Struct, frozen=True):
    head: _Head


_COMMENTS = msgspec.json.Decoder(list[_Comment])
_PULL = msgspec.json.Decoder(_Pull)
_LOGIN = msgspec.json.Decoder(_Login)


class Pulls(Struct, frozen=True, kw_only=True):
    """One pull request. repository: `owner/name`. page: how the size of a page is called.
    size: the most comments that a page may have.
    described: characters of a status. bot: whom a token speaks for that may not ask who it is,
    as in `read_login`."""

    repository: str
    number: int
    longest: int
    page: str
    size: int
    described: int
    bot: str = ""

    def comments(self, page: int) -> Ask:
        """The oldest first. A Gitea that knows no pages of comments gives all of them."""
        return self._ask(
            "GET", f"issues/{self.number}/comments?{self.page}={self.size}&page={page}"
        )

    def read_comments(self, answer: Answer) -> list[Comment]:
        """Those of a page."""
        return [
            Comment(each.id, each.user.login if each.user else "", each.body or "")
            for each in _COMMENTS.decode(answer.body)
        ]

    def is_last(self, answer: Answer) -> bool:
        """By the header `Link`, which is not there where no page follows; after a full page it is
        looked, for something between may have dropped it."""
        if _NEXT.search(answer.headers.get("link", "")):
            return False
        return "link" in answer.headers or len(_COMMENTS.decode(answer.body)) < self.size

    def create(self, body: str) -> Ask:
        """A comment on a pull request as a whole is one on its issue."""
        return self._ask("POST", f"issues/{self.number}/comments", {"body": body})

    def update(self, id: int, body: str) -> Ask:
        """Another text for a comment."""
        return self._ask("PATCH", f"issues/comments/{id}", {"body": body})

    def delete(self, id: int) -> Ask:
        """A comment less."""
        return self._ask("DELETE", f"issues/comments/{id}")

    def merge_request(self) -> Ask:
        """The pull request."""
        return self._ask("GET", f"pulls/{self.number}")

    def read_head(self, answer: Answer) -> str:
        """Its newest commit."""
        return _PULL.decode(answer.body).head.sha

    def whoami(self) -> Ask:
        """Who the token belongs to."""
        return Ask(method="GET", path="/user")

    def read_login(self, answer: Answer) -> str:
        """Their login."""
        if answer.is_good:
            return _LOGIN.decode(answer.body).login
        return self.bot if answer.status == _FORBIDDEN else ""

    def status(self, status: Status) -> Ask:
        """A commit status."""
        fields: dict[str, str | int] = {
            "state": _STATES[status.result],
            "context": status.name,
            "description": status.text[: self.described],
        }
        if status.url:
            fields["target_url"] = status.url
        return self._ask("POST", f"statuses/{status.commit}", fields)

    def _ask(self, method: str, path: str, fields: dict[str, str | int] | None = None) -> Ask:
        return Ask(method=method, path=f"/repos/{self.repository}/{path}", fields=fields)


def github(repository: str, number: int) -> Pulls:
    """A pull request of GitHub. The token of a workflow or an app may not ask who it is."""
    return Pulls(
        repository=repository,
        number=number,
        longest=65_536,
        page="per_page",
        size=100,
        described=140,
        bot=ANY_BOT,
    )


def gitea(repository: str, number: int) -> Pulls:
    """A pull request of Gitea or Forgejo. Some keep comments in MySQL's TEXT of 64 KB."""
    return Pulls(
        repository=repository, number=number, longest=60_000, page="limit", size=50, described=255
    )
