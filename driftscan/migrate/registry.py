"""Which tools' files can be moved. Content decides whose a file is, not its name alone."""

from collections.abc import Callable
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
    anywhere in the tree; imports: (name, content) -> names of more, which the file itself says.
    mark: what a comment of the tool in the code begins with, b'' if there are none.
    """

    tool: str
    recognises: Callable[[str, bytes], bool]
    sources: Callable[[ForeignFile], SourceSettings]
    migrate: Callable[[ForeignFile, SystemGraph], Migration]
    companions: tuple[str, ...] = ()
    mark: bytes = b""
    imports: Callable[[str, bytes], tuple[str, ...]] = lambda _name, _content: ()


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
    found = next((each for each in FORMATS.values() if each.recognises(name, content)), None)
    if found is None:
        return None
    return replace(found, companions=(*found.companions, *found.imports(name, content)))
