"""A seeded sample of classifications, each with its line of source, to be judged by hand.

    python -m benchmarks.capabilities.sample [--seed N] [--count N] [--home-made] TREE...

The judgements that were made stand in verdicts.csv beside this: a row each, right or not and why.
"""

import argparse
import datetime
import random
from pathlib import Path

from driftscan.model.capability import Use
from driftscan.pipeline import Request, map_system
from driftscan.stages.capabilities import uses_in


def classifications(tree: str, home_made: bool) -> list[tuple[Use, str, int, str]]:
    """Every use of a tree, sorted, with file, first line and what stands there."""
    system = map_system(Request(path=tree, today=datetime.date.today()))
    found = []
    for use in uses_in(system).found:
        if (use.external < 0) != home_made:
            continue
        path = system.graph.modules[use.module].path.decode("utf-8", "replace")
        line = use.lines[0]
        text = (Path(tree) / path).read_text("utf-8", "replace").splitlines()
        found.append((use, path, line, text[line - 1].strip() if line <= len(text) else ""))
    return found


def main() -> None:
    """Print the sample; of each tree as many as of any other, as far as it has them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--home-made", action="store_true")
    parser.add_argument("trees", nargs="+")
    given = parser.parse_args()
    dice = random.Random(given.seed)
    share = -(-given.count // len(given.trees))
    for tree in given.trees:
        found = classifications(tree, given.home_made)
        for use, path, line, text in dice.sample(found, min(share, len(found))):
            about = f"{use.capability}/{use.purpose}" if use.purpose else use.capability
            print(f"{Path(tree).name}\t{path}:{line}\t{about}\t{use.package}\t{text[:110]}")


if __name__ == "__main__":
    main()
