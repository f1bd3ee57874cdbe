"""The tools for making hostile repositories: a place, a canary to touch, secrets to leak."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

MARKER = "driftscan-must-not-see-4b1d"
"""Stands in every file outside of the scanned trees; it must not turn up in any result."""

_ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "mallory",
    "GIT_AUTHOR_EMAIL": "mallory@example.org",
    "GIT_COMMITTER_NAME": "mallory",
    "GIT_COMMITTER_EMAIL": "mallory@example.org",
    "GIT_AUTHOR_DATE": "2024-01-01T00:00:00Z",
    "GIT_COMMITTER_DATE": "2024-01-01T00:00:00Z",
}


class HostileRepository(Struct, frozen=True, kw_only=True):
    """One trap.

    path: what to scan. revisions_to_try: '' is the work tree. canary: a file that any command
    named by the repository would make. mentioned: paths of the work tree that a result must
    account for, by reading them or by leaving out them or a directory above them.
    """

    name: str
    path: Path
    revisions_to_try: tuple[str, ...]
    canary: Path
    mentioned: tuple[bytes, ...] = ()


class Workshop:
    """The place where one hostile repository is made.

    root: the tree to be scanned, empty at first. outside: a directory beside it with secrets.
    """

    def __init__(self, directory: Path, name: str) -> None:
        self.name = name
        self.root = directory / name / "tree"
        self.outside = directory / name / "outside"
        self.canary = directory / name / "canary"
        self.root.mkdir(parents=True)
        self.outside.mkdir()
        (self.outside / "secret.py").write_text(f"import os  # {MARKER}\n{MARKER} = 1\n")

    @property
    def command(self) -> str:
        """A shell command that leaves a trace; trailing arguments are swallowed."""
        return f"touch '{self.canary}' #"

    def write(self, path: str | bytes, content: str | bytes = "import os\n") -> bytes:
        """A file in the tree; its path."""
        name = os.fsencode(path)
        full = os.path.join(os.fsencode(self.root), name)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        return name

    def git(self, *arguments: str, directory: Path | None = None, stdin: bytes = b"") -> str:
        """Run the real git, here in its ordinary role as the attacker's tool."""
        command = ["git", "-c", "protocol.file.allow=always", *arguments]
        done = subprocess.run(
            command,
            cwd=directory or self.root,
            env={**os.environ, **_ENVIRONMENT},
            input=stdin,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{command}: {done.stderr.decode(errors='replace')}")
        return done.stdout.decode(errors="surrogateescape").strip()

    def repository(self, directory: Path | None = None) -> Path:
        """A repository with two modules and one commit; its git directory."""
        place = directory or self.root
        place.mkdir(exist_ok=True)
        self.git("init", "-q", "-b", "main", directory=place)
        (place / "package").mkdir(exist_ok=True)
        (place / "package" / "__init__.py").write_text("")
        (place / "package" / "module.py").write_text("import os\n")
        self.commit(place)
        return place / ".git"

    def secret_repository(self) -> Path:
        """A private repository outside of the tree; its git directory."""
        place = self.outside / "private"
        place.mkdir()
        self.git("init", "-q", "-b", "main", directory=place)
        (place / "private.py").write_text(f"{MARKER} = 1\n")
        (place / f"{MARKER}.py").write_text("")
        self.commit(place)
        return place / ".git"

    def commit(self, directory: Path | None = None) -> None:
        """Commit everything."""
        place = directory or self.root
        self.git("add", "-A", "-f", directory=place)
        self.git("commit", "-q", "-m", "work", "--no-verify", directory=place)

    def finished(self, *revisions: str, mentioned: tuple[bytes, ...] = ()) -> HostileRepository:
        """The trap, with its canary back in the cage: making it may have sprung it."""
        self.canary.unlink(missing_ok=True)
        return HostileRepository(
            name=self.name,
            path=self.root,
            revisions_to_try=revisions or ("",),
            canary=self.canary,
            mentioned=mentioned,
        )


Builder = Callable[[Workshop], HostileRepository]
