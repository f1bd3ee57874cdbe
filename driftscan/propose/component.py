"""A component as it is proposed: with the words that say why."""

from msgspec import Struct

from driftscan.model.spec import Component
from driftscan.propose.words import path_pattern


class ProposedComponent(Struct, frozen=True, kw_only=True):
    """kind: as in a spec. paths: patterns. why: the evidence, one line.

    around: tests, docs and the like, which no rule about the product speaks of.
    is_rest: what is left of a folder whose parts are components too.
    group: components of one group stand together, under this heading.
    public: modules others use it through, () if there is no such interface; public_why: evidence.
    """

    name: str
    kind: str
    paths: tuple[str, ...]
    why: str = ""
    around: bool = False
    is_rest: bool = False
    group: str = ""
    public: tuple[str, ...] = ()
    public_why: str = ""

    def declared(self) -> Component:
        """The component as a spec would declare it."""
        return Component(name=self.name, kind=self.kind, paths=self.paths)


def patterns(paths: tuple[bytes, ...]) -> tuple[str, ...]:
    """Paths of the tree as patterns of a spec; '.' is the root."""
    return tuple(dict.fromkeys(path_pattern(path) for path in paths))
