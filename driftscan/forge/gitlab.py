"""GitLab's REST API, https://docs.gitlab.com/api/notes and https://docs.gitlab.com/api/commits."""

from urllib.parse import quote

import msgspec
from msgspec import Struct

from driftscan.forge.dialect import BROKEN, FAILED, PASSED, Comment, Status
from driftscan.forge.exchange import Answer, Ask

_STATES = {PASSED: "success", FAILED: "failed", BROKEN: "failed"}
_DESCRIPTION = 255
_PAGE = 100  # the most that may be asked for


class _Author(Struct, frozen=True):
    username: str = ""


class _Note(Struct, frozen=True):
    id: int
    author: _Author | None = None
    body: str | None = ""
    system: bool = False


class _MergeRequest(Struct, frozen=True):
    sha: str | None = ""


_NOTES = msgspec.json.Decoder(list[_Note])
_MERGE_REQUEST = msgspec.json.Decoder(_MergeRequest)
_AUTHOR = msgspec.json.Decoder(_Author)


class GitLab:
    """A merge request of GitLab."""

    longest = 1_000_000

    def __init__(self, project: str, number: int, ref: str = "", pipeline: int = 0) -> None:
        """project: its number or its path. ref, pipeline: where a status belongs, 0 and '' if that
        is not known."""
        self._project = f"/projects/{quote(project, safe='')}"
        self._request = f"{self._project}/merge_requests/{number}"
        self._ref, self._pipeline = ref, pipeline

    def comments(self, page: int) -> Ask:
        """The oldest first."""
        order = "sort=asc&order_by=created_at"
        return Ask(method="GET", path=f"{self._request}/notes?per_page={_PAGE}&{order}&page={page}")

    def read_comments(self, answer: Answer) -> list[Comment]:
        """Those of a page that people and bots wrote."""
        return [
            Comment(each.id, each.author.username if each.author else "", each.body or "")
            for each in _NOTES.decode(answer.body)
            if not each.system
        ]

    def is_last(self, answer: Answer) -> bool:
        """By the header `X-Next-Page`, which is there and empty on the last page; something between
        that drops it must not hide the pages that follow a full one."""
        if "x-next-page" in answer.headers:
            return not answer.headers["x-next-page"].strip()
        return len(_NOTES.decode(answer.body)) < _PAGE

    def create(self, body: str) -> Ask:
        """A new note."""
        return Ask(method="POST", path=f"{self._request}/notes", fields={"body": body})

    def update(self, id: int, body: str) -> Ask:
        """Another text."""
        return Ask(method="PUT", path=f"{self._request}/notes/{id}", fields={"body": body})

    def delete(self, id: int) -> Ask:
        """A note less."""
        return Ask(method="DELETE", path=f"{self._request}/notes/{id}")

    def merge_request(self) -> Ask:
        """The merge request."""
        return Ask(method="GET", path=self._request)

    def read_head(self, answer: Answer) -> str:
        """Its newest commit."""
        return _MERGE_REQUEST.decode(answer.body).sha or ""

    def whoami(self) -> Ask:
        """Who the token belongs to: the bot of the project, for a project token."""
        return Ask(method="GET", path="/user")

    def read_login(self, answer: Answer) -> str:
        """Their name."""
        return _AUTHOR.decode(answer.body).username if answer.is_good else ""

    def status(self, status: Status) -> Ask:
        """A commit status; without its ref and pipeline, GitLab makes a pipeline of its own."""
        fields: dict[str, str | int] = {
            "state": _STATES[status.result],
            "name": status.name,
            "description": status.text[:_DESCRIPTION],
        }
        if status.url:
            fields["target_url"] = status.url
        if self._ref:
            fields["ref"] = self._ref
        if self._pipeline:
            fields["pipeline_id"] = self._pipeline
        path = f"{self._project}/statuses/{status.commit}"
        return Ask(method="POST", path=path, fields=fields)
