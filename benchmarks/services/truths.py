"""Our services against thirteen systems whose services, calls and data others wrote down.

`python -m benchmarks.services.truths [NAME...] [--list] [--without-manifests]` prints, for each
system and over all, what ../shared/truth/score_services.py says: components, connections (in any
direction, as the study of the Spring systems reads them, and with direction), data access, shared
stores. --list adds every miss and every false one. --without-manifests takes away all compose,
Kubernetes, Helm and .env files first.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

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
    for label, direction, wanted in (
        ("Spring systems, any direction", "any", _spring),
        ("Spring systems, with direction", "dep", _spring),
        ("polyglot systems, with direction", "dep", _polyglot),
    ):
        stems = [path.stem for path in sorted(graphs.glob("*.json")) if wanted(path.stem)]
        if stems:
            print(f"\n{label}")
            print(table(("system", *_header()), list(_rows(stems, graphs, direction))))
            if "--list" in arguments:
                print("\n".join(_differences(stems, graphs, direction)))
    return 0 if any(graphs.glob("*.json")) else 1


def _spring(stem: str) -> bool:
    return stem not in _POLYGLOT


def _polyglot(stem: str) -> bool:
    return stem in _POLYGLOT


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


def _score(stems: Sequence[str], graphs: Path, *options: str) -> dict[str, object]:
    """What the scorer says as JSON, of these systems."""
    with tempfile.TemporaryDirectory() as folder:
        for stem in stems:
            shutil.copy(graphs / f"{stem}.json", folder)
        scorer = [sys.executable, str(_TRUTH / "score_services.py"), "--batch", folder]
        command = [*scorer, str(_TRUTH), "--json", *options]
        done = subprocess.run(command, capture_output=True, check=True)
    said: dict[str, object] = json.loads(done.stdout)
    return said


def _header() -> list[str]:
    return [*_MEASURES, "service->service"]


def _rows(stems: Sequence[str], graphs: Path, direction: str) -> Iterator[tuple[str, ...]]:
    said = _score(stems, graphs, "--direction", direction)
    calls = _score(stems, graphs, "--direction", direction, "--classes", "service")
    pairs = zip(said["apps"], calls["apps"], strict=True)  # type: ignore[call-overload]
    for app, only in pairs:
        yield (app["app"], *_cells(app), _cell(only["connections"]))
    micro, only = said["micro"], calls["micro"]
    yield ("all", *_cells(micro), _cell(only["connections"]))  # type: ignore[index]


def _cells(measures: object) -> list[str]:
    assert isinstance(measures, dict)
    return [_cell(measures[name]) if name in measures else "" for name in _MEASURES]


def _cell(figures: dict[str, float]) -> str:
    return f"{figures['f1']:.3f} ({figures['tp']:.0f} +{figures['fp']:.0f} -{figures['fn']:.0f})"


def _differences(stems: Sequence[str], graphs: Path, direction: str) -> Iterator[str]:
    said = _score(stems, graphs, "--direction", direction, "--list")
    for app in said["apps"]:  # type: ignore[attr-defined]
        for kind, names in app["detail"].items():
            for name in names:
                yield f"{app['app']} {kind}: {name}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
