"""Files that all depend on each other: where, an example, and the cheapest way out."""

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from driftscan.graph.adjacency import Adjacency
from driftscan.graph.breakers import cycle_breakers
from driftscan.graph.cycles import cycle_through, cyclic_components
from driftscan.graph.without_tests import without_tests
from driftscan.model.graph import CODE_KINDS, Dependency, Kind
from driftscan.report.audit.audited import Repository
from driftscan.report.audit.belonging import COMPILED_AS_ONE, without_belonging
from driftscan.report.audit.documents import CycleJson
from driftscan.report.audit.numbering import Numbering
from driftscan.report.audit.product_code import others_in

# Of so many cuts a way round is looked for; there may be hundreds, and any of them will do.
_TRIED = 40


def knots_of(repositories: Sequence[Repository], numbering: Numbering) -> list[CycleJson]:
    """The costliest first, then the largest."""
    found = [
        knot
        for repository, first in zip(repositories, numbering.first, strict=True)
        for knot in _knots(repository, first, numbering)
    ]
    return sorted(found, key=lambda knot: (-(knot.cost or 0.0), -len(knot.files), knot.files))


def _knots(repository: Repository, first: int, numbering: Numbering) -> Iterator[CycleJson]:
    """Product code alone: what tests need of each other binds nobody else, and what a program wrote
    it writes anew."""
    needs = repository.needs or repository.graph
    graph = without_belonging(without_tests(needs, others_in(repository, first, numbering)))
    adjacency = Adjacency(graph, CODE_KINDS)
    successors = _others(adjacency)
    loading = _others(Adjacency(graph, frozenset({Kind.IMPORT})))
    loaded = cyclic_components(loading)
    for nodes in cyclic_components(successors):
        within = set(nodes)
        weights = {
            node: {
                target: adjacency.statements(node, target)
                for target in successors[node]
                if target in within
            }
            for node in nodes
        }
        cuts = _cuts(weights)
        example, lines = _example(adjacency, weights, cuts)
        remaining = [len(each) for each in loaded if each[0] in within]
        yield CycleJson(
            files=[first + node for node in nodes],
            dependencies=sum(map(len, weights.values())),
            example=[first + node for node in example],
            example_lines=lines,
            cuts=[[first + source, first + target] for source, target in cuts],
            types_only=not remaining,
            at_run_time=sum(remaining),
            circles_at_run_time=len(remaining),
            cost=numbering.cost_of(first + node for node in nodes),
        )


def _cuts(weights: Mapping[int, Mapping[int, int]]) -> list[tuple[int, int]]:
    """The dependencies to take away, the fewest that are found: they are told by their number. Of
    as many, those with fewer lines."""
    alike = {node: dict.fromkeys(row, 1) for node, row in weights.items()}
    return min(cycle_breakers(weights), cycle_breakers(alike), key=len)


def _others(adjacency: Adjacency) -> dict[int, list[int]]:
    """By module those that it uses. That a file imports itself is no circle of files."""
    return {
        at: [target for target in targets if target != at]
        for at, targets in enumerate(adjacency.successors)
    }


def _example(
    adjacency: Adjacency, weights: Mapping[int, Mapping[int, int]], cuts: Sequence[tuple[int, int]]
) -> tuple[tuple[int, ...], list[int]]:
    """A way round that a reader can follow, with the line of each step: of those over one of the
    cuts the one with the fewest steps that are types alone or not sure, then the shortest."""
    rows = {node: list(row) for node, row in weights.items()}

    def ways() -> Iterator[tuple[tuple[int, int, tuple[int, ...]], list[Dependency]]]:
        for cut in cuts[:_TRIED]:
            way = cycle_through(rows, *cut)
            steps = [
                min(adjacency.between(source, target), key=_doubt)
                for source, target in zip(way, (*way[1:], way[0]), strict=True)
            ]
            yield (sum(map(_doubt, steps)), len(way), way), steps

    (_, _, way), steps = min(ways(), key=itemgetter(0))
    modules = adjacency.graph.modules
    return way, [_line(step, modules[step.source].language) for step in steps]


def _line(step: Dependency, language: str) -> int:
    """Of a language in which files declare each other the last: `mod orders;` stands before what is
    used of it, and says no more than that the file belongs to it."""
    if not step.lines:
        return 0
    return step.lines[-1 if language in COMPILED_AS_ONE else 0]


def _doubt(step: Dependency) -> int:
    return (step.kind is not Kind.IMPORT) + (step.confidence < 1.0)
