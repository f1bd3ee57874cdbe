"""Dotted names for files: unique ids to show, and keys that other files can't change."""

from collections import Counter

from driftscan.extract.paths import text_of
from driftscan.extract.python.layout import Layout, PythonFile
from driftscan.extract.python.roots import Roots
from driftscan.extract.python.testing import is_test_code
from driftscan.model.graph import Module

_LANGUAGE = "python"


def name_modules(layout: Layout, roots: Roots) -> list[Module]:
    """One module per file, sorted by key."""
    named = [(file, *_name(file, layout, roots)) for file in layout.files]
    times = Counter(name for _, name, _ in named)
    keys = Counter(f"{root}:{name}" for _, name, root in named)
    modules = [
        Module(
            id=_shown(file, name, root, times[name], keys[f"{root}:{name}"]),
            key=f"{root}:{name}" if keys[f"{root}:{name}"] == 1 else text_of(file.path),
            path=file.path,
            language=_LANGUAGE,
            name=name,
            root=root,
            is_package=file.is_index,
            is_stub=file.suffix == ".pyi",
            is_test=is_test_code(file),
        )
        for file, name, root in named
    ]
    return sorted(modules, key=_by_key)


def _name(file: PythonFile, layout: Layout, roots: Roots) -> tuple[str, str]:
    """Dotted name and root. A file hidden by another of its name keeps its suffix: no import of
    that name loads it."""
    root = roots.of(file)
    name = root.dotted(file.importable) or file.stem
    hidden = layout.by_importable.get(file.importable) not in (file, None)
    return (name + file.suffix if hidden else name), root.directory


def _shown(file: PythonFile, name: str, root: str, same_name: int, same_key: int) -> str:
    if same_name == 1:
        return name
    return f"{root or '.'}:{name}" if same_key == 1 else text_of(file.path)


def _by_key(module: Module) -> str:
    return module.key
