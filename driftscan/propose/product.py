"""Rules about the product where test code would break them: tests are put together from everything,
so what they import says nothing of how the product is built."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from driftscan.graph.without_tests import without_tests
from driftscan.propose.landscape import Landscape
from driftscan.propose.rule import ProposedRule

WITHOUT_TESTS = ("tests", "false")

Maker = Callable[[Landscape], Iterable[ProposedRule]]


def product_of(land: Landscape) -> Landscape:
    """The same components without test code."""
    graph = land.graph
    tests = frozenset(at for at, module in enumerate(graph.modules) if module.is_test)
    if not tests and not graph.tests_inside:
        return land
    return Landscape(without_tests(graph, tests), land.components)


def rules_of_product(
    land: Landscape, product: Landscape, makers: Sequence[Maker]
) -> Iterator[ProposedRule]:
    """What each proposes of all code, where test code breaks none of it; else what it proposes of
    the code without tests, and says so. product: see product_of."""
    for maker in makers:
        of_all, of_product = list(maker(land)), list(maker(product))
        if _say_the_same(of_all, of_product):
            yield from of_all
        else:
            yield from (replace(r, keys=(*r.keys, WITHOUT_TESTS)) for r in of_product)


def _say_the_same(one: Sequence[ProposedRule], other: Sequence[ProposedRule]) -> bool:
    return [(r.keys, r.accepted) for r in one] == [(r.keys, r.accepted) for r in other]
