"""`python -m benchmarks.rework GIT_DIR...`: rework by numbers of lines, held against the lines.

Every hunk of a repository's first-parent history is followed, so the day each line was written is
known when it is removed. That takes the contents of every change, which the product does not read;
here it is the truth that `driftscan/history/rework.py` is compared with. For clones you trust.
"""

import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from driftscan.history.code_files import is_product_code
from driftscan.history.rework import YOUNG, Edit, reworked

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_LOG = (
    *("log", "--first-parent", "--diff-merges=first-parent", "-p", "-U0", "--reverse"),
    *("--no-renames", "--no-ext-diff", "--no-textconv", "--format=%x01%ct", "HEAD"),
)


class Lines:
    """The lines of every file as the times they were written, while a history is replayed."""

    def __init__(self) -> None:
        self.rewritten: Counter[bytes] = Counter()
        self.edits: dict[bytes, list[Edit]] = defaultdict(list)
        self._written: dict[bytes, list[int]] = defaultdict(list)
        self._changed: set[bytes] = set()  # by the commit at hand

    def next_commit(self) -> None:
        """Hunks that come now are of another commit."""
        self._changed.clear()

    def change(self, path: bytes, when: int, removed: int, at: int, added: int) -> None:
        """One hunk; a file that goes away as a whole is no rework."""
        written = self._written[path]
        self.rewritten[path] += sum(when - each <= YOUNG for each in written[at : at + removed])
        written[at : at + removed] = [when] * added
        if path in self._changed:
            last = self.edits[path].pop()
            removed, added = removed + last.removed, added + last.added
        self._changed.add(path)
        self.edits[path].append(Edit(when, added, removed))

    def forget(self, path: bytes) -> None:
        """The file is deleted."""
        self._written.pop(path, None)


def replayed(git_dir: Path) -> Lines:
    """The history of a repository, hunk by hunk."""
    lines = Lines()
    when, path, before = 0, b"", b""
    for raw in _log(git_dir):
        if raw[:1] == b"\1":
            when, path = int(raw[1:]), b""
            lines.next_commit()
        elif raw.startswith(b"--- "):
            before = raw[6:].rstrip()
        elif raw.startswith(b"+++ "):
            path = b"" if raw.startswith(b"+++ /dev/null") else raw[6:].rstrip()
            path = path if is_product_code(path) else b""
            if not path:
                lines.forget(before)
        elif path and (found := _HUNK.match(raw)):
            removed, added = (int(each or 1) for each in (found[1], found[3]))
            lines.change(path, when, removed, int(found[2]) - (added > 0), added)
    return lines


def _log(git_dir: Path) -> Iterator[bytes]:
    command = ["git", f"--git-dir={git_dir}", *_LOG]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as git:
        assert git.stdout
        yield from git.stdout


def ranks(values: Sequence[float]) -> list[float]:
    """Equal values share the mean of their places."""
    places = defaultdict(list)
    for place, value in enumerate(sorted(values)):
        places[value].append(place)
    return [sum(places[value]) / len(places[value]) for value in values]


def correlation(one: Sequence[float], other: Sequence[float]) -> float:
    """Spearman's; 0 where one of them does not vary."""
    a, b = ranks(one), ranks(other)
    mean = (len(a) - 1) / 2
    spread = sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b)
    both = sum((x - mean) * (y - mean) for x, y in zip(a, b, strict=True))
    return both / spread**0.5 if spread else 0.0


def main(git_dirs: Sequence[str]) -> None:
    """A line for each repository."""
    for each in git_dirs:
        lines = replayed(Path(each))
        truth = [lines.rewritten[path] for path in lines.edits]
        bound = [reworked(edits) for edits in lines.edits.values()]
        ratio = sum(bound) / sum(truth) if sum(truth) else 0.0
        less = sum(b < t for b, t in zip(bound, truth, strict=True))
        print(
            f"{each}: {len(truth)} files, {sum(truth)} lines rewritten, at most {sum(bound)}: "
            f"{ratio:.2f} times, rho {correlation(bound, truth):.3f}; too little for {less} files"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
