"""A forge on localhost, as far as comments and statuses go, that can be made to misbehave.

Written from the documentation of GitHub, GitLab and Gitea, not from what driftscan sends.
"""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "t0ken"
BOT = "driftscan-bot"
NUMBER = 7
PATTERNS = {
    "github": {
        "list": r"/repos/acme/shop/issues/7/comments",
        "one": r"/repos/acme/shop/issues/comments/(\d+)",
        "request": r"/repos/acme/shop/pulls/7",
        "status": r"/repos/acme/shop/statuses/([0-9a-f]+)",
    },
    "gitlab": {
        "list": r"/projects/42/merge_requests/7/notes",
        "one": r"/projects/42/merge_requests/7/notes/(\d+)",
        "request": r"/projects/42/merge_requests/7",
        "status": r"/projects/42/statuses/([0-9a-f]+)",
    },
}
PATTERNS["gitea"] = PATTERNS["github"]
EDIT = {"github": "PATCH", "gitea": "PATCH", "gitlab": "PUT"}
SIZE = {
    "github": ("per_page", 30, 100),
    "gitlab": ("per_page", 20, 100),
    "gitea": ("limit", 30, 50),
}
MAY_ASK = {"github": "Bearer t0ken", "gitea": "token t0ken"}

Fault = Callable[["Forge", str, str], str]
"""Given method and path, what goes wrong: '' nothing, 'silent' does it and never answers, 'lost'
does not even do it, a number is answered instead; `429:0.01` with a time to wait, `403 words` with
a message."""


class Forge:
    """Comments by id, statuses in the order they came, and all that was asked."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.comments: dict[int, dict[str, str]] = {}
        self.statuses: list[dict[str, Any]] = []
        self.asked: list[tuple[str, str]] = []
        self.head = "a" * 40
        self.longest = 65_536
        self.fault: Fault = lambda forge, method, path: ""
        self.delay: Callable[[], float] = lambda: 0.0
        self.tells_who = True
        self.tells_pages = True
        self.bot = BOT
        self.address = ""
        self.lock = threading.Lock()
        self._next = 100

    def add(self, body: str, author: str = "somebody") -> int:
        with self.lock:
            self._next += 1
            self.comments[self._next] = {"author": author, "body": body}
            return self._next

    def bodies(self) -> list[str]:
        with self.lock:
            return [each["body"] for each in self.comments.values()]

    def ours(self) -> list[str]:
        return [body for body in self.bodies() if body.startswith("<!-- driftscan")]

    def slow(self, seed: int, most: float = 0.03) -> None:
        """Each answer takes its own time."""
        random = Random(seed)
        self.delay = lambda: random.random() * most

    def answer(
        self, method: str, target: str, fields: dict[str, Any]
    ) -> tuple[int, dict[str, str], Any]:
        split = urlsplit(target)
        path, query = split.path, parse_qs(split.query)
        shapes = PATTERNS[self.kind]
        if path == "/user":
            return (200, {}, self._who()) if self.tells_who else (403, {}, {"message": "no"})
        if re.fullmatch(shapes["list"], path):
            if method == "GET":
                return self._page(query)
            if len(fields["body"]) > self.longest:
                return 422, {}, {"message": "body is too long"}
            return 201, {}, {"id": self.add(fields["body"], self.bot)}
        if found := re.fullmatch(shapes["one"], path):
            return self._one(method, int(found[1]), fields)
        if re.fullmatch(shapes["request"], path):
            return 200, {}, {"sha": self.head, "head": {"sha": self.head}}
        if found := re.fullmatch(shapes["status"], path):
            with self.lock:
                self.statuses.append({"commit": found[1], **fields})
            return 201, {}, {}
        return 404, {}, {"message": f"no {path}"}

    def _one(
        self, method: str, number: int, fields: dict[str, Any]
    ) -> tuple[int, dict[str, str], Any]:
        with self.lock:
            if number not in self.comments:
                return 404, {}, {"message": "gone"}
            if method == "DELETE":
                del self.comments[number]
                return 204, {}, None
            if method != EDIT[self.kind]:
                return 405, {}, None
            if len(fields["body"]) > self.longest:
                return 422, {}, {"message": "body is too long"}
            self.comments[number]["body"] = fields["body"].replace("\n", "\r\n")
            return 200, {}, {"id": number}

    def _who(self) -> dict[str, str]:
        return {"username": BOT} if self.kind == "gitlab" else {"login": BOT}

    def _page(self, query: dict[str, list[str]]) -> tuple[int, dict[str, str], Any]:
        name, usual, most = SIZE[self.kind]
        size = min(int(query.get(name, [str(usual)])[0]), most)
        page = int(query.get("page", ["1"])[0])
        with self.lock:
            all_of_them = sorted(self.comments.items())
            shown = all_of_them[(page - 1) * size : page * size]
            is_last = page * size >= len(all_of_them)
            told = [self._told(number, each) for number, each in shown]
        if not self.tells_pages:
            return 200, {}, told
        if self.kind == "gitlab":
            return 200, {"X-Next-Page": "" if is_last else str(page + 1)}, told
        link = {} if is_last else {"Link": f'<{self.address}/x?page={page + 1}>; rel="next"'}
        return 200, link, told

    def _told(self, number: int, comment: dict[str, str]) -> dict[str, Any]:
        author = comment["author"]
        if self.kind == "gitlab":
            return {"id": number, "author": {"username": author}, "body": comment["body"]}
        return {"id": number, "user": {"login": author}, "body": comment["body"]}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    forge: Forge

    def _serve(self) -> None:
        forge = self.forge
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        with forge.lock:
            forge.asked.append((self.command, self.path))
            fault = forge.fault(forge, self.command, urlsplit(self.path).path)
        time.sleep(forge.delay())
        status, headers, value = 401, {}, None
        if self._may_ask():
            if fault[:3].isdecimal():
                number, after, words = fault[:3], fault[3:].partition(":")[2], fault[4:]
                status, headers = int(number), {"Retry-After": after} if after else {}
                value = {"message": words}
            elif fault != "lost":
                status, headers, value = forge.answer(
                    self.command, self.path, json.loads(body) if body else {}
                )
        if fault in ("lost", "silent"):
            self.close_connection = True
            return
        self._send(status, headers, b"" if value is None else json.dumps(value).encode())

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815

    def _may_ask(self) -> bool:
        if self.forge.kind == "gitlab":
            return self.headers.get("PRIVATE-TOKEN") == TOKEN
        return self.headers.get("Authorization") == MAY_ASK[self.forge.kind]

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, text in headers.items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on stderr."""


@contextmanager
def serving(kind: str) -> Iterator[Forge]:
    """A forge that listens, until the context ends."""
    forge = Forge(kind)
    handler = type("Handler", (_Handler,), {"forge": forge})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.request_queue_size = 64
    forge.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()
