"""Contracts of every type for a package, drawn with a seed so that most of them really break."""

from collections.abc import Callable
from random import Random

from msgspec import Struct

from benchmarks.parity.structure import Structure

Value = str | tuple[str, ...]


class Contract(Struct, frozen=True):
    """One contract. options: as import-linter reads them, lists as tuples."""

    name: str
    type: str
    options: tuple[tuple[str, Value], ...]


def contracts(package: str, found: Structure, seed: int) -> list[Contract]:
    """Some of each type; the same for the same seed."""
    draw = _Draw(package, found, Random(f"{package} {seed}"))
    made: list[Contract] = []
    for make, times in _MAKERS:
        for _ in range(times):
            kind, options = make(draw)
            number = f"{len(made) + 1:02}"
            if all(value != () for _, value in options):
                made.append(Contract(f"{number} {kind}", kind, tuple(options)))
    return made


def written(package: str, made: list[Contract], runtime_only: bool) -> str:
    """The contracts as an INI file."""
    lines = ["[importlinter]", f"root_package = {package}", "include_external_packages = True"]
    lines += ["exclude_type_checking_imports = True"] * runtime_only
    for contract in made:
        lines += ["", f"[importlinter:contract:{contract.name[:2]}]"]
        lines += [f"name = {contract.name}", f"type = {contract.type}"]
        for key, value in contract.options:
            if isinstance(value, str):
                lines.append(f"{key} = {value}")
            else:
                lines += [f"{key} =", *(f"    {each}" for each in value)]
    return "\n".join(lines) + "\n"


class _Draw:
    """Draws names from a package."""

    def __init__(self, package: str, found: Structure, random: Random) -> None:
        self.package = package
        self.found = found
        self.random = random

    def above(self, name: str) -> str:
        """A module or one of the packages around it, but not the top one."""
        parts = name.split(".")
        least = min(len(self.package.split(".")) + 1, len(parts))
        return ".".join(parts[: self.random.randint(least, len(parts))])

    def pair(self) -> tuple[str, str]:
        """Two names apart from each other, the first of which depends on the second."""
        for _ in range(200):
            source, target = self.random.choice(self.found.inner)
            one, other = self.above(source), self.above(target)
            if not _overlap(one, other):
                return one, other
        return source, target

    def some(self, count: int) -> list[str]:
        """Names, none inside another."""
        names: list[str] = []
        for _ in range(200):
            name = self.above(self.random.choice(self.random.choice(self.found.inner)))
            if name != self.package and not any(_overlap(name, each) for each in names):
                names.append(name)
            if len(names) == count:
                break
        return names

    def wildcard(self, name: str) -> str:
        """The name with one part as a star, if it has one to spare."""
        parts = name.split(".")
        top = len(self.package.split("."))
        if len(parts) <= top:
            return name
        parts[self.random.randint(top, len(parts) - 1)] = "*"
        return ".".join(parts)

    def ignored(self, edges: list[tuple[str, str]] | None = None) -> tuple[str, ...]:
        """Some imports to ignore, some with stars."""
        arrows = []
        for source, target in self.random.sample(
            edges or self.found.inner,
            min(len(edges or self.found.inner), self.random.randint(1, 4)),
        ):
            one = self.wildcard(source) if self.random.random() < 0.4 else source
            arrows.append(f"{one} -> {target}")
        if self.random.random() < 0.3:
            arrows.append(f"{self.package}.** -> {self.random.choice(self.found.inner)[1]}")
        return tuple(dict.fromkeys(arrows))

    def between(self, one: str, other: str) -> list[tuple[str, str]]:
        """Imports from below one name to below another."""
        return [
            pair
            for pair in self.found.inner
            if f"{pair[0]}.".startswith(f"{one}.") and f"{pair[1]}.".startswith(f"{other}.")
        ]


Options = list[tuple[str, Value]]
Made = tuple[str, Options]


def _overlap(one: str, other: str) -> bool:
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def _forbidden(draw: _Draw) -> Made:
    source, target = draw.pair()
    options: Options = [("source_modules", (source,)), ("forbidden_modules", (target,))]
    if draw.random.random() < 0.5:
        options.append(("allow_indirect_imports", "True"))
    return "forbidden", options


def _forbidden_ignoring(draw: _Draw) -> Made:
    source, target = draw.pair()
    edges = draw.between(source, target)
    keep = edges if draw.random.random() < 0.5 else None
    return "forbidden", [
        ("source_modules", (source,)),
        ("forbidden_modules", (target,)),
        ("allow_indirect_imports", draw.random.choice(("True", "False"))),
        ("ignore_imports", draw.ignored(keep)),
        ("unmatched_ignore_imports_alerting", draw.random.choice(("none", "warn"))),
    ]


def _forbidden_many(draw: _Draw) -> Made:
    """Sources and targets may overlap here: such pairs don't count."""
    one, other = draw.pair(), draw.pair()
    return "forbidden", [
        ("source_modules", tuple(dict.fromkeys((one[0], other[0], *draw.some(1))))),
        ("forbidden_modules", tuple(dict.fromkeys((one[1], other[1])))),
    ]


def _forbidden_exact(draw: _Draw) -> Made:
    source, target = draw.random.choice(draw.found.inner)
    return "forbidden", [
        ("source_modules", (source,)),
        ("forbidden_modules", (target, *(n for n in draw.some(1) if n not in (source, target)))),
        ("as_packages", "False"),
    ]


def _forbidden_stars(draw: _Draw) -> Made:
    source, target = draw.pair()
    return "forbidden", [
        ("source_modules", (draw.wildcard(source),)),
        ("forbidden_modules", (target,)),
        ("allow_indirect_imports", draw.random.choice(("True", "False"))),
    ]


def _forbidden_outside(draw: _Draw) -> Made:
    source, target = draw.random.choice(draw.found.outer)
    others = {pair[1] for pair in draw.random.sample(draw.found.outer, 2)}
    return "forbidden", [
        ("source_modules", (draw.above(source), *draw.some(1))),
        ("forbidden_modules", (target, *sorted(others - {target}))),
        ("allow_indirect_imports", draw.random.choice(("True", "False"))),
    ]


def _independence(draw: _Draw) -> Made:
    one, other = draw.pair()
    more = [name for name in draw.some(2) if not any(_overlap(name, n) for n in (one, other))]
    options: Options = [("modules", (one, other, *more))]
    if draw.random.random() < 0.4:
        options += [
            ("ignore_imports", draw.ignored(draw.between(one, other) or None)),
            ("unmatched_ignore_imports_alerting", "none"),
        ]
    return "independence", options


def _independence_stars(draw: _Draw) -> Made:
    package = draw.random.choice([p for p in draw.found.packages if p.count(".") or True])
    return "independence", [("modules", (f"{package}.*",))]


def _tails(draw: _Draw, package: str) -> list[str]:
    names = [name.rpartition(".")[2] for name in draw.found.children[package]]
    return draw.random.sample(names, min(len(names), draw.random.randint(2, 6)))


def _levels(draw: _Draw, names: list[str]) -> tuple[str, ...]:
    """Names as layers, some of them siblings."""
    levels: list[str] = []
    rest = list(names)
    while rest:
        size = draw.random.choice((1, 1, 1, 2, 3)) if len(rest) > 2 else 1
        taken, rest = rest[:size], rest[size:]
        levels.append(draw.random.choice((" | ", " : ")).join(taken))
    return tuple(levels)


def _layers(draw: _Draw) -> Made:
    package = draw.random.choice(draw.found.packages)
    levels = list(_levels(draw, _tails(draw, package)))
    if draw.random.random() < 0.4:
        levels.insert(draw.random.randint(0, len(levels)), "(not_there)")
    options: Options = [("layers", tuple(levels)), ("containers", (package,))]
    if draw.random.random() < 0.4:
        spared = [name.rpartition(".")[2] for name in draw.found.children[package]]
        options += [("exhaustive", "True"), ("exhaustive_ignores", tuple(spared[::3]))]
    return "layers", options


def _layers_of_several(draw: _Draw) -> Made:
    """The same children in several containers; what one of them lacks is optional."""
    containers = draw.random.sample(draw.found.packages, min(3, len(draw.found.packages)))
    containers = [c for c in containers if not any(_overlap(c, o) for o in containers if o != c)]
    if not containers:
        return "layers", [("layers", ()), ("containers", ())]
    sets = [{n.rpartition(".")[2] for n in draw.found.children[c]} for c in containers]
    everywhere = set.intersection(*sets)
    names = draw.random.sample(sorted(set.union(*sets)), min(5, len(set.union(*sets))))
    shown = tuple(name if name in everywhere else f"({name})" for name in names)
    return "layers", [("layers", _levels(draw, list(shown))), ("containers", tuple(containers))]


def _layers_of_modules(draw: _Draw) -> Made:
    one, other = draw.pair()
    more = [name for name in draw.some(3) if not any(_overlap(name, n) for n in (one, other))]
    options: Options = [("layers", (*_levels(draw, more), other, one))]
    if draw.random.random() < 0.5:
        options += [
            ("ignore_imports", draw.ignored()),
            ("unmatched_ignore_imports_alerting", "none"),
        ]
    return "layers", options


def _protected(draw: _Draw) -> Made:
    source, target = draw.pair()
    allowed = [pair[0] for pair in draw.found.inner if f"{pair[1]}.".startswith(f"{target}.")]
    some = {draw.above(name) for name in draw.random.sample(allowed, min(2, len(allowed)))}
    options: Options = [
        ("protected_modules", (target, *(n for n in draw.some(1) if not _overlap(n, target)))),
        ("allowed_importers", tuple(sorted(some - {source})) or (source,)),
    ]
    if draw.random.random() < 0.3:
        options.append(("as_packages", "False"))
    if draw.random.random() < 0.3:
        options += [
            ("ignore_imports", draw.ignored()),
            ("unmatched_ignore_imports_alerting", "none"),
        ]
    return "protected", options


def _acyclic(draw: _Draw) -> Made:
    options: Options = [("ancestors", (draw.random.choice(draw.found.packages),))]
    if draw.random.random() < 0.6:
        options.append(("depth", str(draw.random.randint(0, 2))))
    return "acyclic_siblings", options


def _acyclic_skipping(draw: _Draw) -> Made:
    inner = [name for name in draw.found.packages if name != draw.package]
    skipped = tuple(draw.random.sample(inner, min(2, len(inner))))
    return "acyclic_siblings", [("ancestors", (draw.package,)), ("skip_descendants", skipped)]


_MAKERS: tuple[tuple[Callable[[_Draw], Made], int], ...] = (
    (_forbidden, 4),
    (_forbidden_ignoring, 2),
    (_forbidden_many, 2),
    (_forbidden_exact, 2),
    (_forbidden_stars, 1),
    (_forbidden_outside, 3),
    (_independence, 2),
    (_independence_stars, 1),
    (_layers, 3),
    (_layers_of_several, 1),
    (_layers_of_modules, 2),
    (_protected, 3),
    (_acyclic, 2),
    (_acyclic_skipping, 1),
)
