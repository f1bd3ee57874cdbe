"""Running git on a repository that nobody vouches for: what it may see, do, and how long.

git gets a git directory of our own (stand_in.py), an argument list, no configuration from the
user, the system or the repository, and no means of talking to anyone. The settings below repeat
what the stand-in already makes true: two walls, so that a mistake in one is not a hole.
`safe.directory=*` only switches off git's refusal to work for another user's repository (the
usual case in CI containers); that refusal protects from configuration, hooks and filters, and
none of these is read here.
"""

import io
import os
import select
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING

from msgspec import Struct

from driftscan.errors import SourceError
from driftscan.sources.small_file import why

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

OLDEST = (2, 24)
SILENCE_SECONDS = 60.0  # without a byte of output; the whole run may last longer
OUTPUT_BYTES = 512 * 1024 * 1024

_SETTINGS = (
    b"core.fsmonitor=false",
    b"core.hooksPath=/dev/null",
    b"core.pager=cat",
    b"core.alternateRefsCommand=",
    b"core.sshCommand=false",
    b"credential.helper=",
    b"protocol.allow=never",
    b"safe.directory=*",
    b"gc.auto=0",
)
_PIPE_BYTES = 1024 * 1024


class Output(Struct, frozen=True):
    """What a finished git process left behind."""

    code: int
    stdout: bytes
    stderr: bytes


def environment(home: bytes) -> dict[bytes, bytes]:
    """The whole environment of a git process. home: a directory without git's files in it.

    PATH loses its relative entries: no directory of the scanned tree can supply a `git`.
    """
    path = os.environb.get(b"PATH", os.defpath.encode())
    return {
        b"PATH": b":".join(part for part in path.split(b":") if part.startswith(b"/")),
        b"HOME": home,
        b"XDG_CONFIG_HOME": home,
        b"LC_ALL": b"C",
        b"GIT_CONFIG_NOSYSTEM": b"1",
        b"GIT_CONFIG_SYSTEM": b"/dev/null",
        b"GIT_CONFIG_GLOBAL": b"/dev/null",
        b"GIT_ATTR_NOSYSTEM": b"1",
        b"GIT_TERMINAL_PROMPT": b"0",
        b"GIT_OPTIONAL_LOCKS": b"0",
        b"GIT_NO_REPLACE_OBJECTS": b"1",
        b"GIT_NO_LAZY_FETCH": b"1",
        b"GIT_ALLOW_PROTOCOL": b"",  # empty: no transport at all, on git before NO_LAZY_FETCH too
        b"GIT_LITERAL_PATHSPECS": b"1",
        b"GIT_PAGER": b"cat",
        b"GIT_ASKPASS": b"false",
        b"GIT_SSH_COMMAND": b"false",
    }


class _TimedPipe(io.RawIOBase):
    """The reading end of a pipe that gives up after a silence instead of waiting for ever."""

    def __init__(self, descriptor: int, seconds: float) -> None:
        self._descriptor = descriptor
        self._milliseconds = seconds * 1000
        self._poll = select.poll()
        self._poll.register(descriptor, select.POLLIN | select.POLLHUP)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        if not self._poll.poll(self._milliseconds):
            raise TimeoutError
        return os.readv(self._descriptor, [buffer])


class GitProcess:
    """A running git, killed when its `with` block ends. output: its standard output, buffered."""

    def __init__(
        self,
        git_dir: bytes,
        arguments: tuple[bytes, ...],
        requests: bytes = b"",
        silence: float = SILENCE_SECONDS,
    ) -> None:
        settings = [part for setting in _SETTINGS for part in (b"-c", setting)]
        self.command = arguments[0].decode()
        self._errors = _scratch_file(git_dir, b"")
        stdin = _scratch_file(git_dir, requests)
        try:
            self._process = subprocess.Popen(
                [b"git", b"--no-pager", b"--git-dir=" + git_dir, *settings, *arguments],
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                cwd=git_dir,
                env=environment(git_dir),
                pipesize=_PIPE_BYTES,
                bufsize=0,
            )
        except OSError as problem:
            os.close(self._errors)
            missing = isinstance(problem, FileNotFoundError)
            raise SourceError(
                "git is not installed, or not in PATH."
                if missing
                else f"git cannot be started: {why(problem)}."
            ) from problem
        finally:
            os.close(stdin)
        assert self._process.stdout is not None
        pipe = _TimedPipe(self._process.stdout.fileno(), silence)
        self.output = io.BufferedReader(pipe, _PIPE_BYTES)

    def __enter__(self) -> "GitProcess":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process if it still runs; needed once, harmless twice."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        if self._process.stdout and not self._process.stdout.closed:
            self._process.stdout.close()
            os.close(self._errors)

    def finish(self, silence: float = SILENCE_SECONDS) -> tuple[int, bytes]:
        """Wait for the end; exit code and standard error (its first 64 KiB)."""
        code = self._process.wait(silence)
        return code, os.pread(self._errors, 65536, 0)


def run(
    git_dir: bytes,
    arguments: tuple[bytes, ...],
    requests: bytes = b"",
    limit: int = OUTPUT_BYTES,
    silence: float = SILENCE_SECONDS,
) -> Output:
    """Run git to its end. SourceError: not installed, silent for too long, too much output."""
    with GitProcess(git_dir, arguments, requests, silence) as process, time_limit(process):
        stdout = process.output.read(limit + 1) or b""
        if len(stdout) > limit:
            raise SourceError(
                f"git {process.command} gave more than {limit} bytes; the repository may be "
                "built to overwhelm its readers."
            )
        code, stderr = process.finish(silence)
    return Output(code, stdout, stderr)


class RunAhead:
    """git at work in another thread while the caller has something else to do."""

    def __init__(self, git_dir: bytes, arguments: tuple[bytes, ...], limit: int) -> None:
        """See run()."""
        self._outcome: Output | SourceError | None = None
        self._thread = Thread(target=self._run, args=(git_dir, arguments, limit), daemon=True)
        self._thread.start()

    def output(self) -> Output:
        """Wait for the end; see run()."""
        self._thread.join()
        if isinstance(self._outcome, Output):
            return self._outcome
        raise self._outcome or SourceError("git came to no end.")

    def _run(self, git_dir: bytes, arguments: tuple[bytes, ...], limit: int) -> None:
        try:
            self._outcome = run(git_dir, arguments, limit=limit)
        except SourceError as problem:
            self._outcome = problem


@contextmanager
def time_limit(process: GitProcess) -> Iterator[None]:
    """Turn a silence that lasted too long into one clear message."""
    try:
        yield
    except (TimeoutError, subprocess.TimeoutExpired) as silence:
        raise SourceError(
            f"git {process.command} gave no answer within its time limit and was ended."
        ) from silence


def _scratch_file(directory: bytes, content: bytes) -> int:
    """An open file without a name: unlike a pipe it can neither fill up nor deadlock."""
    name = os.path.join(directory, b"scratch-" + os.urandom(8).hex().encode())
    try:
        descriptor = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        os.unlink(name)
        view = memoryview(content)
        while view:
            view = view[os.write(descriptor, view) :]
        os.lseek(descriptor, 0, os.SEEK_SET)
    except OSError as problem:
        raise SourceError(f"No temporary file can be written for git: {why(problem)}.") from problem
    return descriptor
