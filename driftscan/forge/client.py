"""Sends what a conversation asks for, and waits where it pauses: all the I/O there is."""

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import TypeVar

import msgspec

from driftscan import __version__
from driftscan.forge.exchange import Answer, Ask, Pause, Reply, Silence, Talk

_Result = TypeVar("_Result")
_PATIENCE = 30.0  # seconds without a byte
_MOST = 32 * 1024 * 1024


class Client:
    """An API with a token."""

    def __init__(
        self,
        address: str,
        headers: Mapping[str, str],
        sleep: Callable[[float], None] = time.sleep,
        patience: float = _PATIENCE,
    ) -> None:
        """address: without a slash at its end. headers: those that say who asks."""
        self._address = address
        self._headers = {
            **headers,
            "User-Agent": f"driftscan/{__version__}",
            "Accept": "application/json",
        }
        self._sleep = sleep
        self._patience = patience
        self._opener = urllib.request.build_opener(_NoRedirects)

    def hold(self, talk: Talk[_Result]) -> _Result:
        """A conversation from its beginning to its end."""
        reply: Reply | None = None
        while True:
            try:
                step = talk.send(reply)
            except StopIteration as end:
                result: _Result = end.value
                return result
            if isinstance(step, Pause):
                self._sleep(step.seconds)
                reply = None
            else:
                reply = self._send(step)

    def _send(self, ask: Ask) -> Reply:
        data = None if ask.fields is None else msgspec.json.encode(ask.fields)
        headers = self._headers | ({"Content-Type": "application/json"} if data else {})
        request = urllib.request.Request(
            self._address + ask.path, data=data, headers=headers, method=ask.method
        )
        try:
            with self._opener.open(request, timeout=self._patience) as answer:
                return _answer(answer.status, answer.headers.items(), answer.read(_MOST))
        except urllib.error.HTTPError as error:
            with error:
                return _answer(error.code, error.headers.items(), error.read(_MOST))
        except (OSError, http.client.HTTPException) as error:
            return Silence(str(error) or type(error).__name__)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A token goes to the address it was given for and to no other."""

    def redirect_request(self, *_arguments: object) -> None:
        return None


def _answer(status: int, headers: list[tuple[str, str]], body: bytes) -> Answer:
    return Answer(
        status=status, headers={name.lower(): value for name, value in headers}, body=body
    )
