"""python -m benchmarks.duplicates.sample TREE [--seed N]: clear families, drawn to be read.

What was read is in verdicts.csv: is the family worth an architect's look, and why not.
"""

import argparse
import json
import random
import subprocess
from difflib import unified_diff
from pathlib import Path
from typing import Any

from benchmarks.command import driftscan_command

_LINES = 18
_CHANGES = 8
_MEMBERS = 6


def main() -> None:
    """Draw, and print each family with the first of its members and what the second has else."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tree", type=Path)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--count", type=int, default=8)
    asked = parser.parse_args()
    command = [*driftscan_command(), "duplicates", str(asked.tree), "--output-format", "json"]
    found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    clear = sorted(
        (each for each in found["families"] if each["clear"]), key=lambda each: str(each["id"])
    )
    for family in random.Random(asked.seed).sample(clear, min(asked.count, len(clear))):
        _show(family, asked.tree)


def _show(family: dict[str, Any], tree: Path) -> None:
    members = family["members"]
    print(f"\n##### {family['id']}  {len(members)} times, at least {family['similarity']} alike")
    for each in members[:_MEMBERS]:
        print(f"  {each['file']}:{each['start']}-{each['end']} {each['name']}")
    one, other = (_source(each, tree) for each in members[:2])
    print("\n".join(f"    {line}" for line in one[:_LINES]))
    changes = [
        line
        for line in unified_diff(_bare(one), _bare(other), lineterm="", n=0)
        if not line.startswith(("---", "+++", "@@"))
    ]
    print(f"  {len(changes)} lines differ")
    print("\n".join(f"    {line}" for line in changes[:_CHANGES]))


def _source(member: dict[str, Any], tree: Path) -> list[str]:
    text = Path(tree, str(member["file"])).read_text("utf-8", errors="replace")
    first, last = int(member["start"]), int(member["end"])
    return text.split("\n")[first - 1 : last]


def _bare(lines: list[str]) -> list[str]:
    return [line.strip() for line in lines]


if __name__ == "__main__":
    main()
