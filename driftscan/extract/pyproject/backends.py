"""Build tools with few settings about code: PDM, flit, uv, maturin and scikit-build-core."""

from driftscan.extract.manifest.directory import top_levels
from driftscan.extract.manifest.harvest import Harvest
from driftscan.extract.manifest.requirement import pip_requirement_name
from driftscan.extract.pyproject.paths import harvest_package_paths, harvest_placed
from driftscan.notation.node import Node


def read_pdm(document: Node, harvest: Harvest) -> None:
    """[tool.pdm] build.package-dir (package-dir in old projects) and dev-dependencies."""
    pdm = document.get("tool", "pdm")
    for setting in (pdm.get("build", "package-dir"), pdm.get("package-dir")):
        for directory in harvest.strings(setting):
            harvest.root(directory.text, directory.line)
    for _, group in pdm.get("dev-dependencies").entries():
        for entry in harvest.strings(group):
            name = pip_requirement_name(entry.text)
            if name != "":
                harvest.requirement(name or entry.text, entry.line, "dev")


def read_flit(document: Node, harvest: Harvest) -> None:
    """[tool.flit.module]: flit looks for the module beside the manifest, then in src."""
    flit = document.get("tool", "flit")
    for setting in (flit.get("module", "name"), flit.get("metadata", "module")):
        for module in harvest.strings(setting):
            for directory in ("", "src"):
                harvest.root(directory, module.line, top_levels([module.text]))
    if flit.get("metadata", "module") and not document.get("project"):
        harvest.project(flit.get("metadata", "module").text, flit.get("metadata", "module").line)
    harvest.requirements(flit.get("metadata", "requires"), "runtime")


def read_uv(document: Node, harvest: Harvest) -> None:
    """[tool.uv.build-backend] module-root and module-name; uv_build's own default root is src."""
    backend = document.get("build-system", "build-backend")
    settings = document.get("tool", "uv", "build-backend")
    if settings.is_table or backend.text == "uv_build":
        names = list(harvest.strings(settings.get("module-name")))
        root = settings.get("module-root")
        line = next((node.line for node in (root, *names, settings, backend) if node), 0)
        directory = root.text if isinstance(root.value, str) else "src"
        harvest.root(directory, line, top_levels(name.text for name in names))
    harvest.requirements(document.get("tool", "uv", "dev-dependencies"), "dev")


def read_maturin(document: Node, harvest: Harvest) -> None:
    """[tool.maturin] python-source: the Python code beside the Rust crate."""
    maturin = document.get("tool", "maturin")
    packages = [name.text for name in harvest.strings(maturin.get("python-packages"))]
    for directory in harvest.strings(maturin.get("python-source")):
        harvest.root(directory.text, directory.line, top_levels(packages))


def read_scikit_build(document: Node, harvest: Harvest) -> None:
    """[tool.scikit-build] wheel.packages: paths, or a table of installed path to path."""
    packages = document.get("tool", "scikit-build", "wheel", "packages")
    if not packages.is_table:
        harvest_package_paths(packages, harvest)
    for installed, written in packages.entries():
        if isinstance(written.value, str):
            harvest_placed(written.text, installed, written.line, harvest)
        else:
            harvest.unexpected(written, "a path")


BACKEND_READERS = (read_pdm, read_flit, read_uv, read_maturin, read_scikit_build)
