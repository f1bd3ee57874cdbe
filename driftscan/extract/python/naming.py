"""Dotted names for files: unique ids to show, and keys that other files can't change."""

from collections import Counter
from functools import lru_cache

from driftscan.extract.paths import text_of
from driftscan.extract.python.layout import Layout, python_file
from driftscan.extract.python.roots import Root, Roots
from driftscan.extract.python.testing import is_test_code
from driftscan.model.graph import Module

_LANGUAGE = "python"


def name_modules(layout: Layout, roots: Roots) -> list[Module]:
    """One module per file, sorted by key."""
    loads = layout.by_importable.get
    named = [
        _name(file.path, roots.of(file), loads(file.importable) not in (file, None))
        for file in layout.files
    ]
    times = Counter([name for _, name, _, _ in named])
    of_key = Counter([key for _, _, _, key in named])
    modules = [_module(*each, times[each[1]] == 1, of_key[each[3]] == 1) for each in named]
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


@lru_cache(maxsize=1 << 16)
def _name(path: bytes, root: Root, is_hidden: bool) -> tuple[bytes, str, str, str]:
    """Path, dotted name, directory of the root, and key. A file hidden by another of its name keeps
    its suffix: no import of that name loads it."""
    file = python_file(path)
    name = root.dotted(file.importable) or file.stem
    name = name + file.suffix if is_hidden else name
    return path, name, root.directory, f"{root.directory}:{name}"


def _by_key(module: Module) -> str:
    return module.key
