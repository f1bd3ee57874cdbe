"""Who takes which name from whom in, who needs whom out: a name leads to who defines it."""

import pytest

from driftscan.graph.names import ModuleNames, NameUse
from driftscan.graph.passed_on import behind_names
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency, Kind, Module

# Files a to d, l is the root of their crate. A use is `a1l.Order`: line 1 of a takes Order of l;
# with `=Name` it binds that at its top, `*` takes all, `""` the module. Definitions: `b.Order`.
CASES = {
    "what a root passes on": ("a1l.Order l1b.Order=Order", "b.Order", "a1b l1b"),
    "what the root defines itself": ("a1l.Order l1b.Item=Item", "l.Order b.Item", "a1l l1b"),
    "renamed on the way": ("a1l.Order l1b.Row=Order", "b.Row", "a1b l1b"),
    "by a star": ("a1l.Order l1b.* l2c.*", "c.Order", "a1c l1b l2c"),
    "a star after what it defines itself": ("a1l.Order l1b.*", "l.Order b.Order", "a1l l1b"),
    "through two": ("a1l.Order l1b.Order=Order b4c.*", "c.Order", "a1c l1c b4c"),
    "one name of two stays": (
        "a1l.Order a1l.Local l1b.Order=Order",
        "b.Order l.Local",
        "a1b a1l l1b",
    ),
    "a line of its own for what stays": (
        "a1l.Order a2l.Local l1b.Order=Order",
        "b.Order l.Local",
        "a1b a2l l1b",
    ),
    "who defines it takes its own": ("b1l.Order l1b.Order=Order", "b.Order", "l1b"),
    "a module that is passed on": ("a1l.orders l1b.=orders", "", "a1b l1b"),
    "the module as a whole": ("a1l. l1b.Order=Order", "b.Order", "a1l l1b"),
    "all of it by a star": ("a1l.* l1b.Order=Order", "b.Order", "a1l l1b"),
    "nobody is seen to define it": ("a1l.made l1b.*", "", "a1l l1b"),
    "in a circle": ("a1l.Order l1b.Order=Order b1l.Order=Order", "", "a1l b1l l1b"),
}


@pytest.mark.parametrize("case", CASES)
def test_names_lead_to_who_defines_them(case: str) -> None:
    uses, defined, expected = CASES[case]
    taken: dict[int, list[NameUse]] = {}
    for each in uses.split():
        name, _, bound = each[4:].partition("=")
        use = NameUse("abcdl".index(each[2]), name, int(each[1]), Kind.IMPORT, bound)
        taken.setdefault("abcdl".index(each[0]), []).append(use)
    edges = {
        (at, use.target): Dependency(
            at,
            use.target,
            Kind.IMPORT,
            tuple(sorted({other.line for other in every if other.target == use.target})),
        )
        for at, every in taken.items()
        for use in every
    }
    modules = [Module(name, name, name.encode(), "rust", name, "") for name in "abcdl"]
    graph = SystemGraph(modules, [], [edges[pair] for pair in sorted(edges)], [])
    found = behind_names(
        graph,
        {at: ModuleNames(tuple(every)) for at, every in taken.items()},
        lambda at, name: f"{'abcdl'[at]}.{name}" in defined.split(),
    )
    shown = {
        f"{'abcdl'[each.source]}{line}{'abcdl'[each.target]}"
        for each in found.internal
        for line in each.lines
    }
    assert shown == set(expected.split())


def test_a_declaration_stays_one() -> None:
    modules = [Module(name, name, name.encode(), "rust", name, "") for name in "ab"]
    edge = Dependency(0, 1, Kind.IMPORT, (1,), reexport=True)
    graph = SystemGraph(modules, [], [edge], [])
    names = {0: ModuleNames((NameUse(1, "", 1, Kind.IMPORT, "b"),))}
    assert list(behind_names(graph, names, lambda _at, _name: False).internal) == [edge]


def test_a_declaration_stays_one_beside_names_that_lead_on() -> None:
    """What is left out of circles must not come back as a use."""
    modules = [Module(name, name, name.encode(), "rust", name, "") for name in "abl"]
    declared = Dependency(2, 1, Kind.IMPORT, (1,), reexport=True)
    edges = [Dependency(0, 2, Kind.IMPORT, (1,)), declared]
    names = {
        0: ModuleNames((NameUse(2, "Order", 1, Kind.IMPORT),)),
        2: ModuleNames((NameUse(1, "Order", 1, Kind.IMPORT, "Order"),)),
    }
    graph = SystemGraph(modules, [], edges, [])
    found = behind_names(graph, names, lambda at, name: (at, name) == (1, "Order"))
    assert list(found.internal) == [Dependency(0, 1, Kind.IMPORT, (1,)), declared]
