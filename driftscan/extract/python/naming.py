"""Dotted names for files: unique ids to show, and keys that other files can't change."""

from collections import Counter
from functools import lru_cache

from driftscan.extract.paths import text_of
from driftscan.extract.python.layout import Layout, PythonFile, python_file
from driftscan.extract.python.roots import Roots
from driftscan.extract.python.testing import is_test_code
from driftscan.model.graph import Module

_LANGUAGE = "python"


def name_modules(layout: Layout, roots: Roots) -> list[Module]:
    """One module per file, sorted by key."""
    named = [(file.path, *_name(file, layout, roots)) for file in layout.files]
    times = Counter([name for _, name, _ in named])
    keys = [f"{root}:{name}" for _, name, root in named]
    of_key = Counter(keys)
    modules = [
        _module(*each, key, times[each[1]] == 1, of_key[key] == 1)
        for each, key in zip(named, keys, strict=True)
    ]
    return sorted(modules, key=_by_key)


@lru_cache(maxsize=1 << 16)
def _module(
    path: bytes, name: str, root: str, key: str, is_named_alone: bool, is_keyed_alone: bool
) -> Module:
    """The same in all trees that have no other module of this name, or key, or that have one."""
    file = python_file(path)
    other = f"{root or '.'}:{name}" if is_keyed_alone else text_of(path)
    return Module(
        id=name if is_named_alone else other,
        key=key if is_keyed_alone else text_of(path),
        path=path,
        language=_LANGUAGE,
        name=name,
        root=root,
        is_package=file.is_index,
        is_stub=file.suffix == ".pyi",
        is_test=is_test_code(file),
    )


def _name(file: PythonFile, layout: Layout, roots: Roots) -> tuple[str, str]:
    """Dotted name and root. A file hidden by another of its name keeps its suffix: no import of
    that name loads it."""
    root = roots.of(file)
    name = root.dotted(file.importable) or file.stem
    hidden = layout.by_importable.get(file.importable) not in (file, None)
    return (name + file.suffix if hidden else name), root.directory


def _by_key(module: Module) -> str:
    return module.key
