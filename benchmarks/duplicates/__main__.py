"""python -m benchmarks.duplicates LANGUAGE TREE...: plants copies, prints what tools find of them.

`--truth DIR` instead scores a corpus that ../shared/clones/make_bench.py made.
"""

import argparse
import json
import tempfile
from pathlib import Path

from benchmarks.duplicates.functions import LANGUAGES
from benchmarks.duplicates.planting import Corpus, Place, Planted, plant
from benchmarks.duplicates.scoring import score
from benchmarks.duplicates.tools import told


def main() -> None:
    """Read the arguments, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=[*LANGUAGES, "truth"])
    parser.add_argument("trees", nargs="+", type=Path)
    parser.add_argument("--each", type=int, default=30, help="copies by each edit")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("-v", action="store_true", help="recall of each edit")
    asked = parser.parse_args()
    if asked.language == "truth":
        for folder in asked.trees:
            _table(str(folder), folder / "corpus", _known(folder), asked.v)
        return
    with tempfile.TemporaryDirectory() as out:
        language = LANGUAGES[asked.language]
        corpus = plant(language, asked.trees, Path(out), asked.each, asked.seed)
        _table(asked.language, Path(out), corpus, asked.v)


def _known(folder: Path) -> Corpus:
    truth = json.loads((folder / "truth.json").read_text())
    planted = [Planted(p["op"], Place(**p["a"]), Place(**p["b"])) for p in truth["pairs"]]
    return Corpus(planted, [Place(**each) for each in truth["fillers"]])


def _table(title: str, root: Path, corpus: Corpus, verbose: bool) -> None:
    print(f"{title}: {len(corpus.planted)} copies among {len(corpus.fillers)} other functions")
    for name, pairs in told(root):
        if isinstance(pairs, str):
            print(f"  {name:16} {pairs}")
            continue
        found = score(corpus, pairs)
        print(
            f"  {name:16} recall {found.recall:.3f}  precision {found.precision:.3f}"
            f"  pairs {found.reported}"
        )
        for edit, recall in found.by_edit.items() if verbose else ():
            print(f"    {edit:20} {recall:.2f}")


if __name__ == "__main__":
    main()
