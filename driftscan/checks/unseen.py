"""Exceptions that name dependencies: a rule is evaluated as if these were not there."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.checks.question import CheckInput
from driftscan.checks.suppressions import evidence_of
from driftscan.graph.name_pattern import NameArrows, Pair
from driftscan.graph.system import SystemGraph
from driftscan.model.finding import Finding
from driftscan.model.graph import Dependency
from driftscan.model.location import Location
from driftscan.model.spec import SpecException

Find = Callable[[CheckInput], Iterable[Finding]]


class LookedAway(Struct, frozen=True):
    """question: without the dependencies that are excepted. excepted: the findings that end so.

    needless: arrows whose dependencies are there, but no finding would rest on them.
    """

    question: CheckInput
    excepted: tuple[Finding, ...] = ()
    needless: tuple[str, ...] = ()


def look_away(question: CheckInput, find: Find, exceptions: Sequence[SpecException]) -> LookedAway:
    """Leave out what exceptions name. A chain that leads around it is still found."""
    if not exceptions:
        return LookedAway(question)
    arrows = _arrows(exceptions)
    asked = question.about(without(question.graph, arrows))
    left = {finding.id for finding in find(asked)}
    involved: set[Location] = set()
    found = tuple(find(replace(question, involved=involved)))
    involved.update(place for finding in found for place in evidence_of(finding))
    names = names_by_id(question.graph)
    note = "; ".join(dict.fromkeys(map(_note, exceptions)))
    return LookedAway(
        asked,
        tuple(
            replace(finding, status="excepted", note=note)
            for finding in found
            if finding.id not in left and _touches(arrows, finding, names)
        ),
        _needless(question.graph, exceptions, involved),
    )


def _needless(
    graph: SystemGraph, exceptions: Sequence[SpecException], involved: set[Location]
) -> tuple[str, ...]:
    def rests_on(dependency: Dependency) -> bool:
        path = graph.modules[dependency.source].path
        return any(Location(path, line) in involved for line in dependency.lines)

    internal = [d for d in graph.internal if rests_on(d)]
    external = [d for d in graph.external if rests_on(d)]
    unused = [text for _, text in _idle(graph, exceptions, internal, external)]
    if not unused:
        return ()
    nowhere = set(NameArrows(unused).idle(_pairs(graph, graph.internal, graph.external)))
    return tuple(text for text in unused if text not in nowhere)


def idle_messages(
    graph: SystemGraph, exceptions: Iterable[SpecException], spec_file: str
) -> list[str]:
    """One message with file and line for each arrow that fits no dependency of the tree."""
    wanted = list(exceptions)
    if not wanted:
        return []
    return [
        f"{spec_file}:{exception.line}: the exception from '{exception.finding}' for '{text}' fits "
        "no dependency; if it was mended, remove it, else check the names"
        for exception, text in _idle(graph, wanted, graph.internal, graph.external)
    ]


def _idle(
    graph: SystemGraph,
    exceptions: Sequence[SpecException],
    internal: Iterable[Dependency],
    external: Iterable[Dependency],
) -> list[tuple[SpecException, str]]:
    """The arrows that fit none of these dependencies."""
    idle = set(_arrows(exceptions).idle(_pairs(graph, internal, external)))
    return [(each, text) for each in exceptions for text in each.imports if text in idle]


def _pairs(
    graph: SystemGraph, internal: Iterable[Dependency], external: Iterable[Dependency]
) -> set[Pair]:
    pairs = {(_source(graph, d), _target(graph, d)) for d in internal}
    return pairs | {(_source(graph, d), _package(graph, d)) for d in external}


def names_by_id(graph: SystemGraph) -> dict[str, str]:
    """What exceptions call the modules that findings show by their id: the id may be a path, or
    begin with a source root."""
    return {module.id: module.name for module in graph.modules if module.id != module.name}


def touched(
    exception: SpecException, findings: Iterable[Finding], names: Mapping[str, str]
) -> list[Finding]:
    """Those findings that rest on a dependency which the exception names. names: by id."""
    arrows = _arrows([exception])
    return [finding for finding in findings if _touches(arrows, finding, names)]


def _touches(arrows: NameArrows, finding: Finding, names: Mapping[str, str]) -> bool:
    """Whether a step of the finding is a dependency that an exception names."""
    return any(
        arrows.mean(names.get(step.source, step.source), names.get(step.target, step.target))
        for step in finding.chain
    )


def without(graph: SystemGraph, arrows: NameArrows) -> SystemGraph:
    """The graph as if these dependencies weren't there; positions stay."""
    return SystemGraph(
        graph.modules,
        graph.externals,
        [d for d in graph.internal if not arrows.mean(_source(graph, d), _target(graph, d))],
        [d for d in graph.external if not arrows.mean(_source(graph, d), _package(graph, d))],
        graph.unresolved,
        graph.tests_inside,
    )


def _arrows(exceptions: Sequence[SpecException]) -> NameArrows:
    return NameArrows(text for each in exceptions for text in each.imports)


def _note(exception: SpecException) -> str:
    until = f" (until {exception.until.isoformat()})" if exception.until else ""
    return exception.reason + until


def _source(graph: SystemGraph, dependency: Dependency) -> str:
    return graph.modules[dependency.source].name


def _target(graph: SystemGraph, dependency: Dependency) -> str:
    return graph.modules[dependency.target].name


def _package(graph: SystemGraph, dependency: Dependency) -> str:
    return graph.externals[dependency.target].name
