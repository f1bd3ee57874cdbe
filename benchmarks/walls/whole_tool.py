"""The whole command line tool under attack: runs it as a user would, and judges how it ended."""

import os
import subprocess
import time
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from benchmarks.command import driftscan_command
from benchmarks.walls.hostile_workshop import MARKER

SECONDS = 90
TODAY = "2026-11-20"

_Item = TypeVar("_Item")


class Run(Struct, frozen=True):
    """How a command ended: exit code (None: it did not, in time), output, messages, seconds."""

    code: int | None
    out: bytes
    err: bytes
    seconds: float


class Case(Struct, frozen=True):
    """One attack. failures: the walls that were crossed. note: what the tool made of it."""

    name: str
    failures: tuple[str, ...]
    note: str


class Tool(Struct, frozen=True):
    """driftscan with a home and a cache of its own.

    before: a command that runs it, such as strace. home: where the cache goes.
    """

    home: Path
    before: tuple[str, ...] = ()

    def run(
        self,
        *arguments: str | bytes,
        directory: Path | None = None,
        environment: Mapping[str, str] | None = None,
        prepare: Callable[[], None] | None = None,
        stdout: int = subprocess.PIPE,
    ) -> Run:
        """Run one command; the environment given is added to a plain one.

        prepare: called in the new process before it becomes driftscan.
        """
        started = time.monotonic()
        process = subprocess.Popen(
            [*self.before, *driftscan_command(), *arguments],
            cwd=directory or self.home,
            env={**self.environment(), **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            preexec_fn=prepare,
        )
        code: int | None
        try:
            out, err = process.communicate(timeout=SECONDS)
            code = process.returncode
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            code = None
        return Run(code, out or b"", err, time.monotonic() - started)

    def environment(self) -> dict[str, str]:
        """No variable of whoever runs the benchmark changes what is measured."""
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self.home),
            "DRIFTSCAN_CACHE_DIR": str(self.home / "cache"),
            "LANG": "C.UTF-8",
        }


def crossed(run: Run) -> list[str]:
    """What no input whatsoever may make the tool do."""
    if run.code is None:
        return [f"no end within {SECONDS} s"]
    failures = []
    if run.code not in {0, 1, 2}:
        failures.append(f"exit code {run.code}")
    if b"Traceback" in run.err or b"unexpected error" in run.err:
        failures.append("crashed: " + last_line(run.err))
    if run.code == 2 and not run.err.strip():
        failures.append("exit code 2 without a word")
    if MARKER.encode() in run.out + run.err:
        failures.append("shows what stands outside of the tree")
    return failures + steering(run.out, "output") + steering(run.err, "message")


def steering(text: bytes, name: str) -> list[str]:
    """Whether any character could steer a terminal, hide, or turn text around.

    Goes by Unicode category; the tool's own escaper goes by a list.
    """
    try:
        shown = text.decode()
    except UnicodeDecodeError as error:
        return [f"{name} is not UTF-8: {error.reason}"]
    found = {
        character
        for character in set(shown) - {"\n"}
        if unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp", "Cs"}
    }
    return [f"{name} holds {', '.join(ascii(character) for character in found)}"] if found else []


def last_line(text: bytes) -> str:
    """The last line of a message, for a table."""
    lines = text.decode("utf-8", "replace").strip().splitlines() or [""]
    return lines[-1]


def first_line(text: bytes) -> str:
    """The first line of a message, for a table."""
    lines = text.decode("utf-8", "replace").strip().splitlines() or [""]
    return lines[0]


def at_once(judge: Callable[[_Item], Case], items: Iterable[_Item]) -> list[Case]:
    """Judge items on two processors; cases in the order of the items."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(judge, items))


def rows(cases: Sequence[Case]) -> list[tuple[str, str, str]]:
    """Lines of a table: what can be shown, at a length that can be read."""
    return [
        (
            _cell(case.name, 60),
            "FAILED" if case.failures else "held",
            _cell("; ".join([*case.failures, case.note]), 110).ljust(110),
        )
        for case in cases
    ]


def _cell(text: str, longest: int) -> str:
    shown = ascii(text)[1:-1].replace("|", "/")
    return shown if len(shown) <= longest else shown[: longest - 3] + "..."
