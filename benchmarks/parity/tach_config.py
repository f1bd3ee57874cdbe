"""A tach.toml for a package, drawn with a seed so that much of what it demands is broken."""

from collections import defaultdict
from random import Random

from msgspec import Struct
from msgspec.structs import replace

from benchmarks.parity.structure import Structure

_LAYERS = ("top", "middle", "bottom")


class Module(Struct, frozen=True, kw_only=True):
    """One entry of modules. depends_on: None is left out; texts in it end in '!' if deprecated."""

    path: str
    depends_on: tuple[str, ...] | None
    cannot_depend_on: tuple[str, ...] = ()
    layer: str = ""
    utility: bool = False
    unchecked: bool = False
    visibility: tuple[str, ...] | None = None


class Config(Struct, frozen=True, kw_only=True):
    """interfaces: module to what it exposes. closed: a layer, '' for none."""

    modules: tuple[Module, ...]
    interfaces: tuple[tuple[str, tuple[str, ...]], ...]
    layered: bool
    closed: str
    runtime_only: bool
    root_module: str


def config(package: str, found: Structure, seed: int) -> Config:
    """The same for the same seed."""
    random = Random(f"tach {package} {seed}")
    paths = _paths(package, found, random)
    uses = _uses(found, paths)
    layered = seed % 2 == 0
    modules = tuple(_module(path, paths, uses[path], layered, random) for path in paths)
    return Config(
        modules=_with_visibility(modules, random),
        interfaces=tuple(
            (path, _exposed(found, path, random)) for path in random.sample(paths, len(paths) // 3)
        ),
        layered=layered,
        closed=random.choice(("", "middle")) if layered else "",
        runtime_only=random.random() < 0.5,
        root_module=random.choice(("ignore", "ignore", "allow")),
    )


def written(drawn: Config) -> str:
    """The content of a tach.toml."""
    lines = ['source_roots = ["."]', f"ignore_type_checking_imports = {_text(drawn.runtime_only)}"]
    lines.append(f'root_module = "{drawn.root_module}"')
    if drawn.layered:
        layers = [
            f'{{name = "{name}", closed = true}}' if name == drawn.closed else f'"{name}"'
            for name in _LAYERS
        ]
        lines.append(f"layers = [{', '.join(layers)}]")
    for module in drawn.modules:
        lines += ["", "[[modules]]", f'path = "{module.path}"', *_keys(module)]
    for path, exposed in drawn.interfaces:
        lines += ["", "[[interfaces]]", f"expose = {_list(exposed)}", f"from = {_list((path,))}"]
    return "\n".join(lines) + "\n"


def _keys(module: Module) -> list[str]:
    lines = []
    if module.depends_on is not None:
        entries = [
            f'{{path = "{name[:-1]}", deprecated = true}}' if name.endswith("!") else f'"{name}"'
            for name in module.depends_on
        ]
        lines.append(f"depends_on = [{', '.join(entries)}]")
    if module.cannot_depend_on:
        lines.append(f"cannot_depend_on = {_list(module.cannot_depend_on)}")
    if module.layer:
        lines.append(f'layer = "{module.layer}"')
    if module.visibility is not None:
        lines.append(f"visibility = {_list(module.visibility)}")
    lines += ["utility = true"] * module.utility + ["unchecked = true"] * module.unchecked
    return lines


def _list(words: tuple[str, ...]) -> str:
    quoted = ", ".join(f"'{word}'" for word in words)  # literal: a backslash is one
    return f"[{quoted}]"


def _text(value: bool) -> str:
    return "true" if value else "false"


def _paths(package: str, found: Structure, random: Random) -> list[str]:
    """Modules at some depths, nested ones among them."""
    level = package.count(".")
    near = [n for n in found.modules if n.count(".") == level + 1]
    deep = [n for n in found.modules if n.count(".") in (level + 2, level + 3)]
    drawn = random.sample(near, min(len(near), 9)) + random.sample(deep, min(len(deep), 6))
    return sorted({*drawn, *([package] if random.random() < 0.5 else [])})


def _uses(found: Structure, paths: list[str]) -> dict[str, list[str]]:
    """Which module uses which, by the nearest module around each end."""
    known = set(paths)
    uses: dict[str, set[str]] = defaultdict(set)
    for source, target in found.inner:
        one, other = _nearest(source, known), _nearest(target, known)
        if one and other and one != other:
            uses[one].add(other)
    return {path: sorted(uses[path]) for path in paths}


def _nearest(name: str, known: set[str]) -> str:
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name


def _module(path: str, paths: list[str], used: list[str], layered: bool, random: Random) -> Module:
    """Most of what it uses is declared; some of it is not, or is deprecated, or forbidden."""
    declared = [
        f"{name}!" if random.random() < 0.2 else name for name in used if random.random() < 0.6
    ]
    more = [name for name in random.sample(paths, 2) if name != path and name not in used]
    if random.random() < 0.2:
        declared.append(f"{path.rpartition('.')[0] or path}.**")
    return Module(
        path=path,
        depends_on=None if random.random() < 0.2 else (*declared, *more),
        cannot_depend_on=tuple(random.sample(used, min(len(used), random.choice((0, 0, 1, 2))))),
        layer=random.choice((*_LAYERS, "")) if layered else "",
        utility=random.random() < 0.12,
        unchecked=random.random() < 0.12,
    )


def _with_visibility(modules: tuple[Module, ...], random: Random) -> tuple[Module, ...]:
    """tach refuses a visibility that does not fit depends_on; so these do."""
    declared: dict[str, set[str]] = defaultdict(set)
    for module in modules:
        for name in module.depends_on or ():
            declared[name.rstrip("!")].add(module.path)
    return tuple(
        replace(module, visibility=tuple(sorted(declared[module.path])))
        if random.random() < 0.25
        else module
        for module in modules
    )


def _exposed(found: Structure, path: str, random: Random) -> tuple[str, ...]:
    """Some of the names and of the modules inside that are really used."""
    below = f"{path}."
    inside = [name.removeprefix(below) for name in found.modules if name.startswith(below)]
    modules = random.sample(inside, min(len(inside), random.randint(1, 3)))
    names = list(found.taken.get(path, ()))
    return tuple(
        [f"{name}.*" if random.random() < 0.5 else f"{name}\\..*" for name in modules]
        + random.sample(names, min(len(names), random.randint(1, 3)))
    ) or (".*",)
