"""Hostile files beside healthy ones: builds them, scans them, and prints what became of each.

    python -m benchmarks.walls.hostile_files [DIRECTORY]

The walls: the scan ends well and in time, runs nothing, says something about every file, and says
the same about the healthy files, byte for byte, as without the hostile ones. Exit code 1 if one of
them was crossed. DIRECTORY (default: a temporary one) is filled and kept.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from benchmarks.command import driftscan_command
from benchmarks.tables import table
from benchmarks.walls.hostile_manifests import MANIFESTS
from benchmarks.walls.hostile_python import PYTHON

SECONDS = 600
HEALTHY = "healthy"
_HEALTHY_FILES = {
    "pyproject.toml": '[project]\nname = "shop"\ndependencies = ["Pillow", "requests>=2"]\n',
    "requirements.txt": "PyYAML==6.0\n",
    "src/shop/__init__.py": "from shop.cart import Cart\n",
    "src/shop/cart.py": "import requests\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n"
    "    from .orders import Order\n",
    "src/shop/orders.py": "from . import cart, missing_thing\nfrom .nowhere import x\n"
    "import shop.nothing\n\n\ndef late():\n    import yaml\n    import PIL\n",
    "src/shop/broken.py": "import os\ndef (:\n",
    "src/shop/deep/__init__.py": "from .. import orders\nfrom ... import too_far\n",
}


class HostileFile(Struct, frozen=True):
    """name: what is hostile about it. path: absolute."""

    name: str
    path: Path


class Report(Struct, frozen=True):
    """One scan: its exit code, its seconds and the documented JSON of `driftscan graph`."""

    code: int
    seconds: float
    errors: str
    graph: dict[str, msgspec.Raw]

    def rows(self, name: str) -> list[dict[str, object]]:
        """A list of the JSON document."""
        return msgspec.json.decode(self.graph[name], type=list[dict[str, object]])


def build(directory: Path) -> list[HostileFile]:
    """Write all hostile files below directory/hostile, each in a directory of its own.

    A file that gets itself executed leaves a file at canary(directory).
    """
    return [
        HostileFile(name, _write(directory, directory / "hostile" / folder / file, content))
        for name, folder, file, content in _cases()
    ]


def build_healthy(directory: Path) -> None:
    """Write a small healthy project below directory/healthy."""
    for name, text in _HEALTHY_FILES.items():
        _write(directory, directory / HEALTHY / name, text.encode())


def canary(directory: Path) -> Path:
    """Exists as soon as code of a hostile file has run."""
    return directory / "executed"


def _cases() -> Iterator[tuple[str, str, str, bytes]]:
    """(name, folder, file name, content); no folder or module name occurs twice."""
    for name, content in PYTHON.items():
        yield name, f"python_{name}", f"hostile_{name}.py", content
    for file, contents in MANIFESTS.items():
        for name, content in contents.items():
            yield f"{file} {name}", f"{file.replace('.', '_')}_{name}", file, content


def _write(directory: Path, path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.replace(b"@CANARY@", str(canary(directory)).encode()))
    return path


def scan(directory: Path) -> Report:
    """The module graph of everything, without a cache."""
    options = ["--level", "module", "--output-format", "json", "--no-cache"]
    started = time.monotonic()
    done = subprocess.run(
        [*driftscan_command(), "graph", str(directory), *options],
        capture_output=True,
        check=False,
        timeout=SECONDS,
    )
    seconds = time.monotonic() - started
    graph = msgspec.json.decode(done.stdout or b"{}", type=dict[str, msgspec.Raw])
    return Report(done.returncode, seconds, done.stderr.decode("utf-8", "replace"), graph)


class Remark(Struct, frozen=True):
    """What the scan says about one file that it could not read as a whole; see docs/json.md."""

    path: str
    code: str
    message: str = ""


class Remarks(Struct, frozen=True):
    """The part of the coverage that speaks of single files."""

    files: int
    skipped: tuple[Remark, ...]
    problems: tuple[Remark, ...]
    left_out: tuple[dict[str, object], ...]


def healthy_part(report: Report) -> bytes:
    """All that a scan says about the healthy project, as comparable bytes."""
    modules = [m for m in report.rows("modules") if _is_healthy(m["path"])]
    ids = {module["id"] for module in modules}
    edges = [e for name in ("edges", "external_edges") for e in report.rows(name)]
    own_edges = [edge for edge in edges if edge["source"] in ids]
    targets = {edge["target"] for edge in own_edges}
    externals = [e for e in report.rows("external_packages") if e["name"] in targets]
    unresolved = [u for u in report.rows("unresolved") if _is_healthy(u["path"])]
    remarks = remarks_of(report)
    own = [r for r in (*remarks.skipped, *remarks.problems) if _is_healthy(r.path)]
    return msgspec.json.encode([modules, own_edges, externals, unresolved, own], order="sorted")


def remarks_of(report: Report) -> Remarks:
    """What the scan says about single files."""
    return msgspec.json.decode(report.graph["coverage"], type=Remarks)


def _is_healthy(path: object) -> bool:
    return str(path).startswith(f"{HEALTHY}/")


def crossed_walls(directory: Path, files: Sequence[HostileFile], alone: bytes) -> Iterator[str]:
    """Scan, print what became of each file, and name the walls that did not hold."""
    report = scan(directory)
    if report.code != 0:
        yield f"exit code {report.code}: {report.errors[-500:]}"
        return
    remarks = remarks_of(report)
    _print_outcomes(directory, files, remarks)
    print(f"{len(files)} hostile files, {report.seconds:.1f} s")
    if canary(directory).exists():
        yield "code of a hostile file has run"
    written = len(files) + len(_HEALTHY_FILES)
    if remarks.files != written:
        yield f"{written} files were written, {remarks.files} are accounted for"
    if healthy_part(report) != alone:
        yield "the healthy files are told of differently than without the hostile ones"


def _print_outcomes(directory: Path, files: Sequence[HostileFile], remarks: Remarks) -> None:
    said = {remark.path: f"problem: {remark.message}" for remark in remarks.problems}
    said |= {r.path: f"skipped: {r.code}: {r.message}" for r in remarks.skipped}
    said |= {str(row["path"]): f"left out: {row['code']}" for row in remarks.left_out}
    rows = []
    for file in files:
        outcome = said.get(file.path.relative_to(directory).as_posix(), "read")
        rows.append((file.name, f"{file.path.stat().st_size:,}", ascii(outcome)[1:-1][:70]))
    print(table(("hostile file", "bytes", "outcome"), rows))


def main() -> int:
    """Build, scan, and say what happened."""
    chosen = sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="driftscan-hostile-")
    directory = Path(chosen).resolve()
    build_healthy(directory)
    alone = scan(directory)
    if alone.code != 0:
        raise SystemExit(f"the healthy files alone: {alone.errors}")
    crossed = list(crossed_walls(directory, build(directory), healthy_part(alone)))
    for wall in crossed:
        print(f"FAILED: {wall}")
    print(f"{len(crossed)} walls crossed; files kept in {directory}")
    return 1 if crossed else 0


if __name__ == "__main__":
    sys.exit(main())
