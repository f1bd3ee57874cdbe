"""Names and keys of Go modules; to a Go file people point by its path."""

from collections import Counter
from collections.abc import Iterable, Mapping

from driftscan.extract.go.layout import GoFile, is_test_code, join
from driftscan.extract.paths import text_of
from driftscan.model.graph import Module

_LANGUAGE = "go"


def name_modules(files: Iterable[GoFile], roots: Mapping[str, str]) -> list[Module]:
    """One module per file, sorted by key. roots: of each folder, the one where its go.mod is."""
    named = [(file, roots[file.folder], _name(file, roots[file.folder])) for file in files]
    times = Counter((root, name) for _, root, name in named)
    modules = [
        Module(
            id=text_of(file.path),
            key=_key(file, root, name, times[root, name]),
            path=file.path,
            language=_LANGUAGE,
            name=name,
            root=root,
            is_test=is_test_code(file),
        )
        for file, root, name in named
    ]
    return sorted(modules, key=lambda module: module.key)


def _name(file: GoFile, root: str) -> str:
    below = file.folder[len(root) + 1 :] if root else file.folder
    return join(below, file.stem).replace(".", "_").replace("/", ".")


def _key(file: GoFile, root: str, name: str, times: int) -> str:
    return f"{_LANGUAGE}:{root}:{name}" if times == 1 else f"{_LANGUAGE}:{text_of(file.path)}"
