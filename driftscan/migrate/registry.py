"""Which tools' files can be moved. Content decides whose a file is, not its name alone."""

from collections.abc import Callable, Iterable
from types import ModuleType

from msgspec import Struct
from msgspec.structs import replace

from driftscan.graph.system import SystemGraph
from driftscan.migrate import (
    dependency_cruiser,
    deptrac,
    go_arch_lint,
    import_linter,
    lintel,
    tach,
)
from driftscan.migrate.migration import ForeignFile, Migration
from driftscan.model.spec import SourceSettings


class Format(Struct, frozen=True):
    """One tool's format.

    recognises: (name, content) -> is it a file of this tool? sources: what of the tree the tool
    looks at, asked before the tree is read. companions: names of further files that may stand
    anywhere in the tree; imports: (name, content) -> names of more, which a file itself says, or
    None. mark: what a comment of the tool in the code begins with, b'' if there are none.
    """

    tool: str
    recognises: Callable[[str, bytes], bool]
    sources: Callable[[ForeignFile], SourceSettings]
    migrate: Callable[[ForeignFile, SystemGraph], Migration]
    companions: tuple[str, ...] = ()
    mark: bytes = b""
    imports: Callable[[str, bytes], tuple[str, ...]] | None = None


def _format(module: ModuleType) -> Format:
    return Format(
        module.TOOL,
        module.recognises,
        module.sources,
        module.migrate,
        module.COMPANIONS,
        module.MARK,
    )


# A tool is one line here and one folder or file beside this one (see protocol.py).
FORMATS: dict[str, Format] = {
    "import-linter": _format(import_linter),
    "tach": _format(tach),
    "deptrac": replace(_format(deptrac), imports=deptrac.wanted),
    "dependency-cruiser": _format(dependency_cruiser),
    "lintel": _format(lintel),
    "go-arch-lint": _format(go_arch_lint),
}


def format_of(name: str, content: bytes) -> Format | None:
    """The format that a file is in; None if it is of no tool that is known here."""
    return next((each for each in FORMATS.values() if each.recognises(name, content)), None)


def with_imports(
    found: Format, file: ForeignFile, read: Callable[[list[str]], Iterable[tuple[str, bytes]]]
) -> Format:
    """The format, looking for what a file imports, and for what that imports in turn.

    read: all files of the tree that have one of some names, each with its path and content.
    """
    if found.imports is None:
        return found
    names = [*found.companions, *found.imports(file.name, file.content)]
    asked: set[str] = set()
    while new := [name for name in dict.fromkeys(names) if name not in asked]:
        asked.update(new)
        for path, content in read(new):
            names += found.imports(path, content)
    return replace(found, companions=tuple(dict.fromkeys(names)))
