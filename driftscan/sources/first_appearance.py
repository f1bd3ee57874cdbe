"""Since when a line of commits has a directory."""

from collections.abc import Sequence

from driftscan.sources.git import run

_KIND = (b"cat-file", b"--batch-check=%(objecttype)")


def since_when(git_dir: bytes, directory: bytes, ids: Sequence[str]) -> int:
    """The position from which on each of these commits has the directory; the last one is taken to.

    It may have been there before and gone: what was another directory then is another system. ids:
    oldest first. 0 where it can't be told: the clone lacks trees, or the directory has a line break
    in its name, about which git can't be asked.
    """
    if not directory or b"\n" in directory:
        return 0
    without = [at for at, has in enumerate(_are_trees(git_dir, ids[:-1], directory)) if not has]
    if not without or not _are_trees(git_dir, [ids[without[-1]]], b"")[0]:
        return 0
    return without[-1] + 1


def _are_trees(git_dir: bytes, ids: Sequence[str], path: bytes) -> list[bool]:
    questions = b"".join(b"%b:%b\n" % (id.encode(), path) for id in ids)
    return [line == b"tree" for line in run(git_dir, _KIND, questions).stdout.splitlines()]
