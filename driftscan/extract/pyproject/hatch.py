"""[tool.hatch]: what a wheel contains, where it comes from, and environments."""

from driftscan.extract.manifest.directory import top_levels
from driftscan.extract.manifest.harvest import Harvest
from driftscan.extract.pyproject.paths import harvest_package_paths, harvest_placed
from driftscan.notation.node import Node


def read_hatch(document: Node, harvest: Harvest) -> None:
    """Build settings of all targets and of the wheel; dependencies of environments are dev."""
    hatch = document.get("tool", "hatch")
    for build in (hatch.get("build"), hatch.get("build", "targets", "wheel")):
        _read_build(build, harvest)
    for _, environment in hatch.get("envs").entries():
        harvest.requirements(environment.get("dependencies"), "dev")
        harvest.requirements(environment.get("extra-dependencies"), "dev")


def _read_build(build: Node, harvest: Harvest) -> None:
    harvest_package_paths(build.get("packages"), harvest)
    for directory in harvest.strings(build.get("dev-mode-dirs")):
        harvest.root(directory.text, directory.line)
    _read_sources(build.get("sources"), harvest)
    _read_only_include(build, harvest)
    for written, installed in build.get("force-include").entries():
        if isinstance(installed.value, str):
            harvest_placed(written, installed.text, installed.line, harvest)
        else:
            harvest.unexpected(installed, "a path")


def _read_sources(sources: Node, harvest: Harvest) -> None:
    """A list of directories to strip from installed paths, or a table that rewrites them."""
    if not sources.is_table:
        for directory in harvest.strings(sources):
            harvest.root(directory.text, directory.line)
    for written, installed in sources.entries():
        harvest_placed(written, installed.text, installed.line, harvest)


def _read_only_include(build: Node, harvest: Harvest) -> None:
    """Paths kept as they are: their first part is the package, unless `sources` strips it."""
    sources = build.get("sources")
    stripped = [key for key, _ in sources.entries()] or [s.text for s in sources.elements()]
    for entry in harvest.strings(build.get("only-include")):
        path = entry.text.strip().strip("/")
        if not any(path == s.strip("/") or path.startswith(s.strip("/") + "/") for s in stripped):
            harvest.root("", entry.line, top_levels([path.split("/")[0]]))
