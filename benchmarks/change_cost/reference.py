"""The reference's figures, by running it where it lies; nothing of it is copied.

It wants bare clones beside itself and an interpreter with numpy, scipy and networkx, which are no
dependency of ours: a place of its own is made for it, in which it is a link. It knows no clone with
missing contents, so what is missing is there as an empty content, which has no lines.
"""

import json
import os
import subprocess
import sys
import zlib
from pathlib import Path

from benchmarks.change_cost.repositories import REFERENCE

RANKINGS = {
    "COST lines": "expected change cost",
    "LOC": "lines of code",
    "revs(12m)": "revisions, 12 months",
    "hotspot(all)": "revisions × indentation, all",
    "hotspot(12m)": "revisions × indentation, 12 months",
}
MEASURES = {
    "rho_churn": "lines",
    "rho_adays": "author_days",
    "rho_fix": "fixes",
    "popt_d": "effort",
    "p20": "precision",
    "cap20a": "captured",
}
_NEEDS = ("numpy", "scipy", "networkx")
_ASK = """
import json, sys
sys.path.insert(0, {place!r})
import reference_backtest
print(json.dumps(reference_backtest.score([{name!r}], "commit")))
"""

Figures = dict[str, dict[str, float]]
"""By ranking and by measure, both in our words."""


class Reference:
    """The reference at work in a directory."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._python = str(place / "venv" / "bin" / "python")

    def prepare(self) -> str:
        """Make it ready; why that cannot be, '' if it is."""
        if not REFERENCE.exists():
            return f"{REFERENCE} is not here"
        (self._place / "repos").mkdir(parents=True, exist_ok=True)
        link = self._place / REFERENCE.name
        if not link.is_symlink():
            link.symlink_to(REFERENCE)
        if not os.path.exists(self._python):
            subprocess.run([sys.executable, "-m", "venv", str(self._place / "venv")], check=True)
            asked = [self._python, "-m", "pip", "install", "--quiet", *_NEEDS]
            if subprocess.run(asked, check=False).returncode:
                return f"{', '.join(_NEEDS)} cannot be installed"
        return ""

    def mine(self, name: str, mirror: Path) -> None:
        """Read a history. The script judges none before it has read another one: it also learns
        weights from those that it was tuned on, all but the one that is judged."""
        mended(mirror, self._place / "repos" / f"{name}.git")
        if not (self._place / "cache" / f"{name}.commit.feats.pkl").exists():
            for step in ("mine", "feats"):
                subprocess.run(self._command(step, name), check=True, capture_output=True)

    def figures(self, name: str) -> Figures:
        """Of one repository; {} where it finds no cut that says something."""
        ask = _ASK.format(place=str(self._place), name=name)
        said = subprocess.run(
            [self._python, "-c", ask], check=True, capture_output=True, text=True
        ).stdout
        found = json.loads(said).get(name, {})
        return {
            ours: {measure: found[theirs][key] for key, measure in MEASURES.items()}
            for theirs, ours in RANKINGS.items()
            if theirs in found
        }

    def _command(self, step: str, name: str) -> list[str]:
        return [self._python, str(self._place / REFERENCE.name), step, name]


def mended(mirror: Path, clone: Path) -> Path:
    """A bare clone that borrows a mirror's objects, with nothing missing."""
    if clone.exists():
        return clone
    borrow = ["git", "clone", "--quiet", "--bare", "--shared", str(mirror), str(clone)]
    subprocess.run(borrow, check=True)
    listed = subprocess.run(
        ["git", "-C", str(clone), "rev-list", "--objects", "--missing=print", "HEAD"],
        check=True,
        capture_output=True,
    ).stdout
    for line in listed.splitlines():
        if line.startswith(b"?"):
            id = line[1:].decode()
            place = clone / "objects" / id[:2] / id[2:]
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(zlib.compress(b"blob 0\0"))
    return clone
