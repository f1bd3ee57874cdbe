"""Where an interface is stated: by its component, or, where test code goes past it, by a rule that
leaves test code out."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from driftscan.notation.words import flow, scalar
from driftscan.propose.component import ProposedComponent
from driftscan.propose.interface import Interface, interfaces_of
from driftscan.propose.landscape import Landscape
from driftscan.propose.product import WITHOUT_TESTS
from driftscan.propose.rule import ProposedRule


class Stated(NamedTuple):
    """components: all, in order, some with their interface. rules: about the others' interfaces."""

    components: tuple[ProposedComponent, ...]
    rules: tuple[ProposedRule, ...]


def interfaces_stated(land: Landscape, product: Landscape) -> Stated:
    """The interfaces that the product keeps; none that only tests make look like one. product: see
    product_of."""
    of_all, of_product = dict(interfaces_of(land)), dict(interfaces_of(product))
    by_component = {
        name: of_all[name]
        for name, found in of_product.items()
        if name in of_all and _goes_as_far(of_all[name], found)
    }
    others = {name: found for name, found in of_product.items() if name not in by_component}
    return Stated(tuple(_declared(land, by_component)), tuple(_rules(land, others)))


def _goes_as_far(one: Interface, other: Interface) -> bool:
    return (one.names, one.around) == (other.names, other.around)


def _declared(land: Landscape, found: dict[str, Interface]) -> Iterator[ProposedComponent]:
    for each in land.components:
        if interface := found.get(each.name):
            why = f"{_numbers(interface)} from outside go there"
            yield replace(each, public=interface.names, public_why=why)
        else:
            yield each


def _rules(land: Landscape, found: dict[str, Interface]) -> Iterator[ProposedRule]:
    for each in land.components:
        if interface := found.get(each.name):
            reason = f"When proposed, {_numbers(interface)} from outside, without those of tests, "
            keys = (("public", scalar(each.name)), ("names", flow(interface.names)), WITHOUT_TESTS)
            yield ProposedRule(section="rules", keys=keys, reason=f"{reason}go there.")


def _numbers(interface: Interface) -> str:
    return f"{interface.through:,} of {interface.total:,} imports"
