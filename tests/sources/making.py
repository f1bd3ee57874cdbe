"""Making trees and repositories for tests, with the real git."""

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from driftscan.model.source import LeftOut, Listing
from driftscan.model.spec import SourceSettings
from driftscan.sources import open_source

_ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "tester",
    "GIT_AUTHOR_EMAIL": "tester@example.org",
    "GIT_COMMITTER_NAME": "tester",
    "GIT_COMMITTER_EMAIL": "tester@example.org",
}


def git(directory: Path, *arguments: str | bytes, stdin: bytes = b"") -> bytes:
    """Output of a git command that must succeed, without the last line end."""
    command = ["git", "-c", "protocol.file.allow=always", *arguments]
    done = subprocess.run(
        command, cwd=directory, env=_ENVIRONMENT, input=stdin, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout.rstrip(b"\n")


def tree(directory: Path, files: Mapping[str | bytes, str | bytes] | Iterable[str | bytes]) -> Path:
    """Write files; names alone get a line of Python."""
    contents = files if isinstance(files, Mapping) else dict.fromkeys(files, "import os\n")
    for name, content in contents.items():
        path = os.path.join(os.fsencode(directory), os.fsencode(name))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
    return directory


def repository(
    directory: Path, files: Mapping[str | bytes, str | bytes] | Iterable[str | bytes], *init: str
) -> Path:
    """A repository with one commit of these files, ignored or not."""
    directory.mkdir(parents=True, exist_ok=True)
    git(directory, "init", "-q", "-b", "main", *init)
    tree(directory, files)
    commit(directory)
    return directory


def commit(directory: Path) -> str:
    """Commit everything, ignored or not; the commit's id."""
    git(directory, "add", "-A", "-f")
    git(directory, "commit", "-q", "--allow-empty", "-m", "work")
    return git(directory, "rev-parse", "HEAD").decode()


def python_files(name: bytes) -> bool:
    """The claim most tests make."""
    return name.endswith(b".py")


def everything(name: bytes) -> bool:
    """Claims every file."""
    return True


def listed(directory: Path, revision: str = "", settings: SourceSettings | None = None) -> Listing:
    """The Python files of a directory."""
    source = open_source(str(directory), revision, settings or SourceSettings())
    return source.list(python_files)


def paths(listing: Listing) -> list[str]:
    """Paths as text, for readable comparisons."""
    return [os.fsdecode(file.path) for file in listing.files]


def reasons(listing: Listing) -> dict[str, str]:
    """Path to code of what was left out."""
    return {os.fsdecode(left_out.path): left_out.code for left_out in listing.left_out}


def contents(directory: Path, revision: str = "") -> dict[str, bytes | LeftOut]:
    """Path to what reading gave, of every file."""
    source = open_source(str(directory), revision, SourceSettings())
    read = source.read(source.list(everything).files)
    return {os.fsdecode(file.path): content for file, content in read}
