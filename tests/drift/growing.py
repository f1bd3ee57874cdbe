"""A repository of many commits that knows of every one what it broke and mended.

What is planted is told by the generator alone, from the edges it wrote; driftscan is not asked.
"""

import random
import subprocess
from pathlib import Path

from msgspec import Struct

SPEC = """\
driftscan: 1
components:
  api: {path: api}
  store: {path: store}
  late: {path: late}
rules:
  - {name: no store, deny: api -> store}
  - {name: late stays away, deny: late -> api}
"""
_START = 1_700_000_000
_DAY = 86_400
_RULES = {("api", "store"): "no store", ("late", "api"): "late stays away"}

Files = dict[str, str]
Broken = frozenset[tuple[str, str, str]]
"""Rule, source and target of each finding."""


class Grown(Struct, frozen=True):
    """commits: ids of the first-parent line, oldest first; broken: the findings of each."""

    commits: tuple[str, ...]
    broken: tuple[Broken, ...]

    def passages(self) -> set[tuple[str, bool, tuple[str, str, str]]]:
        """Which commit brought (True) or removed which finding."""
        return {
            (commit, each in now, each)
            for commit, before, now in zip(
                self.commits, [frozenset(), *self.broken], self.broken, strict=False
            )
            for each in before ^ now
        }


class Growth:
    """Writes commits as git's fast-import reads them; the tree is kept as plain texts."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._files: Files = {"driftscan.yaml": SPEC}
        for part in ("api", "store"):
            self._files |= {f"{part}/{name}.py": "" for name in ("a", "b", "c", "d")}
        self._stream: list[bytes] = []
        self._mark = 0
        self._before: list[Files] = []
        self.broken: list[Broken] = []

    def grow(self, count: int) -> None:
        """So many commits on the first-parent line."""
        parent = self._commit("begin", 0, [])
        for number in range(1, count):
            act = self._random.choices(
                (self._edge, self._drop, self._rename, self._revert, self._talk, self._late),
                (30, 22, 8, 10, 20, 6 if number > count // 2 else 0),
            )[0]
            self._before.append(dict(self._files))
            if self._random.random() < 0.15:  # a branch of two commits, merged
                side = self._commit("on a branch", number, [parent], landed=False, act=act)
                side = self._commit("more", number, [side], landed=False, act=self._edge)
                parent = self._commit("merge", number, [parent, side])
            else:
                parent = self._commit(act.__name__, number, [parent], act=act)

    def write(self, place: Path) -> Grown:
        """Import all into a new repository."""
        subprocess.run(["git", "init", "-q", "-b", "main", str(place)], check=True)
        subprocess.run(
            ["git", "-C", str(place), "fast-import", "--quiet"],
            input=b"".join(self._stream),
            check=True,
        )
        (place / "driftscan.yaml").write_text(SPEC)
        line = subprocess.run(
            ["git", "-C", str(place), "rev-list", "--first-parent", "--reverse", "main"],
            capture_output=True,
            check=True,
        )
        return Grown(tuple(line.stdout.decode().split()), tuple(self.broken))

    def _commit(self, what, number, parents, landed=True, act=None) -> int:  # type: ignore[no-untyped-def]
        if act is not None:
            act()
        self._mark += 1
        lines = [f"commit refs/heads/{'main' if landed else 'side'}", f"mark :{self._mark}"]
        lines.append(f"committer A <a@b> {_START + number * _DAY} +0000")
        lines.append(f"data {len(what)}\n{what}")
        lines += [f"{word} :{p}" for word, p in zip(("from", "merge"), parents, strict=False)]
        lines.append("deleteall")
        for path, text in self._files.items():
            lines.append(f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}")
        self._stream.append(("\n".join(lines) + "\n").encode())
        if landed:
            self.broken.append(_broken(self._files))
        return self._mark

    def _modules(self, *parts: str) -> list[str]:
        return sorted(p for p in self._files if p.endswith(".py") and p.split("/")[0] in parts)

    def _edge(self) -> None:
        source = self._random.choice(self._modules("api", "late", "store"))
        target = self._random.choice(self._modules("api", "store"))
        if source != target:
            self._files[source] += f"import {_name(target)}\n"

    def _drop(self) -> None:
        source = self._random.choice(self._modules("api", "late", "store"))
        lines = self._files[source].splitlines(keepends=True)
        if lines:
            gone = self._random.choice(lines)
            self._files[source] = "".join(line for line in lines if line != gone)

    def _rename(self) -> None:
        """What imports the old name goes along, or leads nowhere from now on."""
        old = self._random.choice(self._modules("api", "store"))
        new = f"{old.split('/')[0]}/m{self._mark}.py"
        self._files[new] = self._files.pop(old)
        if self._random.random() < 0.7:
            for path, text in self._files.items():
                if path.endswith(".py"):
                    self._files[path] = text.replace(
                        f"import {_name(old)}\n", f"import {_name(new)}\n"
                    )

    def _revert(self) -> None:
        back = self._random.randint(2, 8)
        if len(self._before) >= back:
            self._files = dict(self._before[-back])

    def _talk(self) -> None:
        self._files["README.md"] = f"{self._mark}\n"

    def _late(self) -> None:
        name = f"late/n{self._random.randint(1, 3)}.py"
        self._files[name] = self._files.get(name, "") + "import api.a\n"


def _name(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".")


def _broken(files: Files) -> Broken:
    there = {_name(path) for path in files if path.endswith(".py")}
    return frozenset(
        (_RULES[ends], _name(path), target)
        for path, text in files.items()
        if path.endswith(".py")
        for target in (line.removeprefix("import ") for line in text.splitlines())
        if target in there and (ends := (path.split("/")[0], target.split(".")[0])) in _RULES
    )
