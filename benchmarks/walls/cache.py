"""The cache under fire: whatever happens to it, the next run says what a clean run says.

    python -m benchmarks.walls.cache [SYSTEM]

SYSTEM (default: fixtures/growing_startup) is a directory with a driftscan.yaml; it is copied, and
the copy is changed before every blow, so that each run has something to read and to write.
Prints a table; exit code 1 if any answer differed from that of `--no-cache`.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from benchmarks.tables import table
from benchmarks.walls.cache_range import Answer, Range
from driftscan.model.fact import FileFacts
from driftscan.store.pack import encode_pack

DEFAULT_SYSTEM = Path(__file__).parents[2] / "fixtures" / "growing_startup"
KILLS = 50
_HEADER, _ROW, _CHECK = 8 + 257 * 4, 28, 16  # bytes; see driftscan/store/pack.py


class Score(Struct, frozen=True):
    """answers: how many were compared. wrong: those unlike the answer of a clean run."""

    wall: str
    answers: int
    wrong: int
    seconds: float


def killed(place: Range) -> Iterator[bool]:
    """kill -9 at random points of a run; of a run without any cache every fifth time."""
    choose = random.Random(50)
    started = time.monotonic()
    place.ask()
    whole = time.monotonic() - started
    for turn in range(KILLS):
        place.edit()
        if turn % 5 == 0:
            place.forget()
        victim = place.start()
        time.sleep(choose.uniform(0.0, whole))
        victim.kill()
        victim.communicate()
        yield place.ask() == place.clean()


def damaged_facts(place: Range) -> Iterator[bool]:
    """Each entry of the fact cache: a bit flipped in its row, checksum and value; cut off."""
    truth = place.clean()
    place.forget()
    place.ask()
    for path in sorted(place.cache.rglob("*.pack")):
        good = path.read_bytes()
        for bad in _damaged_packs(good):
            place.forget("*.blob")  # else the last run is known, and no fact is asked for
            path.write_bytes(bad)
            yield place.ask() == truth
            place.forget("*.pack")
            path.write_bytes(good)


def _damaged_packs(good: bytes) -> Iterator[bytes]:
    count = int.from_bytes(good[_HEADER - 4 : _HEADER], "little")
    choose = random.Random(8)
    for row in range(_HEADER, _HEADER + count * _ROW, _ROW):
        entry = int.from_bytes(good[row + 16 : row + 24], "little")
        end = entry + int.from_bytes(good[row + 24 : row + 28], "little")
        yield _flipped(good, choose.randrange(row, row + _ROW), choose)
        yield _flipped(good, choose.randrange(entry, entry + _CHECK), choose)
        yield _flipped(good, choose.randrange(entry + _CHECK, end), choose)
        yield good[: choose.randrange(entry, end)]
    for size in (0, 7, _HEADER - 1, _HEADER, _HEADER + _ROW + 1):
        yield good[:size]
    yield bytes(len(good))


def damaged_blobs(place: Range) -> Iterator[bool]:
    """The last run and the parsed spec: bits flipped and ends cut off all over the file."""
    truth = place.clean()
    place.ask()
    choose = random.Random(9)
    for path in sorted(place.cache.rglob("*.blob")):
        good = path.read_bytes()
        for place_in_file in [*range(0, 48, 4), *choose.choices(range(48, len(good)), k=15)]:
            for bad in (_flipped(good, place_in_file, choose), good[:place_in_file]):
                path.write_bytes(bad)
                yield place.ask() == truth
                path.write_bytes(good)


def _flipped(content: bytes, at: int, choose: random.Random) -> bytes:
    return content[:at] + bytes([content[at] ^ 1 << choose.randrange(8)]) + content[at + 1 :]


def together(place: Range) -> Iterator[bool]:
    """Eight runs at the same time: without a cache, and with one that is out of date."""
    for forget in (True, False, True, False):
        place.edit()
        if forget:
            place.forget()
        truth = place.clean()
        crowd = [place.start() for _ in range(8)]
        for process in crowd:
            out, _ = process.communicate()
            yield Answer(process.returncode, out) == truth
        yield place.ask() == truth


def no_room(place: Range) -> Iterator[bool]:
    """No byte can be written, or only a few, with and without an old cache."""
    for room in (0, 1, 2000, 20_000):
        for forget in (True, False):
            if forget:
                place.forget()
            place.edit()
            truth = place.clean()
            yield place.ask(file_size=room) == truth
            yield place.ask() == truth


def no_place(place: Range) -> Iterator[bool]:
    """The cache cannot be made: no home, a file in its place, nonsense, inside the tree."""
    truth = place.clean()
    file = place.cache.with_name("file")
    file.write_bytes(b"")
    for name in (file, file / "below", "/proc/nowhere", "x" * 5000, place.tree / ".cache"):
        yield place.ask(DRIFTSCAN_CACHE_DIR=name) == truth
    for home in ("/proc/nowhere", "", "relative", file):
        yield place.ask(DRIFTSCAN_CACHE_DIR="", XDG_CACHE_HOME="", HOME=home) == truth
    yield not (place.tree / ".cache").exists()


def mounted(place: Range) -> Iterator[bool]:
    """Real file systems: a read-only one with an old cache, and full ones (root only)."""
    place.ask()
    for options in ("size=16k", "size=64k", "size=64m"):
        with _mount(place.cache.with_name("mount"), options) as mount:
            place.edit()
            truth = place.clean()
            for _ in range(2):
                yield place.ask(DRIFTSCAN_CACHE_DIR=mount) == truth
            subprocess.run(["mount", "-o", "remount,ro", str(mount)], check=True)
            place.edit()
            truth = place.clean()
            for _ in range(2):
                yield place.ask(DRIFTSCAN_CACHE_DIR=mount) == truth


@contextmanager
def _mount(mount: Path, options: str) -> Iterator[Path]:
    mount.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(mount)], check=True)
    try:
        yield mount
    finally:
        subprocess.run(["umount", str(mount)], check=True)


def control(place: Range) -> Iterator[bool]:
    """The proof that the others can fail: a lie with a right checksum is believed."""
    truth = place.clean()
    place.forget()
    place.ask()
    place.forget("*.blob")
    for path in sorted(place.cache.rglob("*.pack")):
        lies = dict.fromkeys(_keys(path.read_bytes()), msgspec.msgpack.encode(FileFacts()))
        path.write_bytes(encode_pack(lies))
    yield place.ask() != truth
    place.forget()


def _keys(pack: bytes) -> list[bytes]:
    count = int.from_bytes(pack[_HEADER - 4 : _HEADER], "little")
    return [pack[at : at + 16] for at in range(_HEADER, _HEADER + count * _ROW, _ROW)]


WALLS: Mapping[str, Callable[[Range], Iterator[bool]]] = {
    "control: a lie is believed": control,
    "kill -9 at random points": killed,
    "each fact entry damaged": damaged_facts,
    "last run, spec damaged": damaged_blobs,
    "8 runs at once": together,
    "no room on the disk": no_room,
    "no place for a cache": no_place,
    "read-only, full tmpfs": mounted,
}


def measure(system: Path) -> Iterator[Score]:
    """One score per wall."""
    for name, wall in WALLS.items():
        with tempfile.TemporaryDirectory(prefix="driftscan-cache-") as scratch:
            started = time.monotonic()
            try:
                held = list(wall(Range(system, Path(scratch))))
            except subprocess.CalledProcessError:
                print(f"left out: {name} (needs the right to mount)", file=sys.stderr)
                continue
            seconds = time.monotonic() - started
            yield Score(name, len(held), held.count(False), seconds)


def main() -> int:
    """Print the table."""
    system = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SYSTEM
    scores = list(measure(system))
    rows = [(s.wall, str(s.answers), str(s.wrong), f"{s.seconds:.0f} s") for s in scores]
    print(table(("wall", "answers", "unlike a clean run", "took"), rows))
    return 1 if any(score.wrong or not score.answers for score in scores) else 0


if __name__ == "__main__":
    sys.exit(main())
