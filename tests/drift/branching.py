"""Repositories of branches that live side by side and know which commit broke or mended what."""

import random
import subprocess
from pathlib import Path

from msgspec import Struct

from tests.drift.growing import SPEC

Broken = frozenset[int]
_START, _DAY = 1_700_000_000, 86_400


class Branched(Struct, frozen=True):
    """truth: by module and whether it came or went, the commit that did it. merges: those that did
    so by themselves."""

    truth: dict[tuple[str, bool], str]
    merges: frozenset[str]


class Branching:
    """Every act makes a module that breaks the rule, or removes one, and none does so twice: so it
    is known which commit did it, however it came to the main line."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._stream: list[str] = []
        self._state: dict[int, Broken] = {}
        self._number = 0
        self._module = 0
        self._removed: set[int] = set()
        self._acts: list[tuple[int, bool, int]] = []
        self._alone: set[int] = set()

    def grow(self, rounds: int) -> None:
        """In each round a branch grows beside the main line and is merged."""
        main = self._commit([], frozenset())
        for _ in range(rounds):
            base = self._state[main]
            side = self._run(main, 1 + self._random.randrange(4), "side")
            main = self._run(main, self._random.randrange(3), "main")
            if self._random.random() < 0.4:  # main into the branch, which goes on
                base, side = self._state[main], self._merge(side, main, base, "side")
                side = self._run(side, 1 + self._random.randrange(2), "side")
                main = self._run(main, 1, "main")
            main = self._merge(main, side, base, "main")

    def _run(self, at: int, count: int, branch: str) -> int:
        for _ in range(count):
            at = self._commit([at], self._act(self._state[at]), branch)
        return at

    def _act(self, broken: Broken) -> Broken:
        there = sorted(broken - self._removed)
        if there and self._random.random() < 0.35:
            gone = self._random.choice(there)
            self._removed.add(gone)
            self._acts.append((gone, False, self._number + 1))
            return broken - {gone}
        if self._random.random() < 0.25:  # a commit that changes nothing
            return broken
        self._module += 1
        self._acts.append((self._module, True, self._number + 1))
        return broken | {self._module}

    def _merge(self, one: int, other: int, base: Broken, branch: str) -> int:
        ours, theirs = self._state[one], self._state[other]
        merged = (ours & theirs) | (ours - base) | (theirs - base)
        if self._random.random() < 0.3:
            merged = self._act(merged)
            self._alone.add(self._number + 1)
        return self._commit([one, other], merged, branch)

    def _commit(self, parents: list[int], broken: Broken, branch: str = "main") -> int:
        self._number += 1
        self._state[self._number] = broken
        seconds = _START + self._number * _DAY
        lines = [f"commit refs/heads/{branch}", f"mark :{self._number}"]
        lines += [f"committer A <a@b> {seconds} +0000", f"data 2\nc{self._number % 10}"]
        lines += [f"{word} :{p}" for word, p in zip(("from", "merge"), parents, strict=False)]
        files = {"driftscan.yaml": SPEC, "store/a.py": "# a\n", "late/a.py": "# a\n"}
        files |= {f"api/n{module}.py": "import store.a\n" for module in broken}
        files["README.md"] = f"{self._number}\n"
        files["api/a.py"] = f"# {self._number // 3}\n"
        lines.append("deleteall")
        lines += [f"M 100644 inline {p}\ndata {len(t)}\n{t}" for p, t in files.items()]
        self._stream.append("\n".join(lines) + "\n")
        return self._number

    def write(self, place: Path) -> Branched:
        """Import all into a new repository."""
        git = ["git", "-C", str(place)]
        subprocess.run(["git", "init", "-q", "-b", "main", str(place)], check=True)
        marks = place / ".git" / "marks"
        subprocess.run(
            [*git, "fast-import", "--quiet", "--force", f"--export-marks={marks}"],
            input="".join(self._stream).encode(),
            check=True,
        )
        (place / "driftscan.yaml").write_text(SPEC)
        rows = [line.split() for line in marks.read_text().splitlines()]
        ids = {int(mark[1:]): id for mark, id in rows}
        truth = {(f"api.n{module}", came): ids[commit] for module, came, commit in self._acts}
        return Branched(truth, frozenset(ids[number] for number in self._alone))
