"""layers: an order from high to low, of modules, or of the children of containers."""

from collections import Counter
from collections.abc import Iterator, Sequence

from driftscan.migrate.builder import Builder
from driftscan.migrate.draft import Children, Level, Order, Value, Words
from driftscan.migrate.import_linter.expressions import expand
from driftscan.migrate.import_linter.head import THROUGH, add_rule
from driftscan.migrate.import_linter.settings import Contract, Settings
from driftscan.notation.words import listed


def layers(build: Builder, settings: Settings, contract: Contract) -> list[str]:
    """One entry of `layers`."""
    levels = [_level(text) for text in contract.texts("layers")]
    if trouble := _trouble(levels):
        build.no_equal(contract.line_of("layers"), f"contract '{contract.name}': {trouble}")
        return []
    containers = expand(build, contract, "containers", settings.roots)
    if "containers" in contract.options:
        return _inside(build, contract, levels, containers) if containers else []
    levels = list(_present(build, contract, levels))
    if len(levels) < 2:
        return _independent(build, contract, levels)
    order = Order(tuple(_as_components(build, level) for level in levels))
    return [add_rule(build, contract, (("order", order), THROUGH), section="layers")]


def _trouble(levels: Sequence[Level]) -> str:
    """Why import-linter would refuse the layers too, '' if all is well."""
    names = [name for level in levels for name in level.members]
    if unfit := [name for name in names if not all(map(str.isidentifier, name.split(".")))]:
        return f"'{unfit[0]}' is no name of a module; the contract was left out"
    if twice := sorted(name for name, count in Counter(names).items() if count > 1):
        return f"'{twice[0]}' stands in two layers; the contract was left out"
    return ""


def _level(text: str) -> Level:
    """`a | b` are independent of each other, `a : b` are not; one in brackets may be missing."""
    separator = "|" if "|" in text else ":"
    words = [word.strip() for word in text.split(separator)]
    bare = {word: word.removeprefix("(").removesuffix(")").strip() for word in words}
    return Level(
        members=tuple(bare.values()),
        independent=separator == "|" or len(words) == 1,
        optional=tuple(name for word, name in bare.items() if word.startswith("(")),
    )


def _inside(
    build: Builder, contract: Contract, levels: Sequence[Level], containers: Sequence[str]
) -> list[str]:
    missing = [
        f"{container}.{name}"
        for container in containers
        for level in levels
        for name in level.members
        if name not in level.optional and f"{container}.{name}" not in build.modules.names
    ]
    if missing:
        build.no_equal(
            contract.line,
            f"contract '{contract.name}' was left out: {listed(missing)} is not in the tree, which "
            "import-linter refuses too",
        )
        return []
    if len(levels) < 2:
        return [
            rule
            for container in containers
            for rule in _independent(build, contract, [_below(build, container, levels)])
        ]
    keys: list[tuple[str, Value]] = [
        ("in", Words(build.components(containers))),
        ("order", Order(tuple(levels), of_children=True)),
    ]
    if contract.flag("exhaustive"):
        keys.append(("exhaustive", "true"))
        named = {name for level in levels for name in level.members}
        if besides := sorted(set(contract.texts("exhaustive_ignores")) - named):
            keys.append(("besides", Children(tuple(besides))))
    return [add_rule(build, contract, (*keys, THROUGH), section="layers")]


def _below(build: Builder, container: str, levels: Sequence[Level]) -> Level:
    """The only layer, with the full names of those of its members that are in a container."""
    names = [f"{container}.{name}" for level in levels for name in level.members]
    here = tuple(name for name in names if name in build.modules.names)
    return Level(members=here, independent=all(level.independent for level in levels))


def _present(build: Builder, contract: Contract, levels: Sequence[Level]) -> Iterator[Level]:
    """The layers with the members that are in the tree."""
    for level in levels:
        here = tuple(name for name in level.members if name in build.modules.names)
        for name in level.members:
            if name not in here:
                what = "is optional and" if name in level.optional else "(import-linter refuses it)"
                build.no_equal(
                    contract.line_of("layers"),
                    f"contract '{contract.name}': the layer '{name}' {what} is not in the tree; "
                    "add it as a component when it comes",
                )
        if here:
            yield Level(members=here, independent=level.independent)


def _as_components(build: Builder, level: Level) -> Level:
    return Level(members=build.components(level.members), independent=level.independent)


def _independent(build: Builder, contract: Contract, levels: Sequence[Level]) -> list[str]:
    """One layer of siblings is no order, but they may still not use each other."""
    for level in levels:
        if level.independent and len(level.members) > 1:
            members = Words(build.components(level.members))
            return [add_rule(build, contract, (("independent", members), THROUGH))]
    build.no_equal(
        contract.line,
        f"contract '{contract.name}' orders nothing that is in the tree; it was left out",
    )
    return []
