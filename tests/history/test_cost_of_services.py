"""Services that are found, not declared, and what their code costs."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner

from driftscan.cli.commands import driftscan
from driftscan.model.service_graph import Service, ServiceGraph
from driftscan.stages.deployed_code import deployed_by
from tests.history.story import Told, told, weekly

SERVED = {
    b"a/app.py": "a",
    b"a/deep/x.py": "a",
    b"ab/x.py": "",
    b"both/x.py": "job, web",
    b"both/own/x.py": "own",
    b"x.py": "",
}


def names_of(services: Iterable[Service], paths: Iterable[bytes]) -> list[str]:
    graph = ServiceGraph(services=tuple(services), edges=(), uses=())
    return deployed_by(graph)(list(paths))


def test_the_nearest_folder_counts() -> None:
    services = (
        Service(name="a", kind="service", folder=b"a"),
        Service(name="web", kind="frontend", folder=b"both"),
        Service(name="job", kind="job", folder=b"both"),
        Service(name="own", kind="service", folder=b"both/own"),
        Service(name="db", kind="datastore", folder=b"ab"),
        Service(name="outside", kind="external"),
    )
    assert names_of(services, SERVED) == list(SERVED.values())


def test_one_at_the_root_has_the_rest() -> None:
    services = (Service(name="all", kind="service", folder=b""),)
    assert deployed_by(ServiceGraph(services=services, edges=(), uses=()))(
        [b"x.py", b"a/x.py"]
    ) == ["all", "all"]


COMPOSE = b"""services:
  shop: {build: shop}
  bill: {build: bill}
"""


@pytest.mark.parametrize("option", ["--services", "--no-findings"])
def test_costs_are_summed_up_over_what_is_found(
    tmp_path: Path, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    files = {
        b"compose.yml": COMPOSE,
        b"shop/Dockerfile": b"FROM python\nCOPY . .\n",
        b"bill/Dockerfile": b"FROM python\nCOPY . .\n",
        b"bill/app.py": b"x = 1\n",
    }
    story = [Told(days=500, files=files), *weekly(60, b"shop/core.py")]
    root = told(tmp_path / "r", story)
    run = CliRunner().invoke(driftscan, ["hotspots", str(root), option], catch_exceptions=False)
    assert run.exit_code == 0, run.output
    _, found, table = run.output.partition("  service\n")
    assert bool(found) is (option == "--services")
    assert [name in table for name in ("  shop\n", "  bill\n")] == [bool(found)] * 2
