"""From a revision as written to the id of a tree, or a message that says what to do.

Names are resolved by `git cat-file --batch-check`, which reads them from its standard input: no
revision, however it is spelt, can become an option of git.
"""

import os
import re

from msgspec import Struct

from driftscan.errors import SourceError
from driftscan.sources.git import OLDEST, run
from driftscan.sources.repository import Repository
from driftscan.sources.wording import first_line, shown

_VERSION = re.compile(rb"git version (\d+)\.(\d+)")
LONGEST_REVISION = 1000
_NEW_ENOUGH = set[bytes]()  # the PATHs by which such a git was found; it is asked once


class Resolved(Struct, frozen=True):
    """id: of the commit, or of the tree if the revision names no commit."""

    id: str
    kind: str


def require_supported_git(git_dir: bytes) -> None:
    """SourceError if git is older than what the options used here need."""
    found_by = os.environb.get(b"PATH", b"")
    if found_by in _NEW_ENOUGH:
        return
    said = run(git_dir, (b"version",)).stdout
    version = _VERSION.match(said)
    if not version or (int(version[1]), int(version[2])) < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        raise SourceError(
            f"Reading a revision needs git {oldest} or newer; this is {first_line(said)}."
        )
    _NEW_ENOUGH.add(found_by)


def resolve(git_dir: bytes, repository: Repository, revision: str) -> Resolved:
    """The commit or tree that a revision names (gitrevisions(7), without @{upstream})."""
    written = os.fsencode(revision)
    if not written.strip() or len(written) > LONGEST_REVISION or re.search(rb"[\0\n\r]", written):
        raise SourceError(f"'{shown(written[:100])}' cannot be the name of a revision.")
    if re.search(rb"@\{(u|upstream|push)\}", written, re.IGNORECASE):
        raise SourceError(
            f"'{shown(written)}': upstream branches are known to the repository's configuration, "
            "which driftscan does not read; name the branch itself, such as origin/main."
        )
    questions = [
        written + b"^{commit}",
        written,
        b"HEAD",
        b"refs/remotes/origin/" + written + b"^{commit}",
    ]
    output = run(git_dir, (b"cat-file", b"--batch-check"), b"\n".join(questions) + b"\n")
    lines = output.stdout.split(b"\n")[:-1]
    if output.code or len(lines) != len(questions):
        raise SourceError(f"git cannot read '{shown(written)}': {first_line(output.stderr)}")
    commit, plain, head, remote = map(_answer, lines)
    for found in (commit, plain):  # `:/words` takes all that follows as words to look for
        if found.kind in ("commit", "tree"):
            return found
    if plain.kind == "tag":
        raise SourceError(f"'{shown(written)}' is a tag of something that is no commit.")
    if plain.kind == "blob":
        raise SourceError(f"'{shown(written)}' names a file, not a commit or a directory.")
    if plain.kind == "ambiguous":
        raise SourceError(f"'{shown(written)}' fits several objects; write more of its digits.")
    has_head = bool(head.id) or bool(output.stderr)  # if git complains, something is there
    hint = _hint(repository, written, has_head, bool(remote.id))
    if output.stderr and not hint:
        hint = f": git says {first_line(output.stderr)}"
    hint = hint or "; `git log --all --oneline` shows what there is."
    raise SourceError(f"{shown(repository.top)} has no revision '{shown(written)}'{hint}")


def _answer(line: bytes) -> Resolved:
    if line.endswith(b" ambiguous"):
        return Resolved("", "ambiguous")
    found = re.fullmatch(rb"([0-9a-f]{40,64}) (commit|tree|blob|tag) \d+", line)
    return Resolved(found[1].decode(), found[2].decode()) if found else Resolved("", "")


def _hint(repository: Repository, written: bytes, has_head: bool, on_remote: bool) -> str:
    """What is probably the matter, and what to do; '' if nothing points to it."""
    if os.path.lexists(os.path.join(repository.common_dir, b"objects", b"info", b"alternates")):
        return (
            ": it borrows objects from another repository (objects/info/alternates), which is "
            "not followed; `git repack -a -d` makes the clone stand by itself."
        )
    if on_remote:
        return f"; there is origin/{shown(written)}."
    if os.path.lexists(os.path.join(repository.common_dir, b"shallow")):
        return (
            ": it is a shallow clone without its history; run `git fetch --unshallow`, or "
            "fetch that revision (in CI: fetch-depth: 0, GIT_DEPTH: 0)."
        )
    if re.fullmatch(rb"[0-9a-f]{40}|[0-9a-f]{64}", written):
        return (
            ": a force push may have taken it off every branch; `git fetch origin "
            f"{shown(written)}` brings it as long as the server has it."
        )
    if not has_head and written in (b"HEAD", b"@"):
        return ": it has no commit yet, or HEAD names a branch that does not exist."
    return ""
