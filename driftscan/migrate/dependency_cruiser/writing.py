"""Bans as rules over the components that the tree was divided into."""

from msgspec.structs import replace

from driftscan.migrate.areas.area import Area, Under, Without
from driftscan.migrate.areas.drafting import Land, key_of
from driftscan.migrate.builder import Builder, deny
from driftscan.migrate.dependency_cruiser.config import CruiserRule
from driftscan.migrate.dependency_cruiser.plan import Ban
from driftscan.migrate.draft import Arrow, DraftRule, Value, Words
from driftscan.notation.words import listed

_Keys = tuple[tuple[str, Value], ...]


def areas_of(bans: list[Ban]) -> dict[str, Area]:
    """The areas of all bans, by key."""
    areas: dict[str, Area] = {}
    for number, ban in enumerate(bans):
        if ban.source is not None:
            areas[source_key(number)] = ban.source
        if ban.target is not None:
            areas[target_key(number)] = ban.target
        if ban.peers and ban.everything:
            areas[target_key(number)] = Without(Under(()))
    return areas


def source_key(number: int) -> str:
    """The key of the area that a ban is for."""
    return f"{number} from"


def target_key(number: int) -> str:
    """The key of the area that it is about."""
    return f"{number} to"


def is_apart(areas: tuple[str, ...]) -> bool:
    """Whether code of these areas is on both sides of a ban: then no two paths are one unit."""
    return any(f"{area.removesuffix(' from')} to" in areas for area in areas if " from" in area)


def add(build: Builder, rule: CruiserRule, *keys: tuple[str, Value], via: str = "") -> None:
    """Add a rule with the name, the comment and the severity of the original."""
    weight: _Keys = (("severity", "warning"),) if rule.severity == "warning" else ()
    narrowed: _Keys = (("via", via),) if via and not build.via else ()
    before = build.via
    if via == "type-only import":
        # Types that are left out anyway: the rule means what dependency-cruiser sees of them.
        build.via = ""
        narrowed = (("via", via),)
    build.rule(
        DraftRule(
            name=rule.name,
            keys=(*keys, *weight, *narrowed),
            reason=rule.node.get("comment").text,
            origin=f"{build.file.name}:{rule.node.line}",
        )
    )
    build.via = before


def write(build: Builder, land: Land, number: int, ban: Ban) -> None:
    """The rule or rules of one ban."""
    sources = _side(land, source_key(number), everything=ban.source is None)
    targets = _side(land, target_key(number), everything=ban.everything)
    why = _refused(land, ban, sources, targets)
    if why:
        build.no_equal(ban.rule.node.line, f"{ban.rule.name}: {why}")
        return
    if ban.rest and not ban.peers and not ban.through_others and sources != ["*"]:
        _allow_others(build, land, ban, sources, targets)
        _tell_of_self(build, ban, set(sources) & set(targets), sources, targets)
        return
    if ban.peers:
        targets = _between_peers(build, land, ban, sources, targets)
    more: _Keys = (("through_others", "true"),) if ban.through_others else ()
    if ban.only:
        arrow = Arrow(tuple(sources), ("*", *ban.words))
        add(build, ban.rule, ("allow_only", arrow), via=ban.via)
    _deny(build, ban, sources, [*targets, *(() if ban.only else ban.words)], more)
    _tell_of_self(build, ban, set(sources) & set(targets), sources, targets)


def _refused(land: Land, ban: Ban, sources: list[str], targets: list[str]) -> str:
    """Why the components that there are cannot say a ban; '' if they can."""
    if not sources or (not targets and not ban.words):
        return f"no path can be what its `{'to' if sources else 'from'}` asks for"
    peers = peers_key(land, ban.peers) if ban.peers else ""
    if ban.peers and (peers not in sources or peers not in targets):
        return (
            f"it keeps parts of {ban.peers} from one another, by the folder that they are in, "
            "which no rule says; state by hand what it demands"
        )
    return ""


def _allow_others(
    build: Builder, land: Land, ban: Ban, sources: list[str], targets: list[str]
) -> None:
    """A rule against all but some code, as what may be used."""
    allowed = [key for cell in land.cells if (key := key_of(cell)) not in targets]
    if ban.only:
        allowed += ban.words
    elif ban.words:
        allowed.append("external:none")
    if len(sources) == 1:
        allowed = [key for key in allowed if key != sources[0]]
    add(build, ban.rule, ("allow_only", Arrow(tuple(sources), tuple(allowed))), via=ban.via)


def _deny(build: Builder, ban: Ban, sources: list[str], targets: list[str], more: _Keys) -> None:
    """One deny; more where code is on both sides, for no word may be."""
    both = [key for key in sources if key in targets and key != "*"]
    if len(both) > 1:
        apart = ("independent", Words(tuple(both)))
        add(build, ban.rule, apart, *more, via=ban.via)
    sides = [(sources, [key for key in targets if key not in both])]
    sides += [([key for key in sources if key not in both], both)]
    for left, right in sides:
        if left and right:
            add(build, ban.rule, deny(left, right), *more, via=ban.via)


def _side(land: Land, area: str, *, everything: bool) -> list[str]:
    if everything and area not in land.areas:
        return ["*"]
    return [key_of(cell) for cell in land.within(area)]


def _between_peers(
    build: Builder, land: Land, ban: Ban, sources: list[str], targets: list[str]
) -> list[str]:
    """The rule that keeps peers apart; gives what else they may not use."""
    peers = peers_key(land, ban.peers)
    add(build, ban.rule, ("independent", Words((peers,))), via=ban.via)
    others = [source for source in sources if source != peers]
    if others:
        rule = ban.rule
        add(build, replace(rule, name=f"{rule.name}, others"), deny(others, [peers]), via=ban.via)
    inside = {key_of(cell) for cell in land.cells if _is_part_of(cell.globs, ban.peers)}
    if lost := [target for target in targets if target in inside]:
        build.no_equal(
            ban.rule.node.line,
            f"{ban.rule.name}: what other rules set apart in folders of {ban.peers} is not kept "
            f"from their peers ({len(lost)})",
        )
    return [target for target in targets if target != peers and target not in inside]


def peers_key(land: Land, path: str) -> str:
    """The key of the component for folders that a path with a star means."""
    return next((key_of(cell) for cell in land.cells if cell.globs == (path,)), "")


def _is_part_of(globs: tuple[str, ...], peers: str) -> bool:
    return any(glob.startswith(f"{peers}/") for glob in globs)


def _tell_of_self(
    build: Builder, ban: Ban, both: set[str], sources: list[str], targets: list[str]
) -> None:
    """A component may always use itself; there, code on both sides may not."""
    shared = targets if sources == ["*"] else sources if "*" in targets else sorted(both)
    paths = [key.removeprefix("cell ") for key in shared if key != "*"]
    if paths:
        build.no_equal(
            ban.rule.node.line,
            f"{ban.rule.name}: dependencies within {listed(paths)} count there; in a spec a "
            "component may use itself",
        )
