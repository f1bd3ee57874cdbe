"""What files say beside their imports to uses: what is home-made, and members of packages."""

from collections.abc import Iterator, Mapping, Sequence

from driftscan.capabilities.lookup import Lookup
from driftscan.graph.system import SystemGraph
from driftscan.model.capability import HOME_MADE, Use
from driftscan.model.capability_fact import CapabilityFacts
from driftscan.model.graph import Module


def homemade_uses(
    graph: SystemGraph,
    facts: Mapping[int, CapabilityFacts],
    packaged: tuple[Use, ...],
) -> Iterator[Use]:
    """What somebody made, by position of the module. What stands in a file that also uses a package
    for the same is a wrapper around that, and no way of its own."""
    wrapped = {(use.module, use.capability) for use in packaged}
    for position in sorted(facts):
        module = graph.modules[position]
        if module.is_test or module.is_generated:
            continue
        for fact in facts[position].homemade:
            if (position, fact.capability) not in wrapped:
                yield Use(
                    fact.capability,
                    fact.purpose,
                    module.language,
                    HOME_MADE,
                    fact.name,
                    position,
                    -1,
                    (fact.line,),
                    fact.confidence,
                    fact.why,
                )


def member_uses(
    graph: SystemGraph, facts: Mapping[int, CapabilityFacts], lookup: Lookup
) -> Iterator[Use]:
    """What is taken behind a dot of packages that do several things. A use stands at the line that
    imports the package, as any other does: there it can be silenced."""
    imported = _imported(graph)
    for position in sorted(facts):
        module = graph.modules[position]
        if module.is_test or module.is_generated:
            continue
        for fact in facts[position].members:
            solution = lookup.named(module.language, fact.name)
            package = fact.name.rpartition(".")[0]
            if solution and package in imported.get(position, {}):
                external, lines = imported[position][package]
                yield Use(
                    solution.capability,
                    solution.purpose,
                    solution.language,
                    solution.family,
                    solution.package,
                    position,
                    external,
                    lines,
                )


def _imported(graph: SystemGraph) -> dict[int, dict[str, tuple[int, tuple[int, ...]]]]:
    """By module and package, where it is imported."""
    found: dict[int, dict[str, tuple[int, tuple[int, ...]]]] = {}
    for each in graph.external:
        name = graph.externals[each.target].name
        found.setdefault(each.source, {})[name] = (each.target, each.lines)
    return found


def by_position(
    modules: Sequence[Module], said: Mapping[bytes, CapabilityFacts]
) -> dict[int, CapabilityFacts]:
    """Facts of paths as facts of modules."""
    return {at: said[module.path] for at, module in enumerate(modules) if module.path in said}
