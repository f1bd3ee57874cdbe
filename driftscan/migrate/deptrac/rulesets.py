"""The ruleset: which layers a layer may use, and how that is said of components."""

from collections.abc import Mapping

from driftscan.migrate.areas.cells import Cell
from driftscan.migrate.areas.drafting import Land, key_of
from driftscan.migrate.builder import Builder, deny
from driftscan.migrate.deptrac.config import Config
from driftscan.migrate.draft import Arrow, DraftRule
from driftscan.notation.words import listed

PRIVATE = " (private)"


def allowed_layers(config: Config) -> dict[str, frozenset[str]]:
    """For each layer those it may use; `+layer` brings what that one may use."""
    said: dict[str, list[str]] = {}
    for _, name, node in config.tables("ruleset"):
        said.setdefault(name, []).extend(each.text for each in node.elements())

    def reach(name: str, seen: frozenset[str]) -> set[str]:
        found: set[str] = set()
        for word in said.get(name, []):
            found.add(word.lstrip("+"))
            if word.startswith("+") and word.lstrip("+") not in seen:
                found |= reach(word.lstrip("+"), seen | {word.lstrip("+")})
        return found

    return {name: frozenset(reach(name, frozenset({name}))) for name in sorted(said)}


def may_use(source: Cell, target: Cell, allowed: Mapping[str, frozenset[str]]) -> bool:
    """Whether deptrac lets code of one cell use code of another; what is in no layer is free."""
    layers = layers_of(target)
    if not layers:
        return True
    return all(
        set(layers) == {layer} or set(layers) <= allowed.get(layer, frozenset())
        for layer in layers_of(source)
    )


def layers_of(cell: Cell) -> tuple[str, ...]:
    """The layers that a cell is in."""
    return tuple(area for area in cell.areas if not area.endswith(PRIVATE))


def rule_name(layers: tuple[str, ...]) -> str:
    """What the rule of a cell is called."""
    return f"ruleset of {listed(layers)}"


def rulesets(
    build: Builder, land: Land, allowed: Mapping[str, frozenset[str]], lines: Mapping[str, str]
) -> None:
    """One allow_only for each cell that is in a layer. lines: where each layer's ruleset is."""
    for cell in land.cells:
        layers = layers_of(cell)
        if not layers:
            continue
        targets = [key_of(c) for c in land.cells if c != cell and may_use(cell, c, allowed)]
        arrow = Arrow((key_of(cell),), tuple(targets))
        build.rule(
            DraftRule(
                name=rule_name(layers),
                keys=(("allow_only", arrow),),
                origin=lines.get(layers[0], ""),
            )
        )


def private_parts(build: Builder, land: Land) -> None:
    """Collectors with `private`: only their own layer may use what they gather."""
    for area in land.areas:
        if not area.endswith(PRIVATE):
            continue
        layer = area.removesuffix(PRIVATE)
        sources = [key_of(c) for c in land.cells if layers_of(c) and layer not in c.areas]
        targets = [key_of(c) for c in land.within(area)]
        if sources and targets:
            build.rule(DraftRule(name=f"private in {layer}", keys=(deny(sources, targets),)))


def packages(
    build: Builder,
    land: Land,
    allowed: Mapping[str, frozenset[str]],
    outside: Mapping[str, tuple[str, ...]],
) -> None:
    """Layers of packages from outside: a deny for all that may not use them; of those that are
    private, for all others."""
    for key, names in outside.items():
        layer = key.removesuffix(PRIVATE)
        free = allowed if key == layer else {}
        sources = [
            key_of(cell)
            for cell in land.cells
            if any(own != layer and layer not in free.get(own, ()) for own in layers_of(cell))
        ]
        if sources and names:
            words = [f"external:{name}" for name in names]
            build.rule(DraftRule(name=f"packages of {key}", keys=(deny(sources, words),)))
