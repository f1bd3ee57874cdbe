"""What a language's resolver says about one file: where its references lead."""

from collections.abc import Sequence

from msgspec import Struct

from driftscan.model.graph import Kind


class ResolvedReference(Struct, frozen=True, array_like=True, gc=False):
    """References of one file to one target, of one kind. target: position in the module list."""

    target: int
    kind: Kind
    lines: tuple[int, ...]
    confidence: float = 1.0
    reexport: bool = False


class ExternalReference(Struct, frozen=True, array_like=True, gc=False):
    """References of one file to one external package, by its top-level import name.

    scope, guarded: see model.graph.Dependency.
    """

    name: str
    distribution: str
    standard: bool
    kind: Kind
    lines: tuple[int, ...]
    confidence: float = 1.0
    scope: str = ""
    guarded: bool = False


class UnresolvedReference(Struct, frozen=True, array_like=True, gc=False):
    """A reference without target; see model.graph.Unresolved for the causes."""

    written: str
    cause: str
    line: int
    detail: str = ""


class ResolvedFile(Struct, frozen=True, array_like=True, gc=False):
    """All references of one file. Depends only on its facts and the resolver's index.

    tests: see model.fact.FileFacts.
    """

    internal: tuple[ResolvedReference, ...] = ()
    external: tuple[ExternalReference, ...] = ()
    unresolved: tuple[UnresolvedReference, ...] = ()
    tests: tuple[tuple[int, int], ...] = ()

    def renumbered(self, places: Sequence[int], keeps_order: bool) -> "ResolvedFile":
        """The same with the new place of each internal target. keeps_order: those ascend as the
        old ones did."""
        if not self.internal:
            return self
        internal = [
            ResolvedReference(places[r.target], r.kind, r.lines, r.confidence, r.reexport)
            for r in self.internal
        ]
        if not keeps_order:
            internal.sort(key=_place)
        return ResolvedFile(tuple(internal), self.external, self.unresolved, self.tests)

    def moved(self, offset: int) -> "ResolvedFile":
        """The same with all internal targets this much further on."""
        internal = tuple(
            ResolvedReference(r.target + offset, r.kind, r.lines, r.confidence, r.reexport)
            for r in self.internal
        )
        return ResolvedFile(internal, self.external, self.unresolved, self.tests)


def _place(reference: ResolvedReference) -> tuple[int, Kind]:
    return reference.target, reference.kind
