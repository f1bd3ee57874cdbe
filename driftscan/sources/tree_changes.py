"""How the trees of commits differ, each from the one before it, in the words of one git."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from driftscan.errors import SourceError
from driftscan.sources.git import run
from driftscan.sources.tree_lines import PLAIN

_COMPARE = (b"diff-tree", b"--stdin", b"-r", b"-z", b"--always", b"--raw", b"--no-abbrev")
_AS_IT_IS = (b"--no-renames", b"--ignore-submodules=none")
_ABSENT = b"000000"

_Told = tuple[str, "tuple[TreeChange, ...] | None"]


class TreeChange(Struct, frozen=True, gc=False):
    """A path that another tree has otherwise. old, new: its line in each, b'' for none. id: what it
    leads to in the other one; is_file: that this is the content of a plain file."""

    path: bytes
    old: bytes
    new: bytes
    id: str
    is_file: bool


class TreeChanges(Struct, frozen=True):
    """How a tree differs from that of another commit. since: that commit."""

    since: str
    changes: tuple[TreeChange, ...]


def tree_changes(git_dir: bytes, commits: Sequence[str], inside: bytes) -> dict[str, TreeChanges]:
    """By id, how the directory differs from what it was in the commit before, in the order given.

    Those that git does not tell of are left out, all if it fails: a tree may be missing.
    """
    since = {commit: before for before, commit in pairwise(commits)}
    asked = "".join([f"{commit} {before}\n" for commit, before in since.items()])
    options = (*_COMPARE, *_AS_IT_IS, b"--", *([inside] if inside else []))
    try:
        output = run(git_dir, options, asked.encode())
    except SourceError:  # more than anybody would read; each tree by itself may be less
        return {}
    if output.code:
        return {}
    told = dict(_told(output.stdout.split(b"\0"), inside + b"/" if inside else b""))
    return {
        commit: TreeChanges(since[commit], changes)
        for commit, changes in told.items()
        if commit in since and changes is not None
    }


def _told(words: Sequence[bytes], top: bytes) -> Iterator[_Told]:
    """git prints the id of a commit, then for each path how it changed and its name. None: where
    the directory itself became something else."""
    commit, found, is_inside = "", list[TreeChange](), True
    following = iter(words)
    for word in following:
        if word.startswith(b":"):
            path = next(following)
            is_inside = is_inside and path.startswith(top)
            found.append(_change(word, path[len(top) :]))
        elif word:
            if commit:
                yield commit, tuple(found) if is_inside else None
            commit, found, is_inside = word.strip().decode(), [], True
    if commit:
        yield commit, tuple(found) if is_inside else None


def _change(said: bytes, path: bytes) -> TreeChange:
    """':MODE MODE ID ID LETTER' and the path."""
    old_mode, new_mode, old, new, _ = said[1:].split()
    lines = _line(old_mode, old, path), _line(new_mode, new, path)
    return TreeChange(path, *lines, new.decode("ascii"), new_mode in PLAIN)


def _line(mode: bytes, id: bytes, path: bytes) -> bytes:
    return b"" if mode == _ABSENT else b"%b %b 0\t%b" % (mode, id, path)
