"""Who takes which name from whom in, who needs whom out: a name leads to who defines it."""

from typing import NamedTuple

import pytest

from driftscan.graph.names import ModuleNames, NameUse
from driftscan.graph.passed_on import behind_names
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency, Kind, Module


class Held(NamedTuple):
    """What files hold: `b.Order`, that b defines it; `a7Order`, that line 7 of a spells it, and
    `a7h1::Order`, that it does so behind `h1`."""

    defined: str = ""
    spells: str = ""

    def defines(self, position: int, name: str) -> bool:
        return name in self.items(position)

    def items(self, position: int) -> list[str]:
        return [each[2:] for each in self.defined.split() if each[0] == "abcdl"[position]]

    def spelled(self, position: int) -> dict[str, int]:
        found = [each for each in self.spells.split() if each[0] == "abcdl"[position]]
        return {each[2:]: int(each[1]) for each in found if ":" not in each}

    def spelled_behind(self, position: int, head: str) -> dict[str, int]:
        found = [each for each in self.spells.split() if each[0] == "abcdl"[position]]
        return {
            each[2:].removeprefix(f"{head}::"): int(each[1])
            for each in found
            if each[2:].startswith(f"{head}::")
        }


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
    "by a star what is spelled": (
        "a1l.* l1b.Order=Order l2c.Row=Row",
        "b.Order c.Row; a7Order",
        "a7b l1b l2c",
    ),
    "by two stars": ("a1l.* l1b.*", "b.Order l.Row; a7Order", "a7b l1b"),
    "and what the module defines": ("a1l.* l1b.*", "b.Order l.Row; a7Order a8Row", "a7b a1l l1b"),
    "by a star what is its own": (
        "a1l.* a2c.Order=Order l1b.*",
        "b.Order c.Order; a7Order",
        "a1l a2c l1b",
    ),
    "stars in a circle": ("a1l.* l1b.* b1l.*", "b.Order; a7Order", "a7b l1b b1l"),
    "behind a module": ("a1l.=h b4c.=h l1b.Order=Order", "b.Order; a7h::Order", "a7b b4c l1b"),
    "by a star behind a module": ("a1l.=h l1b.*", "b.Order; a7h::Order", "a7b l1b"),
    "what the module defines itself": (
        "a1l.=h l1b.Order=Order",
        "b.Order l.Row; a7h::Order a8h::Row",
        "a7b a1l l1b",
    ),
    "what nobody is seen to define behind it": ("a1l.=h", "; a7h::Order", "a1l"),
    "behind a module that is passed on": (
        "a1l.h=k l1b.=h b4c.Order=Order",
        "c.Order; a7k::Order",
        "a7c l1b b4c",
    ),
    "behind the name of another module": (
        "a1l.=h l1b.Order=Order",
        "b.Order; a7k::Order",
        "a1l l1b",
    ),
    "behind a type": ("a1l.Order=o l1b.Order=Order", "b.Order b.new; a7o::new", "a1b l1b"),
    "what is its own behind a module": ("a1l.=h l1a.Order=Order", "a.Order; a7h::Order", "l1a"),
    "in a circle": ("a1l.Order l1b.Order=Order b1l.Order=Order", "", "a1l b1l l1b"),
}


@pytest.mark.parametrize("case", CASES)
def test_names_lead_to_who_defines_them(case: str) -> None:
    uses, held, expected = CASES[case]
    defined, _, spells = held.partition("; ")
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
        Held(defined, spells),
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
    assert list(behind_names(graph, names, Held()).internal) == [edge]


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
    found = behind_names(graph, names, Held("b.Order"))
    assert list(found.internal) == [Dependency(0, 1, Kind.IMPORT, (1,)), declared]


@pytest.mark.parametrize(
    ("name", "spells", "uses"),
    [("Order", "", []), ("Order", "l7Order", [7]), ("*", "l7Order", [7]), ("", "l7Order", [])],
)
def test_what_is_passed_on_is_used_if_it_is_spelled(
    name: str, spells: str, uses: list[int]
) -> None:
    modules = [Module(each, each, each.encode(), "rust", each, "") for each in "abcdl"]
    declared = Dependency(4, 1, Kind.IMPORT, (1,), reexport=True)
    bound = "" if name == "*" else "Order"
    names = {4: ModuleNames((NameUse(1, name, 1, Kind.IMPORT, bound),))}
    graph = SystemGraph(modules, [], [declared], [])
    found = behind_names(graph, names, Held("b.Order", spells))
    assert [line for each in found.internal if not each.reexport for line in each.lines] == uses
