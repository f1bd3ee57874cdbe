"""Facts of files and the system graph to uses: which file has what from which package."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from driftscan.capabilities.homemade import homemade_uses, member_uses
from driftscan.capabilities.lookup import Lookup
from driftscan.capabilities.spelling import begins_with, is_of_errors, names_of
from driftscan.graph.system import SystemGraph
from driftscan.model.capability import Solution, Use, Uses
from driftscan.model.capability_fact import CapabilityFacts
from driftscan.model.fact import FileFacts
from driftscan.model.graph import Dependency, ExternalPackage, Kind, Module

# Where a package is called as the code calls it, a name on a line is its own or another's.
_CALLED_SO = frozenset({"python", "javascript", "go", "rust", "jvm"})

Named = Sequence[tuple[str, tuple[int, ...]]]


def uses_of(
    graph: SystemGraph,
    facts: Mapping[int, FileFacts],
    lookup: Lookup,
    more: Mapping[int, CapabilityFacts],
) -> Uses:
    """Every use of a solution, and what is home-made."""
    imported = packaged_uses(graph, facts, lookup)
    packaged = tuple(dict.fromkeys([*imported, *member_uses(graph, more, lookup)]))
    found = sorted([*packaged, *homemade_uses(graph, more, packaged)])
    return Uses(tuple(found), beside(lookup))


def packaged_uses(graph: SystemGraph, facts: Mapping[int, FileFacts], lookup: Lookup) -> list[Use]:
    """Every use of a package that an import tells. facts: by position of the module; a file without
    facts uses nothing. Code that a program wrote is left out, and test code unless tests are
    meant."""
    found: dict[tuple[Solution, int, int], set[int]] = defaultdict(set)
    named: dict[int, Named] = {}
    for dependency in graph.external:
        module = graph.modules[dependency.source]
        if dependency.kind is not Kind.IMPORT or module.is_generated:
            continue
        if dependency.source not in named:
            own = facts.get(dependency.source, FileFacts())
            named[dependency.source] = list(names_of(module.language, own))
        package = graph.externals[dependency.target]
        for solution, lines in _solved(module, dependency, package, named, lookup):
            if not module.is_test or lookup.capabilities[solution.capability].tests:
                found[solution, dependency.source, dependency.target].update(lines)
    return [_use(*key, lines) for key, lines in found.items()]


def beside(lookup: Lookup) -> frozenset[tuple[str, str, str, str]]:
    """Which families of a catalogue do not compete, as `Uses` has it."""
    return frozenset(
        (each.capability, each.language, each.family, other)
        for each in lookup.solutions
        for other in each.beside
    )


def _use(solution: Solution, module: int, external: int, lines: set[int]) -> Use:
    return Use(
        solution.capability,
        solution.purpose,
        solution.language,
        solution.family,
        solution.package,
        module,
        external,
        tuple(sorted(lines)),
    )


def _solved(
    module: Module,
    dependency: Dependency,
    package: ExternalPackage,
    named: Mapping[int, Named],
    lookup: Lookup,
) -> Iterator[tuple[Solution, set[int]]]:
    """What a dependency is used for, by the names that are taken; else by the package. Who knows no
    more of a library than its errors does not do what it is for: what he calls does."""
    stated = set(dependency.lines)
    by_package = _packaged(package, lookup)
    for name, lines in named[dependency.source]:
        here = stated.intersection(lines)
        if not here or not _may_be_of(module.language, name, package):
            continue
        solution = lookup.named(module.language, name) or by_package
        if solution and (not is_of_errors(name) or "error" in solution.purpose):
            yield solution, here


def _packaged(package: ExternalPackage, lookup: Lookup) -> Solution | None:
    return lookup.packaged(package.language, package.name) or lookup.packaged(
        package.language, package.distribution
    )


def _may_be_of(language: str, name: str, package: ExternalPackage) -> bool:
    return language not in _CALLED_SO or begins_with(name, package.name)
