"""Twenty runs with other hash seeds, worker counts, cache states and orders of files on disk.

Each run has its own copy of the tree, its files written in an order of their own, and renders every
format of check and graph. The bytes of each format must be the same in all runs.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from benchmarks.command import driftscan_command
from benchmarks.packages import named, unpacked
from benchmarks.tables import table

RUNS = 20
DAY = "2026-12-01"
FIXTURE = Path(__file__).parents[1] / "fixtures" / "growing_startup"

# Everything a run renders, in one process (with -P: it must not import the copy's modules), which
# prints a digest for each format.
_CHILD = """
import datetime, hashlib, json, sys
from driftscan.pipeline import Request, scan
from driftscan.report.formats import CHECK_FORMATS, rendered
from driftscan.report.view import PLAIN
day, workers, cached = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "cached"
request = Request(path=".", today=datetime.date.fromisoformat(day), workers=workers,
                  use_cache=cached)
result = scan(request)
texts = {name: rendered(result, name, PLAIN) for name in CHECK_FORMATS}
print(json.dumps({name: hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
                  for name, text in texts.items()} | {"findings": len(result.findings)}))
"""
FINDINGS = "findings"
GRAPHS = ("mermaid", "dot", "json")


class System(Struct, frozen=True):
    """A tree to scan. spec: text of a driftscan.yaml to add, '' if it has one."""

    name: str
    tree: Path
    spec: str = ""


def main() -> int:
    """Exit code 1 if any format has two versions, or there was nothing to report."""
    rows, failed = [], False
    for system in _systems():
        versions = _digests(system)
        findings = versions.pop(FINDINGS)
        failed |= findings == {"0"} or any(len(found) > 1 for found in versions.values())
        shown = ", ".join(sorted(findings))
        rows += [
            [system.name, name, shown, str(RUNS), str(len(found))]
            for name, found in versions.items()
        ]
    print(table(["system", "format", "findings", "runs", "versions"], rows))
    return 1 if failed else 0


def _systems() -> Iterator[System]:
    yield System("fixture", FIXTURE)
    celery = unpacked(named("celery")) / "celery"
    yield System("celery", celery, _PACKAGE_SPEC)


_PACKAGE_SPEC = """\
driftscan: 1
components:
  app: {path: app}
  backends: {path: backends}
  concurrency: {path: concurrency}
  utils: {path: utils}
  worker: {path: worker}
sources: {roots: ["."]}
rules:
  - independent: [backends, concurrency, worker]
    through_others: true
  - acyclic: components
  - deny: utils -> app
  - deny: "* -> external:kombu"
    severity: warning
layers:
  - order: [worker, app, [backends, concurrency], utils]
"""


def _digests(system: System) -> dict[str, set[str]]:
    versions: dict[str, set[str]] = {}
    order = random.Random(0)
    with tempfile.TemporaryDirectory() as folder:
        # The path is part of the result, so every copy stands at the same one.
        copy, cache = Path(folder, "system"), Path(folder, "cache")
        for run in range(RUNS):
            _copy(system, copy, order)
            for name, digest in _run(copy, cache, run).items():
                versions.setdefault(name, set()).add(digest)
            shutil.rmtree(copy)
            if run % 7 == 6:
                shutil.rmtree(cache, ignore_errors=True)
    return versions


def _copy(system: System, copy: Path, order: random.Random) -> None:
    files = sorted(path for path in system.tree.rglob("*") if path.is_file())
    order.shuffle(files)
    for file in files:
        place = copy / file.relative_to(system.tree)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.read_bytes())
    if system.spec:
        (copy / "driftscan.yaml").write_text(system.spec)


def _run(copy: Path, cache: Path, run: int) -> Mapping[str, str]:
    environment = {
        **os.environ,
        "PYTHONHASHSEED": str(run),
        "DRIFTSCAN_CACHE_DIR": str(cache),
    }
    cached = "cached" if run % 2 else "cold"
    arguments = [DAY, str(run % 4), cached]
    done = subprocess.run(
        [sys.executable, "-P", "-c", _CHILD, *arguments],
        cwd=copy,
        env=environment,
        check=True,
        capture_output=True,
    )
    digests = {name: str(value) for name, value in json.loads(done.stdout).items()}
    return digests | {f"graph {name}": _graph(copy, environment, name) for name in GRAPHS}


def _graph(copy: Path, environment: Mapping[str, str], name: str) -> str:
    command = [*driftscan_command(), "graph", "--output-format", name]
    done = subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True)
    return sha256(done.stdout).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
