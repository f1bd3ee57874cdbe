"""Where an interface is stated: by its component, or, where test code goes past it, by a rule that
leaves test code out."""

from collections.abc import Iterator, Set
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


def interfaces_stated(land: Landscape, product: Landscape, exported: Set[bytes]) -> Stated:
    """The interfaces that the product keeps; none that only tests make look like one. product: see
    product_of. exported: see interfaces_of."""
    of_all = dict(interfaces_of(land, exported))
    of_product = dict(interfaces_of(product, exported))
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
            why = f"{_numbers(interface)} from outside go there{_exports(interface)}"
            yield replace(each, public=interface.names, public_why=why)
        else:
            yield each


def _rules(land: Landscape, found: dict[str, Interface]) -> Iterator[ProposedRule]:
    for each in land.components:
        if interface := found.get(each.name):
            numbers = f"{_numbers(interface)} from outside, without those of tests, go there"
            reason = f"When proposed, {numbers}{_exports(interface)}."
            keys = (("public", scalar(each.name)), ("names", flow(interface.names)), WITHOUT_TESTS)
            yield ProposedRule(section="rules", keys=keys, reason=reason)


def _numbers(interface: Interface) -> str:
    return f"{interface.through:,} of {interface.total:,} imports"


def _exports(interface: Interface) -> str:
    """Who declared them, where that was not only the imports."""
    if not interface.exported:
        return ""
    are_all = interface.exported == len(interface.names)
    which = "these" if are_all else f"{interface.exported} of these"
    return f"; package.json exports {which}"
