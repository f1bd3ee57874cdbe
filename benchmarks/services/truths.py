"""Our services against thirteen systems whose services, calls and data others wrote down.

`python -m benchmarks.services.truths [NAME...] [--list] [--without-manifests]` prints, for each
system and over all, what ../shared/truth/score_services.py says: components, connections (in any
direction, as the study of the Spring systems reads them, and with direction), data access, shared
stores. --list adds every miss and every false one. --without-manifests takes away all compose,
Kubernetes, Helm and .env files first. Exit code 1 if a bar is missed, or nothing was compared.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypedDict, cast

from benchmarks.command import driftscan_command
from benchmarks.packages import WORK
from benchmarks.tables import table
from benchmarks.truth.mirrored import checked_out

_TRUTH = Path(__file__).parents[3] / "shared" / "truth"
_POLYGLOT = ("online-boutique", "robot-shop", "example-voting-app")
_MANIFESTS = (
    *("*compose*.y*ml", ".env*", "*.env", "kustomization.y*ml", "Chart.yaml", "values*.yaml"),
    *("docker-stack*.y*ml", "skaffold.y*ml"),
)
# What each system's config server is told to serve (`spring.cloud.config.server.git.uri`).
_CONFIGURATION = {
    "blog-microservices": ("callistaenterprise/blog-microservices-config",),
    "microservices-basics-spring-boot": ("anilallewar/microservices-basics-cloud-config",),
    "spring-boot-microservices": ("anilallewar/sample-config",),
    "spring-netflix-oss-microservices": ("fernandoabcampos/microservices-config",),
    "spring-petclinic-microservices": ("spring-petclinic/spring-petclinic-microservices-config",),
}
_MEASURES = ("components", "connections", "data_access", "shared_pairs")
_CALLS = "service->service"


class _Said(TypedDict):
    """The scorer's JSON: of each system, and of all as one."""

    apps: list[dict[str, Any]]
    micro: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Reading:
    """Some of the systems, read with or without direction, and the least F1 of each measure."""

    label: str
    direction: str
    polyglot: bool | None  # None for all systems
    bars: Mapping[str, float] = field(default_factory=dict)
    bars_without_manifests: Mapping[str, float] = field(default_factory=dict)

    def takes(self, stem: str) -> bool:
        return self.polyglot is None or (stem in _POLYGLOT) == self.polyglot


_READINGS = (
    _Reading("Spring systems, any direction", "any", False, {"connections": 0.92}),
    _Reading("Spring systems, with direction", "dep", False, {_CALLS: 0.88}),
    _Reading(
        "polyglot systems, with direction",
        "dep",
        True,
        {"connections": 0.96, "data_access": 0.93, "shared_pairs": 1.0},
        {"connections": 0.65},
    ),
    _Reading("all systems, any direction", "any", None, {"components": 0.97}),
)


def main(arguments: list[str]) -> int:
    """Print the tables; exit code 1 if nothing could be compared."""
    names = [word for word in arguments if not word.startswith("--")]
    if not _TRUTH.is_dir():
        print(f"skipped: there is no {_TRUTH}")
        return 1
    bare = "--without-manifests" in arguments
    graphs = WORK / ("services-bare" if bare else "services")
    shutil.rmtree(graphs, ignore_errors=True)
    graphs.mkdir(parents=True)
    for truth in sorted(_TRUTH.glob("*.json")):
        if not names or truth.stem in names:
            _write_graph(truth, graphs, bare)
    if not any(graphs.glob("*.json")):
        return 1
    missed = [miss for reading in _READINGS for miss in _read(reading, graphs, arguments, bare)]
    if names:
        return 0  # the bars are for all of them
    print("\n".join(missed) or "\nall bars met")
    return 1 if missed else 0


def _read(reading: _Reading, graphs: Path, arguments: list[str], bare: bool) -> Iterator[str]:
    """Print a table; yield the bars that were missed."""
    stems = [path.stem for path in sorted(graphs.glob("*.json")) if reading.takes(path.stem)]
    if not stems:
        return
    said = _score(stems, graphs, "--direction", reading.direction)
    calls = _score(stems, graphs, "--direction", reading.direction, "--classes", "service")
    print(f"\n{reading.label}")
    print(table(("system", *_header()), list(_rows(said, calls))))
    if "--list" in arguments:
        print("\n".join(_differences(stems, graphs, reading.direction)))
    reached = {**said["micro"], _CALLS: calls["micro"]["connections"]}
    for measure, bar in (reading.bars_without_manifests if bare else reading.bars).items():
        if (f1 := reached[measure]["f1"]) < bar:
            yield f"{reading.label}: {measure} {f1:.3f}, bar {bar}"


def _write_graph(truth: Path, graphs: Path, bare: bool) -> None:
    origin = json.loads(truth.read_text())["origin"]
    tree = checked_out(origin["upstream"], origin.get("commit", "HEAD"))
    if isinstance(tree, str):
        print(f"skipped {truth.stem}: {tree}")
        return
    with tempfile.TemporaryDirectory() as folder:
        places = [_stripped(tree, Path(folder)) if bare else tree, *_configuration(truth.stem)]
        command = [*driftscan_command(), "graph", *map(str, places)]
        command += ["--level", "service", "--no-cache"]
        done = subprocess.run(
            [*command, "--output-format", "json"], capture_output=True, check=True
        )
    (graphs / f"{truth.stem}.json").write_bytes(done.stdout)


def _configuration(stem: str) -> list[Path]:
    """Repositories that a system's own configuration names, as a user would add them."""
    found = [checked_out(name, "HEAD") for name in _CONFIGURATION.get(stem, ())]
    return [place for place in found if isinstance(place, Path)]


def _stripped(tree: Path, folder: Path) -> Path:
    """A copy without anything that deploys."""
    copy = folder / "tree"
    shutil.copytree(tree, copy)
    for pattern in _MANIFESTS:
        for path in copy.rglob(pattern):
            path.unlink()
    for path in copy.rglob("*.y*ml"):
        text = path.read_text("utf-8", "replace")
        if "apiVersion:" in text and "kind:" in text:
            path.unlink()
    for name in ("k8s", "K8s", "kubernetes", "kubernetes-manifests", "helm", "helm-chart"):
        for path in copy.rglob(name):
            shutil.rmtree(path, ignore_errors=True)
    return copy


def _score(stems: Sequence[str], graphs: Path, *options: str) -> _Said:
    """What the scorer says as JSON, of these systems."""
    with tempfile.TemporaryDirectory() as folder:
        for stem in stems:
            shutil.copy(graphs / f"{stem}.json", folder)
        scorer = [sys.executable, str(_TRUTH / "score_services.py"), "--batch", folder]
        command = [*scorer, str(_TRUTH), "--json", *options]
        done = subprocess.run(command, capture_output=True, check=True)
    return cast(_Said, json.loads(done.stdout))


def _header() -> list[str]:
    return [*_MEASURES, _CALLS]


def _rows(said: _Said, calls: _Said) -> Iterator[tuple[str, ...]]:
    for app, only in zip(said["apps"], calls["apps"], strict=True):
        yield (app["app"], *_cells(app), _cell(only["connections"]))
    yield ("all", *_cells(said["micro"]), _cell(calls["micro"]["connections"]))


def _cells(measures: dict[str, Any]) -> list[str]:
    return [_cell(measures[name]) if name in measures else "" for name in _MEASURES]


def _cell(figures: dict[str, float]) -> str:
    return f"{figures['f1']:.3f} ({figures['tp']:.0f} +{figures['fp']:.0f} -{figures['fn']:.0f})"


def _differences(stems: Sequence[str], graphs: Path, direction: str) -> Iterator[str]:
    said = _score(stems, graphs, "--direction", direction, "--list")
    for app in said["apps"]:
        for kind, names in app["detail"].items():
            for name in names:
                yield f"{app['app']} {kind}: {name}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
