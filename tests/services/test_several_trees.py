"""`explain "a -> b"` and `graph --level service`: systems of several trees, and of none."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct

from driftscan.cli.run import run
from tests.services.tiny_tree import write_tree

FILES = {
    "shop/cart/Dockerfile": "FROM python:3.12\n",
    "shop/cart/app.py": (
        'import os, requests\n\nrequests.get(os.environ["CATALOGUE_URL"] + "/products")\n'
    ),
    "shop/catalogue/Dockerfile": "FROM python:3.12\n",
    "shop/catalogue/app.py": (
        'from flask import Flask\napp = Flask(__name__)\n\n@app.get("/products")\n'
        "def products(): ...\n"
    ),
    "deployment/compose.yml": """\
services:
  cart:
    image: acme/cart
    environment:
      CATALOGUE_URL: "http://catalogue:8080"
  catalogue: {image: acme/catalogue}
""",
    "system.yaml": "repositories: [shop, deployment]\n",
    "notes/README.md": "nothing is deployed here\n",
}
EXPLAINED = """\
cart -> catalogue
  http GET /products; confidence 1
    shop/cart/app.py:3  requests
        requests.get(os.environ["CATALOGUE_URL"] + "/products")
    deployment/compose.yml:5  CATALOGUE_URL
        CATALOGUE_URL: "http://catalogue:8080"
    shop/catalogue/app.py:4  serves GET /products
        @app.get("/products")
"""


class Result(Struct, frozen=True):
    """What a run left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def driftscan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.chdir(write_tree(tmp_path, FILES))

    def run_it(*arguments: str) -> Result:
        capfd.readouterr()
        code = run([*arguments, "--no-cache", "--workers", "1"])
        captured = capfd.readouterr()
        return Result(code, captured.out, captured.err)

    return run_it


@pytest.mark.parametrize(
    "trees",
    [
        ("shop", "deployment"),
        ("deployment", "shop"),
        ("--workspace", "system.yaml"),
        ("shop", "--workspace", "deployment.yaml"),
    ],
)
def test_lines_of_evidence_come_from_each_tree(driftscan: Run, trees: tuple[str, ...]) -> None:
    Path("deployment.yaml").write_text("repositories: [deployment]\n")
    explained = driftscan("explain", "cart -> catalogue", *trees)
    assert explained.err == ""
    assert explained.out == EXPLAINED
    assert explained.code == 0


def test_paths_of_the_document_name_the_tree(driftscan: Run) -> None:
    document = driftscan(
        "explain", "cart -> catalogue", "shop", "deployment", "--output-format", "json"
    )
    (edge,) = json.loads(document.out)["edges"]
    assert [(each["path"], each["line"]) for each in edge["evidence"]] == [
        ("shop/cart/app.py", 3),
        ("deployment/compose.yml", 5),
        ("shop/catalogue/app.py", 4),
    ]


def test_the_order_of_trees_changes_nothing_but_the_root(driftscan: Run) -> None:
    one = json.loads(driftscan("graph", "--level", "service", "shop", "deployment").out)
    other = json.loads(driftscan("graph", "--level", "service", "deployment", "shop").out)
    assert (one.pop("root"), other.pop("root")) == ("shop, deployment", "deployment, shop")
    assert one["edges"]
    assert one == other


def test_without_the_other_tree_nothing_is_shown(driftscan: Run) -> None:
    alone = driftscan("explain", "cart -> catalogue", "shop")
    assert (alone.code, alone.out) == (0, "Nothing shows that cart needs catalogue.\n")


@pytest.mark.parametrize("command", [("graph", "--level", "service"), ("services",)])
def test_a_tree_without_services_is_said_to_be_one(
    driftscan: Run, command: tuple[str, ...]
) -> None:
    result = driftscan(*command, "notes")
    assert (result.code, result.out) == (2, "")
    assert "notes holds nothing that is deployed or runs by itself" in result.err
