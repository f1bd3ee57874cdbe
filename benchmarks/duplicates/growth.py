"""python -m benchmarks.duplicates.growth TREE...: time, memory and families as code grows.

Files of all trees in an order that only their names decide, so that each part is like the whole;
every part is measured by a process of its own, for memory is that of one run.
"""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import blake2b
from math import log2
from pathlib import Path

from benchmarks.command import driftscan_command
from driftscan.extract.fragments.registry import claims_for_fragments

_SIZES = (250_000, 500_000, 1_000_000, 2_000_000, 4_000_000)
_LARGE = 1_000_000  # bytes


def main() -> None:
    """A row for each size, as far as there is code."""
    if sys.argv[1] == "--one":
        print(*_measured(Path(sys.argv[2])))
        return
    trees = [Path(tree) for tree in sys.argv[1:]]
    print("    lines functions seconds per n log n     MB families largest")
    first = 0.0
    for size in _SIZES:
        with tempfile.TemporaryDirectory() as out:
            lines = written(trees, Path(out), size)
            command = [sys.executable, "-m", "benchmarks.duplicates.growth", "--one", out]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
        functions, seconds, megabytes, families, largest = done.stdout.split()
        share = float(seconds) / (lines * log2(lines))
        first = first or share
        row = f"{lines:>9,} {functions:>9} {float(seconds):>7.1f} {share / first:>11.2f}"
        print(f"{row} {megabytes:>6} {families:>8} {largest:>7}", flush=True)


def written(trees: list[Path], out: Path, wanted: int, suffixes: tuple[str, ...] = ()) -> int:
    """Write files of the trees until there are so many lines; how many there are. suffixes: of
    file names, of any language by default."""
    lines = 0
    for tree, path in _files(trees):
        if lines >= wanted:
            break
        if suffixes and not path.name.endswith(suffixes):
            continue
        file = out / tree.name / path.relative_to(tree)
        file.parent.mkdir(parents=True, exist_ok=True)
        content = path.read_bytes()
        file.write_bytes(content)
        lines += content.count(b"\n")
    return lines


def _files(trees: list[Path]) -> Iterator[tuple[Path, Path]]:
    found = [
        (blake2b(str(path.relative_to(tree)).encode("utf-8", "replace")).digest(), tree, path)
        for tree in trees
        for path in tree.rglob("*.*")
        if claims_for_fragments(path.name.encode("utf-8", "replace"))
        if path.is_file() and not path.is_symlink() and path.stat().st_size < _LARGE
    ]
    for _, tree, path in sorted(found):
        yield tree, path


def _measured(tree: Path) -> tuple[int, float, int, int, int]:
    command = [*driftscan_command(), "duplicates", str(tree), "--no-cache"]
    done = subprocess.run([*command, "--output-format", "json"], check=True, capture_output=True)
    found = json.loads(done.stdout)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    sizes = [len(family["members"]) for family in found["families"]]
    seconds = used.ru_utime + used.ru_stime
    functions = found["coverage"]["functions"]
    return functions, seconds, used.ru_maxrss // 1024, len(sizes), max(sizes, default=0)


if __name__ == "__main__":
    main()
