"""Layouts that other tools could not take: clashing names, namespaces, workspaces."""

import pytest

from tests.complaints.complaint import System

PROJECT = '[project]\nname = "{name}"\nversion = "1"\n'
INDEPENDENT = """\
driftscan: 1
components:
  {one}: {{path: {root}/{one}}}
  {two}: {{path: {root}/{two}}}
  core: {{path: {root}/core}}
rules:
  - independent: [{one}, {two}]
  - deny: core -> {one}, {two}
"""


def test_import_linter_274_services_that_cannot_be_installed_together(system: System) -> None:
    """Two services, each with a package `app`, in one run: each `app` is its own."""
    system.write(
        {
            "driftscan.yaml": (
                "driftscan: 1\n"
                "components:\n"
                "  orders: {path: services/orders}\n"
                "  stock: {path: services/stock}\n"
                "layers: [{in: [orders, stock], order: [api, store]}]\n"
                "rules: [{independent: [orders, stock]}]\n"
            ),
            "services/orders/pyproject.toml": PROJECT.format(name="orders"),
            "services/orders/app/__init__.py": "",
            "services/orders/app/api.py": "import app.store\n",
            "services/orders/app/store.py": "",
            "services/stock/pyproject.toml": PROJECT.format(name="stock"),
            "services/stock/app/__init__.py": "",
            "services/stock/app/api.py": "",
            "services/stock/app/store.py": "import app.api\n",
        }
    )
    assert [found[2:] for found in system.found()] == [("services/stock/app/store.py", 1)]


def test_import_linter_274_nothing_is_installed_and_no_path_is_set(system: System) -> None:
    """The layout of the issue: packages in src folders, of which none is importable here."""
    spec = INDEPENDENT.format(root="packages", one="package-a", two="package-b")
    system.write({"driftscan.yaml": spec})
    for name in ("core", "package-a", "package-b"):
        package = name.replace("-", "_")
        system.write(
            {
                f"packages/{name}/pyproject.toml": PROJECT.format(name=name),
                f"packages/{name}/src/{package}/__init__.py": "",
                f"packages/{name}/src/{package}/main.py": "import core\n",
            }
        )
    assert system.found() == []
    system.write({"packages/package-a/src/package_a/main.py": "import core\nimport package_b\n"})
    assert system.found() == [
        ("package_a.main", "package_b", "packages/package-a/src/package_a/main.py", 2)
    ]


NAMESPACE = {
    "utils/src/myorg/utils.py": "",
    "core_one/src/myorg/core_one/module1.py": "from myorg.utils import nothing\n",
    "core_two/src/myorg/core_two/module3.py": (
        "import myorg.utils\nfrom myorg.core_one import module1\n"
    ),
}


@pytest.mark.parametrize("manifests", [True, False], ids=["pyproject", "roots in the spec"])
def test_tach_918_one_namespace_in_several_roots(system: System, manifests: bool) -> None:
    """`myorg` has no __init__.py and lies in three roots; imports across them are edges."""
    roots = "" if manifests else "sources: {roots: [utils/src, core_one/src, core_two/src]}\n"
    system.write(
        {
            "driftscan.yaml": (
                "driftscan: 1\n"
                "components: {utils: {path: utils}, one: {path: core_one}, two: {path: core_two}}\n"
                "rules: [{independent: [one, two]}, {expect: one -> utils}, "
                f"{{expect: two -> utils}}]\n{roots}"
            ),
            **NAMESPACE,
        }
    )
    if manifests:
        names = ("utils", "core_one", "core_two")
        system.write({f"{name}/pyproject.toml": PROJECT.format(name=name) for name in names})
    assert system.found() == [
        (
            "myorg.core_two.module3",
            "myorg.core_one.module1",
            "core_two/src/myorg/core_two/module3.py",
            2,
        )
    ]


UV = {
    "pyproject.toml": '[tool.uv.workspace]\nmembers = ["packages/*"]\n',
    "packages/api/pyproject.toml": (
        '[project]\nname = "acme-api"\nversion = "1"\ndependencies = ["acme-core"]\n'
        "[tool.uv.sources]\nacme-core = {workspace = true}\n"
    ),
}
POETRY = {
    "pyproject.toml": '[tool.poetry]\nname = "all"\nversion = "1"\npackage-mode = false\n',
    "packages/api/pyproject.toml": (
        '[tool.poetry]\nname = "acme-api"\nversion = "1"\n'
        'packages = [{include = "acme_api", from = "src"}]\n'
        '[tool.poetry.dependencies]\nacme-core = {path = "../core", develop = true}\n'
    ),
}


@pytest.mark.parametrize("manifests", [UV, POETRY], ids=["uv", "poetry"])
def test_tach_942_packages_of_a_workspace_are_no_foreign_code(
    system: System, manifests: dict[str, str]
) -> None:
    """An import of the neighbour is an edge between components, held to the rules."""
    system.write(
        {
            "driftscan.yaml": (
                "driftscan: 1\n"
                "components: {api: {path: packages/api}, core: {path: packages/core}}\n"
                "layers: [{order: [api, core]}]\n"
                'rules: [{expect: api -> core}, {deny: "* -> external:*"}]\n'
            ),
            **manifests,
            "packages/core/pyproject.toml": PROJECT.format(name="acme-core"),
            "packages/core/src/acme_core/__init__.py": "",
            "packages/core/src/acme_core/late.py": "def late():\n    import acme_api.views\n",
            "packages/api/src/acme_api/__init__.py": "",
            "packages/api/src/acme_api/views.py": "from acme_core import late\n",
        }
    )
    result = system.check()
    assert result["unresolved"] == []
    assert system.found() == [
        ("acme_core.late", "acme_api.views", "packages/core/src/acme_core/late.py", 2)
    ]
