"""A system graph and the evidence of its files to a spec that passes today."""

from collections.abc import Iterator

from msgspec import Struct

from driftscan.graph.system import SystemGraph
from driftscan.propose.boundaries import (
    independent_services,
    libraries_below,
    nobody_uses_around,
)
from driftscan.propose.component import ProposedComponent
from driftscan.propose.components import propose_components
from driftscan.propose.evidence import Evidence
from driftscan.propose.inside import inner_rules
from driftscan.propose.interfaces import interfaces_stated
from driftscan.propose.landscape import Landscape
from driftscan.propose.layering import component_layers
from driftscan.propose.product import product_of, rules_of_product
from driftscan.propose.rule import ProposedRule
from driftscan.propose.spec_text import Shares, spec_text


class Proposal(Struct, frozen=True):
    """text: a whole driftscan.yaml. components, rules: what it states, as values."""

    text: str
    components: tuple[ProposedComponent, ...]
    rules: tuple[ProposedRule, ...]


def propose(graph: SystemGraph, evidence: Evidence, shares: Shares) -> Proposal:
    """The spec of a system as it is today. graph: with at least one module."""
    land = Landscape(graph, propose_components(graph, evidence))
    product = product_of(land)
    components, interfaces = interfaces_stated(land, product, evidence.exported)
    rules = (*interfaces, *_rules(land, product))
    return Proposal(spec_text(land, components, rules, shares), components, rules)


def _rules(land: Landscape, product: Landscape) -> Iterator[ProposedRule]:
    makers = (component_layers, inner_rules, independent_services, libraries_below)
    yield from rules_of_product(land, product, makers)
    yield from nobody_uses_around(land)
    yield _covered(land)


def _covered(land: Landscape) -> ProposedRule:
    total = len(land.graph.modules)
    inside = total - land.size[""]
    return ProposedRule(
        section="rules",
        keys=(("covered", "."),),
        reason=f"New code needs a place; when proposed, {inside:,} of {total:,} modules have one.",
    )
