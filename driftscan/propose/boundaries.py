"""Rules about who must not know whom: services among themselves, libraries, what is around."""

from collections.abc import Collection, Iterator

from driftscan.notation.words import counted, flow, listed
from driftscan.propose.landscape import Landscape
from driftscan.propose.order import MOST_ACCEPTED
from driftscan.propose.rule import ProposedRule, deny
from driftscan.propose.traffic import Traffic

# This share of the imports, or so many, may break a rule that is proposed all the same.
_MOST_BROKEN = 0.1
_SLIP = 0.01
_FEW = 2
# For each that breaks it so many have to keep it: what is done as often as not is no rule.
_KEPT_FOR_EACH = 5
_PLURALS = {"service": "services", "job": "jobs"}


def independent_services(land: Landscape) -> Iterator[ProposedRule]:
    """What is deployed by itself does not import each other, or hardly."""
    names = land.deployed
    if len(names) < 2:
        return
    found = land.traffic_of(names)
    if any(_is_built_with_others(land, found, at) for at in range(len(names))):
        return
    total = _statements_inside(land, names)
    if _acceptable(found.total, sum(found.dependencies.values()), total):
        yield ProposedRule(
            section="rules",
            keys=(("independent", flow(names)), ("name", "independent services")),
            reason=f"When proposed, {found.total} of {total:,} imports in them lead into another.",
            accepted=sum(found.dependencies.values()),
        )


def _is_built_with_others(land: Landscape, found: Traffic, unit: int) -> bool:
    """Whether one of them imports others as a matter of course, however little that is beside all
    imports of the system: a job that runs a server's own code makes no slips."""
    out = found.out_of(unit)
    return out > _FEW and out > _MOST_BROKEN * _statements_inside(land, [found.names[unit]])


def libraries_below(land: Landscape) -> Iterator[ProposedRule]:
    """Libraries do not know the services that use them."""
    libraries, services = land.libraries, land.deployed
    if not libraries or not services:
        return
    found = land.traffic_of([*libraries, *services])
    edge = len(libraries)
    down, _ = found.count(lambda source, target: source >= edge > target)
    up, dependencies = found.count(lambda source, target: source < edge <= target)
    if _acceptable(up, dependencies, down):
        kinds = {each.kind for each in land.components if each.name in services}
        plurals = [plural for kind, plural in _PLURALS.items() if kind in kinds]
        yield ProposedRule(
            section="rules",
            keys=deny(["libraries"], plurals),
            reason=f"A library that knows a service drags it into every user; when proposed, "
            f"{counted(down, 'import')} from {listed(plurals)} to libraries, {up} back.",
            accepted=dependencies,
        )


def nobody_uses_around(land: Landscape) -> Iterator[ProposedRule]:
    """Tests, docs and scripts use the product, never the other way round."""
    found = land.traffic
    place = {name: at for at, name in enumerate(found.names)}
    about = {place[each.name]: each for each in land.components if each.around and land.has(each)}
    users = about.keys() | {place[name] for name in _test_projects(land) if name in place}
    targets = [
        found.names[at]
        for at in sorted(about)
        if _only_uses(found, at, 0 if about[at].is_left else _FEW)
        and not _serves(found, at, users)
        and not _serves_tests(land, found.names[at])
    ]
    if not targets:
        return
    # As the rule counts: each of these is a unit, and everything else together is one.
    rest = len(targets)
    flow = land.traffic_beside(targets)
    inward, dependencies = flow.count(lambda _, target: target < rest)
    outward, _ = flow.count(lambda source, target: source < rest <= target)
    if not _acceptable(inward, dependencies, outward):
        return
    yield ProposedRule(
        section="rules",
        keys=deny(["*"], targets),
        reason=f"Nothing is built on {listed(targets)}; when proposed, {counted(inward, 'import')} "
        f"{'leads' if inward == 1 else 'lead'} in, {outward:,} lead out.",
        accepted=dependencies,
    )


def _test_projects(land: Landscape) -> Iterator[str]:
    """Components that hold nothing but tests: a project of them with a manifest of its own."""
    looks_like_test = land.folders.looks_like_test
    for each in land.components:
        positions = land.territory.extent(each.name) if land.has(each) else ()
        if positions and all(looks_like_test[at] for at in positions):
            yield each.name


def _only_uses(found: Traffic, unit: int, few: int) -> bool:
    """Others are imported, and import back no more than by a slip. few: so many are one however
    little goes out; a single import of what a program starts is what that is there for."""
    inward, outward = found.into(unit), found.out_of(unit)
    return outward > 0 and inward <= max(few, _SLIP * outward)


def _serves(found: Traffic, unit: int, around: Collection[int]) -> bool:
    """Whether something else around the product uses it: the test of a script requires that."""
    return any(
        target == unit and source != unit and source in around
        for source, target in found.statements
    )


def _serves_tests(land: Landscape, name: str) -> bool:
    """Whether tests that stand beside what they test use it: what they share lies apart."""
    inside = set(land.territory.extent(name))
    return any(
        each.target in inside
        and each.source not in inside
        and land.graph.modules[each.source].is_test
        for each in land.graph.internal
    )


def _statements_inside(land: Landscape, names: list[str]) -> int:
    """Import statements in some components that lead to any module."""
    unit_of = land.territory.divide(names)
    return sum(
        len(dependency.lines) or 1
        for dependency in land.graph.internal
        if unit_of[dependency.source] >= 0
    )


def _acceptable(broken: int, dependencies: int, total: int) -> bool:
    if broken * _KEPT_FOR_EACH > total or dependencies > MOST_ACCEPTED:
        return False
    return broken <= _FEW or broken <= _MOST_BROKEN * total
