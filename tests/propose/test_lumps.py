"""Packages and what they use in, the components out that only their cut sets against an order."""

import pytest

from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency, Kind, Module
from driftscan.propose.component import ProposedComponent
from driftscan.propose.landscape import Landscape
from driftscan.propose.lumps import made_by_the_cut

# Folders of packages; which uses which.
CASES = {
    "no package goes against any": (
        "proto libs/scim libs/client",
        "proto>libs/scim libs/client>proto",
        ["libs"],
    ),
    "nor by a third": (
        "proto libs/scim libs/client tool",
        "proto>libs/scim libs/client>tool tool>proto",
        ["libs"],
    ),
    "two packages use each other": (
        "proto libs/scim libs/client",
        "proto>libs/scim libs/scim>proto libs/client>proto",
        [],
    ),
    "by a third": (
        "proto libs/scim libs/client",
        "proto>libs/scim libs/scim>libs/client libs/client>proto",
        [],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_only_the_cut_sets_against_an_order(case: str) -> None:
    folders, uses, expected = CASES[case]
    roots = folders.split()
    modules = [Module(root, root, f"{root}/lib.rs".encode(), "rust", root, root) for root in roots]
    pairs = [tuple(map(roots.index, use.split(">"))) for use in uses.split()]
    edges = [Dependency(source, target, Kind.IMPORT, (1,)) for source, target in pairs]
    names = sorted({root.split("/")[0] for root in roots})
    components = [ProposedComponent(name=n, kind="library", paths=(n,)) for n in names]
    land = Landscape(SystemGraph(modules, [], edges, []), components)
    against = [(names.index("proto"), names.index("libs"))]
    assert made_by_the_cut(land, names, against) == expected
    assert made_by_the_cut(land, names, []) == []


def test_one_package_is_no_lump() -> None:
    modules = [Module(n, n, f"shop/{n}/x.py".encode(), "python", n, "") for n in ("a", "b")]
    edges = [Dependency(0, 1, Kind.IMPORT, (1,))]
    components = [ProposedComponent(name=n, kind="", paths=(f"shop/{n}",)) for n in ("a", "b")]
    land = Landscape(SystemGraph(modules, [], edges, []), components)
    assert made_by_the_cut(land, ["a", "b"], [(0, 1)]) == []
