"""What is planted in a small tree is found and decoys are not: the benchmark, without mirrors."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.services.planted.comparing import Score, compared
from benchmarks.services.planted.graphs import Seen, read
from benchmarks.services.planted.planting import plant, plants_for
from benchmarks.services.planted.plants import Edge, Plant
from benchmarks.services.planted.systems import Site, Store, System
from driftscan.cli.commands import driftscan

_SHOP = System(
    "shop",
    "",
    "",
    (
        Site("cart", "cart", "python"),
        Site("web", "web", "javascript"),
        Site("stock", "stock", "go"),
    ),
    (Store("db", "postgresql", 5432, "shop"), Store("queue", "rabbitmq", 5672)),
    compose="docker-compose.yml",
)
_COMPOSE = """services:
  cart:
    build: ./cart
  web:
    build: ./web
    environment:
      - COLOUR=red
  stock:
    build: ./stock
  db:
    image: postgres
  queue:
    image: rabbitmq
"""
_MANIFESTS = {
    "cart": ("requirements.txt", "requests\n"),
    "web": ("package.json", "{}"),
    "stock": ("go.mod", "module stock\n"),
}


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> list[Score]:
    tree = tmp_path_factory.mktemp("planted") / "shop"
    for name, (manifest, text) in _MANIFESTS.items():
        (tree / name).mkdir(parents=True)
        (tree / name / manifest).write_text(text)
        (tree / name / "Dockerfile").write_text("FROM scratch\n")
    (tree / "docker-compose.yml").write_text(_COMPOSE)
    before = _seen(tree)
    plants = plants_for(_SHOP, 3, seed=7)
    plant(tree, _SHOP, plants)
    return compared("shop", before, _seen(tree), plants)


def _seen(tree: Path) -> Seen:
    options = ["--level", "service", "--no-cache", "--output-format", "json"]
    done = CliRunner().invoke(driftscan, ["graph", str(tree), *options], catch_exceptions=False)
    hosts = [site.host for site in _SHOP.sites] + [store.host for store in _SHOP.stores]
    return read(json.loads(done.stdout), hosts)


def test_all_that_is_planted_is_found(scores: list[Score]) -> None:
    assert [line for score in scores for line in score.misses] == []
    assert sum(score.planted for score in scores) > 25


def test_nothing_else_is_found(scores: list[Score]) -> None:
    assert [line for score in scores for line in score.inventions] == []
    assert sum(score.kind.startswith("decoy") for score in scores) >= 6


def test_a_miss_and_an_invention_are_told() -> None:
    wanted = Plant("http", "python", (("a.py", ""),), edges=(Edge("a", "b", "http"),))
    names = frozenset("abc")
    before = Seen(names, {}, {})
    after = Seen(names, {Edge("a", "c", "http"): frozenset(["a.py"])}, {})
    score, elsewhere = compared("x", before, after, [wanted])
    assert (score.planted, score.found, len(score.misses), len(score.inventions)) == (1, 0, 1, 1)
    assert elsewhere.inventions == ("x: new a -> c (http)",)
