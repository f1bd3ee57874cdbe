"""Reads what strace saw: which files a run really opened, and which programs it started."""

import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import driftscan

# `openat(AT_FDCWD</here>, "name", O_RDONLY) = 3</real/path>`: -y prints what was really opened.
_OPENED = re.compile(r"(?:open|openat|openat2)\(.*\)? += \d+<(.*)>$|resumed>.*\) += \d+<(.*)>$")
_STARTED = re.compile(r'execve(?:at)?\((?:[^"]*, )?"([^"]*)".*(?:\) += 0$|<unfinished \.\.\.>$)')
_CONNECTED = re.compile(r"connect\(.*AF_(?!UNIX)")
# What the C library, the loader and Python open in every program, and our own git directories.
_SYSTEM = re.compile(
    r"/(?:usr/)?lib(?:64|32)?/|/usr/local/lib/|/usr/share/(?:locale|zoneinfo|i18n)/"
    r"|/etc/(?:ld\.so\.cache|localtime|locale\.alias|nsswitch\.conf|passwd|group|ssl/openssl\.cnf)$"
    r"|/dev/(?:null|urandom|random)$|/proc/(?:self|\d+)/(?:maps|status|stat|cgroup)$"
    r"|/sys/fs/cgroup/|/sys/devices/system/cpu/|/proc/sys/|/sys/kernel/mm/"
)


@cache
def can_trace() -> bool:
    """Whether strace is there and allowed to watch."""
    if shutil.which("strace") is None:
        return False
    done = subprocess.run(
        ["strace", "-f", "-o", "/dev/null", "true"], capture_output=True, check=False
    )
    return done.returncode == 0


def trespasses(log: str, root: Path) -> list[str]:
    """What a run did outside of its walls, one sentence each.

    log: of `strace -f -y`. root: the scanned tree; whatever lies in it may be read.
    """
    return [
        *(f"opened {path}" for path in _distinct(_opened(log)) if not _is_allowed(path, root)),
        *(f"started {path}" for path in _distinct(_started(log)) if path not in _programs()),
        *(f"connected: {line}" for line in log.splitlines() if _CONNECTED.search(line)),
    ]


def _opened(log: str) -> Iterator[str]:
    for line in log.splitlines():
        if found := _OPENED.search(line):
            yield found[1] or found[2]


def _started(log: str) -> Iterator[str]:
    """Attempts that failed started nothing: the search through PATH is a row of such."""
    lines = log.splitlines()
    for at, line in enumerate(lines):
        if (found := _STARTED.search(line)) and _succeeded(line, lines[at + 1 :]):
            yield found[1]


def _succeeded(line: str, later: list[str]) -> bool:
    if not line.endswith("<unfinished ...>"):
        return True
    process = line.split(maxsplit=1)[0]
    ends = (other for other in later if other.startswith(process) and "execve resumed" in other)
    return next(ends, "").rstrip().endswith("= 0")


def _distinct(items: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(items))


def _is_allowed(path: str, root: Path) -> bool:
    path = path.removesuffix("(deleted)")
    places = (str(root), *_installation())
    inside = any(path == place or path.startswith(f"{place}/") for place in places)
    return inside or bool(_SYSTEM.match(path)) or _is_stand_in(path)


def _is_stand_in(path: str) -> bool:
    """The git directories that sources/stand_in.py makes, the spec beside the trees, and the
    directories that Python lists to find its modules."""
    if path in sys.path:
        return True
    own = f"{tempfile.gettempdir()}/driftscan-"
    return path.startswith(own) or path.endswith(("/target.yaml", "/driftscan-baseline.json"))


@cache
def _installation() -> tuple[str, ...]:
    folders = {sys.prefix, sys.base_prefix, str(Path(driftscan.__file__).parent)}
    folders |= {sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")}
    return tuple(sorted(folders))


@cache
def _programs() -> frozenset[str]:
    git = shutil.which("git") or ""
    scripts = Path(sys.executable).parent
    pythons = {str(scripts / "driftscan"), sys.executable, str(Path(sys.executable).resolve())}
    return frozenset({git, *pythons, *(str(path) for path in scripts.glob("python*"))})
