"""Which names modules take from each other; asked for only by rules that need to know."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from msgspec import Struct

from driftscan.model.fact import ExportsFact
from driftscan.model.graph import Kind

EVERY_NAME = "*"


class NameUse(Struct, frozen=True, gc=False):
    """One name that a module takes from another.

    target: position of the other module. name: the attribute of it, '*' for all that it exports,
    '' for the module itself. bound: what it is called at the top of the taking module from then
    on, '' where it is not bound there (inside a function, by a star, `import a.b`).
    """

    target: int
    name: str
    line: int
    kind: Kind
    bound: str = ""


class ModuleNames(Struct, frozen=True):
    """What a module takes from other modules of the tree, and what it exports (None: all public
    names, since it has no list of them)."""

    uses: tuple[NameUse, ...] = ()
    exports: ExportsFact | None = None

    def exports_name(self, name: str) -> bool | None:
        """Whether a name is exported; None where the list is computed, so nobody can tell."""
        if self.exports is None:
            return not name.startswith("_")
        return True if name in self.exports.names else None if not self.exports.complete else False


class Names(Protocol):
    """Answers from files, each of which is read when it is first asked for."""

    def of(self, positions: Iterable[int], /) -> Mapping[int, ModuleNames]:
        """Names by position of the module, for these at least."""
        ...

    def may_define(self, position: int, name: str, /) -> bool:
        """Whether a line of the module looks as if it defined the name."""
        ...


def is_reserved(name: str) -> bool:
    """A name like `__version__`, which begins with underscores and is meant to be read."""
    return len(name) > 4 and name.startswith("__") and name.endswith("__")
