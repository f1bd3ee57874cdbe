"""A bare clone of a repository that nobody vouches for, in a directory that goes when it was read.

Nothing is checked out, so no filter and no submodule comes into play; there is no template, so no
hook; the one transport of the address is allowed, so no redirect leads to another one. Nobody is
asked for a password: who has a private repository clones it and names the directory.
"""

import os
import re
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from driftscan.errors import SourceError
from driftscan.sources.addresses import Address, without_secrets
from driftscan.sources.git import environment
from driftscan.sources.wording import first_line

SILENCE_SECONDS = 120.0
_SETTINGS = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "credential.helper=",
    "protocol.allow=never",
    "submodule.recurse=false",
    "transfer.bundleURI=false",
    "gc.auto=0",
    "maintenance.auto=false",
)
# What leads through a company's proxy, and what ssh finds its keys by.
_PASSED_ON = (
    *("http_proxy", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY", "ALL_PROXY"),
    *("SSL_CERT_FILE", "SSL_CERT_DIR", "GIT_SSL_CAINFO", "SSH_AUTH_SOCK"),
)
_DONE = re.compile(rb"Receiving objects: +\d+% \((\d+)/(\d+)\)")
_KEPT = 65536  # bytes of what git says, for the message if it fails


@contextmanager
def cloned(address: Address, advance: Callable[[int, int], None]) -> Iterator[str]:
    """The directory of a bare clone, removed at the end. advance: objects received, of how many.

    SourceError: it can't be cloned.
    """
    with _directory() as home:
        place = os.path.join(home, address.name)
        _clone(address, place, home, advance)
        yield place


@contextmanager
def _directory() -> Iterator[str]:
    home = tempfile.mkdtemp(prefix="driftscan-clone-")
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _clone(address: Address, place: str, home: str, advance: Callable[[int, int], None]) -> None:
    settings = [part for each in _settings(address) for part in ("-c", each)]
    words = ["clone", "--bare", "--single-branch", "--no-tags", "--template=", "--progress"]
    try:
        process = subprocess.Popen(
            ["git", *settings, *words, "--", address.url, place],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=home,
            env=_environment(address, home),
        )
    except FileNotFoundError as missing:
        raise SourceError("git is not installed, or not in PATH.") from missing
    with process:
        try:
            said = _listen(process, address, advance)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise SourceError(
            f"{address.shown} cannot be cloned: {without_secrets(first_line(_complaint(said)))}. "
            "Of a private repository, clone it yourself and name the directory."
        )


def _settings(address: Address) -> tuple[str, ...]:
    return (*_SETTINGS, f"protocol.{address.scheme}.allow=always")


def _environment(address: Address, home: str) -> dict[bytes, bytes]:
    passed = {
        name.encode(): os.environb[name.encode()] for name in _PASSED_ON if name in os.environ
    }
    return (
        environment(os.fsencode(home))
        | passed
        | {
            b"GIT_ALLOW_PROTOCOL": address.scheme.encode(),
            b"GIT_SSH_COMMAND": b"ssh -oBatchMode=yes -oPermitLocalCommand=no -oForwardAgent=no",
        }
    )


def _listen(
    process: "subprocess.Popen[bytes]", address: Address, advance: Callable[[int, int], None]
) -> bytes:
    """What git says until it ends. SourceError: it says nothing for too long."""
    assert process.stderr is not None
    said, heard = b"", time.monotonic()
    while True:
        ready, _, _ = select.select([process.stderr], [], [], 1.0)
        if not ready:
            if time.monotonic() - heard > SILENCE_SECONDS:
                raise SourceError(f"{address.shown} gave no answer and was given up.")
            continue
        part = os.read(process.stderr.fileno(), 65536)
        if not part:
            return said
        heard = time.monotonic()
        said = (said + part)[-_KEPT:]
        if counts := _DONE.findall(part):
            advance(int(counts[-1][0]), int(counts[-1][1]))


def _complaint(said: bytes) -> bytes:
    """The line that says why, of all that git says."""
    lines = [line.strip() for line in re.split(rb"[\r\n]+", said) if line.strip()]
    fatal = [line for line in lines if line.startswith((b"fatal:", b"ERROR:"))]
    return (fatal or lines or [b"git says nothing"])[0].removeprefix(b"fatal: ")
