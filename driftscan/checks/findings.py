"""Makes findings: their identity, their place and what they take over from the rule."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from itertools import pairwise

from msgspec import Struct

from driftscan.checks.question import CheckInput
from driftscan.graph.adjacency import Adjacency
from driftscan.model.finding import Cut, Finding, Step
from driftscan.model.graph import Dependency
from driftscan.model.location import Location
from driftscan.model.rule import Rule

# The kind of a finding whose chain has several steps; the steps may be of several kinds.
THROUGH_OTHERS = "through others"
# The kind of a finding about names that a module in between only passes on.
REEXPORT = "reexport"


class End(Struct, frozen=True):
    """One end of a finding.

    key: identity of it: of a module its `key`, of an external package `external:NAME`, else the
    name of a component, layer or directory.
    """

    shown: str
    key: str
    component: str = ""


def identity(rule: str, source: str, target: str, kind: str) -> str:
    """12 hex digits over the rule's name, two keys and a kind; no line, so lines may move."""
    text = "\0".join((rule, source, target, kind))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def check_name(rule: Rule) -> str:
    """The word a rule begins with in the spec."""
    return str(rule.__struct_config__.tag)


def module_end(question: CheckInput, position: int) -> End:
    """A module as the end of a finding."""
    module = question.graph.modules[position]
    return End(module.id, module.key, question.territory.home_name(position))


def direct_finding(
    question: CheckInput, rule: Rule, dependency: Dependency, message: str
) -> Finding:
    """A dependency between two modules that must not be."""
    return _edge_finding(
        question, rule, dependency, module_end(question, dependency.target), message
    )


def named_finding(
    question: CheckInput, rule: Rule, dependency: Dependency, name: str, message: str
) -> Finding:
    """A dependency on one name of a module that must not be; its lines are those that take it."""
    module = module_end(question, dependency.target)
    target = End(f"{module.shown}.{name}", f"{module.key}:{name}", module.component)
    return _edge_finding(question, rule, dependency, target, message)


def external_finding(
    question: CheckInput, rule: Rule, dependency: Dependency, message: str
) -> Finding:
    """A dependency of a module on an external package that must not be."""
    name = question.graph.externals[dependency.target].name
    return _edge_finding(question, rule, dependency, End(name, f"external:{name}"), message)


def chain_finding(
    question: CheckInput,
    rule: Rule,
    adjacency: Adjacency,
    chain: Sequence[int],
    unit: str,
    cut: Iterable[tuple[int, int]],
    message: str,
) -> Finding:
    """A module that reaches a unit (component or layer) through others.

    The unit, not the module at the chain's end, is the target: a chain that later ends in
    another module of it is the same finding.
    """
    source = module_end(question, chain[0])
    target = End(unit, unit, question.territory.home_name(chain[-1]))
    steps = steps_of(question, adjacency, pairwise(chain))
    where = _first(steps[0].evidence, question.graph.modules[chain[0]].path)
    return finding_of(
        rule,
        (source, target),
        THROUGH_OTHERS,
        message,
        where,
        evidence=steps[0].evidence,
        chain=steps,
        cut=cuts_of(question, adjacency, cut),
    )


def reexport_finding(
    question: CheckInput,
    rule: Rule,
    stops: Sequence[int],
    lines: Sequence[Sequence[int]],
    unit: str,
    message: str,
) -> Finding:
    """A module that takes names of a unit from one that passes them on.

    stops: from the taking module to the one they come from. lines: for each stop but the last,
    those that take the name from the next one.
    """
    modules = question.graph.modules
    steps = tuple(
        Step(modules[source].id, modules[target].id, question.locations(source, stated))
        for (source, target), stated in zip(pairwise(stops), lines, strict=True)
    )
    source = module_end(question, stops[0])
    target = End(unit, unit, question.territory.home_name(stops[-1]))
    first = steps[0]
    return finding_of(
        rule,
        (source, target),
        REEXPORT,
        message,
        _first(first.evidence, modules[stops[0]].path),
        evidence=first.evidence,
        chain=steps,
        cut=(Cut(first.source, first.target, len(first.evidence) or 1),),
    )


def finding_of(
    rule: Rule,
    ends: tuple[End, End],
    kind: str,
    message: str,
    where: Location,
    *,
    nature: str = "divergence",
    evidence: tuple[Location, ...] = (),
    chain: tuple[Step, ...] = (),
    cut: tuple[Cut, ...] = (),
) -> Finding:
    """A finding of a rule between two ends, with the rule's reason, owner and place."""
    head = rule.head
    source, target = ends
    return Finding(
        id=identity(head.name, source.key, target.key, kind),
        rule=head.name,
        check=check_name(rule),
        nature=nature,
        severity=head.severity,
        source=source.shown,
        target=target.shown,
        source_component=source.component,
        target_component=target.component,
        kind=kind,
        message=message,
        where=where,
        evidence=evidence,
        chain=chain,
        cut=cut,
        reason=head.reason,
        owner=head.owner,
        adr=head.adr,
        spec_line=head.line,
    )


def spec_location(question: CheckInput, line: int) -> Location:
    """A line of the spec."""
    return Location(question.spec_file.encode("utf-8", "surrogateescape"), line)


def steps_of(
    question: CheckInput, adjacency: Adjacency, edges: Iterable[tuple[int, int]]
) -> tuple[Step, ...]:
    """Module edges as steps, with every line that states them."""
    return tuple(_step(question, adjacency, source, target) for source, target in edges)


def cuts_of(
    question: CheckInput, adjacency: Adjacency, edges: Iterable[tuple[int, int]]
) -> tuple[Cut, ...]:
    """Module edges as dependencies to cut, with the number of statements each takes."""
    modules = question.graph.modules
    return tuple(
        Cut(modules[source].id, modules[target].id, adjacency.statements(source, target))
        for source, target in edges
    )


def _edge_finding(
    question: CheckInput, rule: Rule, dependency: Dependency, target: End, message: str
) -> Finding:
    source = module_end(question, dependency.source)
    evidence = question.locations(dependency.source, dependency.lines)
    return finding_of(
        rule,
        (source, target),
        dependency.kind.label,
        message,
        _first(evidence, question.graph.modules[dependency.source].path),
        evidence=evidence,
        chain=(Step(source.shown, target.shown, evidence),),
        cut=(Cut(source.shown, target.shown, len(dependency.lines) or 1),),
    )


def involve(
    question: CheckInput, adjacency: Adjacency, edges: Callable[[], Iterable[tuple[int, int]]]
) -> None:
    """Tell whoever wants to know which module edges findings rest on, shown in a chain or not."""
    if question.involved is not None:
        for source, target in edges():
            question.involved.update(_evidence(question, adjacency, source, target))


def _step(question: CheckInput, adjacency: Adjacency, source: int, target: int) -> Step:
    key = (adjacency.kinds, source, target)
    step = question.steps.get(key)
    if step is None:
        modules = question.graph.modules
        evidence = _evidence(question, adjacency, source, target)
        step = Step(modules[source].id, modules[target].id, evidence)
        question.steps[key] = step
    return step


def _evidence(
    question: CheckInput, adjacency: Adjacency, source: int, target: int
) -> tuple[Location, ...]:
    lines = {line for found in adjacency.between(source, target) for line in found.lines}
    return question.locations(source, sorted(lines))


def _first(evidence: Sequence[Location], path: bytes) -> Location:
    return evidence[0] if evidence else Location(path)
