"""interfaces: the names of a module that others may use."""

import re

from driftscan.migrate.draft import Children, Component, DraftRule, Value
from driftscan.migrate.tach.expose import EVERYTHING, names_of
from driftscan.migrate.tach.project import ROOT, InterfaceEntry
from driftscan.migrate.tach.unseen import look_away
from driftscan.migrate.tach.world import World

_INSIDE = re.compile(r"\\\.\.[*+][)$]*$")


def interfaces(world: World) -> None:
    """A `public` rule for each module that has an interface."""
    for entry in world.interfaces:
        _tell(world, entry)
    for path in world.modules:
        own = [each for each in world.interfaces if _is_of(world, each, path)]
        if path != ROOT and own:
            _public(world, path, own)


def _tell(world: World, entry: InterfaceEntry) -> None:
    if entry.primitive:
        world.build.no_equal(
            entry.line, "data_types = primitive has no equal: driftscan reads no types", entry.file
        )
    if entry.visibility is not None or entry.exclusive:
        world.build.no_equal(
            entry.line,
            "an interface for some modules only (visibility, exclusive) has no equal; its names "
            "are public for all, so the spec is more lenient there",
            entry.file,
        )


def _is_of(world: World, entry: InterfaceEntry, path: str) -> bool:
    return any(_fits(world, entry, origin, path) for origin in entry.origins)


def _fits(world: World, entry: InterfaceEntry, origin: str, path: str) -> bool:
    if origin in (".*", path):
        return True
    if not re.search(r"[\\*+?()\[\]{}|^$]", origin):
        # A dot alone stands for any letter, and nobody means that.
        return False
    found = names_of(origin)
    if found is not None:
        return any(
            path == name or (name.endswith(".*") and path.startswith(name[:-1])) for name in found
        )
    world.build.no_equal(
        entry.line,
        f"interface from '{origin}': this regular expression was not understood; name the modules",
        entry.file,
    )
    return False


def _public(world: World, path: str, own: list[InterfaceEntry]) -> None:
    names: list[str] = []
    for entry in own:
        for expression in entry.expose:
            if expression in EVERYTHING:
                return  # all is public
            found = names_of(expression)
            if found is None:
                _not_understood(world, entry, path, expression)
            elif _INSIDE.search(expression):
                _tell_of_inside(world, entry, path, expression)
            names += [word for name in found or [] for word in _words(world, entry, path, name)]
    keys: list[tuple[str, Value]] = [
        ("public", Component(path)),
        ("names", Children(tuple(dict.fromkeys(names)))),
        ("itself", "true"),
    ]
    places = ", ".join(dict.fromkeys(f"{entry.file}:{entry.line}" for entry in own))
    rule = world.build.rule(DraftRule(name=f"interface of {path}", keys=tuple(keys), origin=places))
    unchecked = [each for each in world.modules.values() if each.unchecked and each.path != path]
    look_away(world, rule, unchecked, path)


def _words(world: World, entry: InterfaceEntry, path: str, name: str) -> list[str]:
    """How the spec says it: a package with all inside, a module, or a name of a module."""
    full = f"{path}.{name}"
    below = full.removesuffix(".*")
    if world.home_of(below) != path:
        return []  # inside a module of its own, so no name of this one
    if below == full:
        if full in world.places.by_path:
            _tell_of_module(world, entry, path, name)
        return [full]
    # As a regular expression `http.*` is `http_parser` too.
    fitting = [
        each
        for each in world.build.modules.children(below.rpartition(".")[0])
        if each.startswith(below) and world.home_of(each) == path
    ]
    if not fitting:
        _not_understood(world, entry, path, name)
    return [f"{each}.*" if world.build.modules.children(each) else each for each in fitting]


def _tell_of_inside(world: World, entry: InterfaceEntry, path: str, expression: str) -> None:
    world.build.no_equal(
        entry.line,
        f"interface of '{path}': '{expression}' is what is inside of something; that itself is "
        "public too, in tach it is not",
        entry.file,
    )


def _tell_of_module(world: World, entry: InterfaceEntry, path: str, name: str) -> None:
    world.build.no_equal(
        entry.line,
        f"interface of '{path}': '{name}' is a module, and what is taken from it by name is public "
        "too, in tach only the module as such",
        entry.file,
    )


def _not_understood(world: World, entry: InterfaceEntry, path: str, expression: str) -> None:
    world.build.no_equal(
        entry.line,
        f"interface of '{path}': '{expression}' was not understood as a list of names; add the "
        "names that it means to `public`",
        entry.file,
    )
