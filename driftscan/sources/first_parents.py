"""The first-parent line of a revision: what landed there in turn, and what it touched."""

import os
from collections.abc import Iterator, Sequence

from msgspec import Struct

from driftscan.errors import SourceError
from driftscan.model.spec import SourceSettings
from driftscan.sources.first_appearance import since_when
from driftscan.sources.git import run
from driftscan.sources.known_line import KnownLine, LineCommit, NewCommits, continued
from driftscan.sources.opening import existing_directory
from driftscan.sources.repository import Repository, find_repository
from driftscan.sources.resolving import require_supported_git, resolve
from driftscan.sources.revision import RevisionSource
from driftscan.sources.revision_lines import RevisionLines
from driftscan.sources.source import Claims
from driftscan.sources.stand_in import StandIn
from driftscan.sources.tree_lines import PLAIN
from driftscan.sources.visits import Visits
from driftscan.sources.wording import first_line, shown

FORMAT = b"--format=%H%x00%P%x00%ct%x00%s"
_LATEST = 253_402_300_799  # the last second of the year 9999
_FIELDS = 3
_NOTHING = KnownLine()


class Touched(Struct, frozen=True):
    """What a commit did to its first parent's tree, below the scanned directory. shape: paths that
    came, went or changed their kind; content: those that stayed."""

    shape: tuple[bytes, ...]
    content: tuple[bytes, ...]

    @property
    def paths(self) -> tuple[bytes, ...]:
        """All of them."""
        return (*self.shape, *self.content)


class FirstParents:
    """The line that ends at a revision of the repository a directory belongs to.

    repository: where it is. commits: oldest first. is_cut: history goes on where this clone has no
    more of it.
    """

    def __init__(self, path: str, revision: str, known: KnownLine = _NOTHING) -> None:
        """known: what was read before. SourceError: no repository, or no such commit in it."""
        found = find_repository(existing_directory(path))
        if found is None:
            raise SourceError(
                f"{shown(path)} is not in a git repository, so it has no history to look at; "
                "`driftscan check` needs none."
            )
        self.repository: Repository = found
        self._stand_in = StandIn(found)
        self._visits = Visits()
        self._lines = RevisionLines(self._stand_in.path, found.inside)
        self._stand_in.link_history(found)
        require_supported_git(self._stand_in.path)
        resolved = resolve(self._stand_in.path, found, revision)
        if resolved.kind != "commit":
            raise SourceError(f"'{shown(revision)}' names a directory, not a commit.")
        cut = tuple(sorted(_grafts(found)))
        self._known = known if known.cut == cut else KnownLine(cut=cut)
        commits = continued(self._known, resolved.id, lambda tip: self._since(tip, resolved.id))
        self.commits = commits or self._read(resolved.id)
        self.is_cut = self.commits[0].id in cut
        self._added: dict[str, dict[bytes, int]] = {}

    @property
    def known(self) -> KnownLine:
        """All that was read of it, for another run."""
        same = self._known.added if self._known.tip == self.commits[-1].id else {}
        return KnownLine(self.commits, self._known.cut, {**same, **self._added})

    def begins(self) -> int:
        """The position of the first commit of all those at the end that have the directory."""
        ids = [commit.id for commit in self.commits]
        return since_when(self._stand_in.path, self.repository.inside, ids)

    def source(self, commit: str, settings: SourceSettings) -> RevisionSource:
        """A commit of the repository as a source; git's stand-in is made once for all, and what
        is in a directory that two commits share is looked at once."""
        return RevisionSource(
            self.repository, self._stand_in, commit, settings, self._visits, self._lines
        )

    def expect(self, commits: Sequence[str], claims: Claims) -> None:
        """The files of these commits that are claimed will be listed, in this order; git is asked
        for all of them at once."""
        self._lines.expect(commits, claims)

    def touched(self, after: str, upto: str) -> dict[str, Touched]:
        """By id, what each commit of the line touched. after: the last one to leave out, '' for
        none."""
        wanted = f"{after}..{upto}" if after else upto
        options = (b"--first-parent", b"-m", b"--raw", b"--no-renames", b"--no-abbrev")
        words = self._log((*options, b"--format=%H", wanted.encode()))
        return dict(_touched(words, self.repository.inside))

    def merges(self, commits: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """By id, the parents of those among these commits that are merges."""
        if not commits:
            return {}
        words = self._log((b"--no-walk", b"--format=%H %P", *[id.encode() for id in commits]))
        rows = [word.decode().split() for word in words if word.strip()]
        return {id: tuple(parents) for id, *parents in rows if parents[1:]}

    def came_with(self, merge: str, first: str) -> list[bytes]:
        """What git's log says of the commits that a merge brought to its first parent, as
        merged_branch reads it."""
        options = (b"--topo-order", b"--raw", b"--no-renames", b"--no-abbrev", FORMAT)
        return self._log((*options, merge.encode(), b"^" + first.encode()))

    def files(self, commit: str) -> Iterator[tuple[bytes, str]]:
        """Path and blob id of every plain file of a commit, below the scanned directory."""
        listed = self._lines.of(commit)
        for entry in map(listed.entry, listed.lines):
            if entry.mode in PLAIN:
                yield entry.path, entry.id.decode()

    def first_added(self, folder: str) -> dict[bytes, int]:
        """By path, when each file below a folder was first committed on the line."""
        if folder not in self._added:
            self._added[folder] = self._first_added(folder)
        return self._added[folder]

    def _first_added(self, folder: str) -> dict[bytes, int]:
        tip, then = self.commits[-1].id, self._known.tip
        before = self._known.added.get(folder)
        if before is None or all(commit.id != then for commit in self.commits):
            return self._additions(folder, tip)
        return before if then == tip else self._additions(folder, f"{then}..{tip}") | before

    def _additions(self, folder: str, commits: str) -> dict[bytes, int]:
        """Of several additions of one file the first."""
        options = (b"--first-parent", b"-m", b"--diff-filter=A", b"--name-only", b"--no-renames")
        inside = b"/".join(filter(None, (self.repository.inside, os.fsencode(folder))))
        words = self._log((*options, b"--format=%x01%ct", commits.encode()), inside)
        found: dict[bytes, int] = {}
        time = 0
        for word in words:
            name = word.lstrip(b"\n")
            if name.startswith(b"\x01"):
                time = moment(name[1:])
            elif name:
                found[below(name, self.repository.inside) or b""] = time
        return found

    def _since(self, earlier: str, tip: str) -> NewCommits | None:
        """What came to the line since an earlier tip of it, which git may have forgotten."""
        options = (b"--first-parent", b"--format=%H%x00%ct%x00%s%x00%P")
        try:
            words = self._log((*options, f"{earlier}..{tip}".encode()))
        except SourceError:
            return None
        rows = list(zip(*[iter(words)] * (_FIELDS + 1), strict=False))
        above = rows[-1][_FIELDS].split() if rows else []
        commits = [_line_commit(*row[:_FIELDS]) for row in reversed(rows)]
        return NewCommits(commits, above[0].decode() if above else "")

    def _read(self, tip: str) -> tuple[LineCommit, ...]:
        words = self._log((b"--first-parent", b"--format=%H%x00%ct%x00%s", tip.encode()))
        rows = zip(*[iter(words)] * _FIELDS, strict=False)
        return tuple(reversed([_line_commit(*row) for row in rows]))

    def _log(self, options: tuple[bytes, ...], path: bytes = b"") -> list[bytes]:
        """The words that git's log prints, ended by NUL each."""
        asked = (b"log", b"-z", *options, b"--", *([path] if path else []))
        output = run(self._stand_in.path, asked)
        if output.code:
            raise SourceError(
                f"git cannot read the history: {first_line(output.stderr)}. The clone may lack "
                "parts of it (`git fetch --refetch` completes a partial clone)."
            )
        return output.stdout.split(b"\0")


def _line_commit(id: bytes, time: bytes, subject: bytes) -> LineCommit:
    return LineCommit(id.decode(), moment(time), subject.decode("utf-8", "replace"))


def _touched(words: list[bytes], inside: bytes) -> Iterator[tuple[str, Touched]]:
    """git prints the id of a commit, then for each path how it changed and its name."""
    commit = ""
    shape: list[bytes] = []
    content: list[bytes] = []
    following = iter(words)
    for word in following:
        said = word.lstrip(b"\n")
        if said.startswith(b":"):
            path = below(next(following), inside)
            modes = said.split()
            if path is not None:
                (content if b":" + modes[1] == modes[0] else shape).append(path)
        elif said:
            if commit:
                yield commit, Touched(tuple(shape), tuple(content))
            commit, shape, content = said.decode(), [], []
    if commit:
        yield commit, Touched(tuple(shape), tuple(content))


def below(path: bytes, inside: bytes) -> bytes | None:
    """A path relative to the scanned directory, None for one outside of it."""
    if not inside:
        return path
    return path[len(inside) + 1 :] if path.startswith(inside + b"/") else None


def moment(written: bytes) -> int:
    """Seconds since 1970 as git wrote them, within what a calendar has."""
    number = int(written) if written.lstrip(b"-").isdigit() else 0
    return min(max(number, 0), _LATEST)


def _grafts(repository: Repository) -> frozenset[str]:
    """The commits at which a shallow clone was cut off."""
    try:
        with open(os.path.join(repository.common_dir, b"shallow"), encoding="ascii") as file:
            return frozenset(file.read().split())
    except (OSError, UnicodeDecodeError):
        return frozenset()
