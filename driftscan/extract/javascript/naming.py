"""Names for files: dotted ones below a package, paths to show, keys that are stable."""

from collections import Counter
from collections.abc import Sequence

from driftscan.extract.javascript.layout import Layout, ScriptFile, below
from driftscan.extract.javascript.packages import Packages
from driftscan.extract.javascript.testing import is_test_code
from driftscan.model.graph import Module

_LANGUAGE = "javascript"


def name_modules(layout: Layout, packages: Packages, declared: Sequence[str]) -> list[Module]:
    """One module per file, sorted by key."""
    roots = {root.strip("/") for root in declared}
    named = [(file, *_name(file, packages, roots)) for file in layout.files]
    times = Counter((root, name) for _, root, name in named)
    modules = [
        Module(
            id=file.text,
            key=f"{_LANGUAGE}:{root}:{name}"
            if times[root, name] == 1
            else f"{_LANGUAGE}:{file.text}",
            path=file.path,
            language=_LANGUAGE,
            name=name,
            root=root,
            is_package=file.is_index,
            is_stub=file.is_stub,
            is_test=is_test_code(file),
        )
        for file, root, name in named
    ]
    return sorted(modules, key=_by_key)


def _name(file: ScriptFile, packages: Packages, declared: set[str]) -> tuple[str, str]:
    """Root and dotted name, with `_` for dots inside a part (`cart.spec.ts` is `cart_spec`); an
    index file is called as its folder, but for the root's own."""
    package = packages.nearest(file.folder)
    root = package.directory if package else ""
    for folder in declared:
        inside = below(file.folder, folder)
        if inside is not None and len(folder) > len(root):
            root = folder
    inside = below(file.folder, root) or ""
    parts = inside.split("/") if inside else []
    if not file.is_index or not parts:
        parts.append(file.stem)
    return root, ".".join(part.replace(".", "_") for part in parts)


def _by_key(module: Module) -> str:
    return module.key
