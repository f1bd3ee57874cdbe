"""Resolved references of all files to one system graph."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cached_property
from operator import attrgetter

from driftscan.graph.resolved import ExternalReference, ResolvedFile
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency, ExternalPackage, Kind, Module, Unresolved


def assemble(modules: Sequence[Module], resolved: Sequence[ResolvedFile]) -> "AssembledGraph":
    """modules: by language, then key; resolved: what each of them refers to, in the same order."""
    return AssembledGraph(modules, resolved)


class AssembledGraph(SystemGraph):
    """A graph whose dependencies are made when they are looked at: most rules ask for few."""

    def __init__(self, modules: Sequence[Module], resolved: Sequence[ResolvedFile]) -> None:
        inside = {at: file.tests for at, file in enumerate(resolved) if file.tests}
        super().__init__(modules, (), (), (), _unresolved(modules, resolved), inside)
        self._resolved = resolved
        self._made: dict[int, list[Dependency]] = {}
        self._targets: dict[frozenset[Kind], list[list[int]]] = {}

    @property
    def dependency_count(self) -> int:
        """How many dependencies between modules there are."""
        return sum([len(file.internal) for file in self._resolved])

    @property
    def statement_count(self) -> int:
        """How many statements make them."""
        return sum([len(ref.lines) for file in self._resolved for ref in file.internal])

    @property
    def external_count(self) -> int:
        """How many external packages there are."""
        return len(self.externals)

    @cached_property
    def externals(self) -> Sequence[ExternalPackage]:
        """See SystemGraph."""
        return _externals(self.modules, self._resolved)

    @cached_property
    def internal(self) -> Sequence[Dependency]:
        """See SystemGraph."""
        return [made for source in range(len(self._resolved)) for made in self.outgoing(source)]

    def outgoing(self, source: int) -> Sequence[Dependency]:
        """See SystemGraph."""
        row = self._made.get(source)
        if row is None:
            row = self._made[source] = [
                Dependency(source, ref.target, ref.kind, ref.lines, ref.confidence, ref.reexport)
                for ref in self._resolved[source].internal
            ]
        return row

    def reached(self, source: int) -> Sequence[int]:
        """See SystemGraph."""
        return self._reached[source]

    @cached_property
    def _reached(self) -> list[list[int]]:
        """Several rules ask for all of them."""
        return [[ref.target for ref in file.internal] for file in self._resolved]

    def targets(self, kinds: Collection[Kind]) -> list[list[int]]:
        """See SystemGraph."""
        wanted = frozenset(kinds) & self._kinds
        if wanted not in self._targets:
            self._targets[wanted] = self._targets_by(wanted)
        return self._targets[wanted]

    @cached_property
    def _kinds(self) -> frozenset[Kind]:
        """Those that there are."""
        return frozenset([ref.kind for file in self._resolved for ref in file.internal])

    def _targets_by(self, kinds: frozenset[Kind]) -> list[list[int]]:
        # Sorted by target and kind: a dictionary keeps each target once, in this order.
        if kinds == self._kinds:
            rows = self._reached
        else:
            rows = [
                [ref.target for ref in file.internal if ref.kind in kinds]
                for file in self._resolved
            ]
        return [list(dict.fromkeys(row)) for row in rows]

    @cached_property
    def external(self) -> Sequence[Dependency]:
        """See SystemGraph."""
        positions: dict[str, dict[str, int]] = defaultdict(dict)
        for at, package in enumerate(self.externals):
            positions[package.language][package.name] = at
        external = [
            Dependency(
                source,
                positions[self.modules[source].language][ref.name],
                ref.kind,
                ref.lines,
                ref.confidence,
                False,
                ref.scope,
                ref.guarded,
            )
            for source, file in enumerate(self._resolved)
            for ref in file.external
        ]
        return sorted(external, key=attrgetter("source", "target", "kind"))


def _externals(
    modules: Sequence[Module], resolved: Sequence[ResolvedFile]
) -> list[ExternalPackage]:
    """One entry per language and import name; the distribution is the one that any manifest names,
    the alphabetically first where manifests differ."""
    packages: dict[str, dict[str, ExternalPackage]] = defaultdict(dict)
    for module, file in zip(modules, resolved, strict=True):
        if not file.external:
            continue
        own = packages[module.language]
        for ref in file.external:
            known = own.get(ref.name)
            if (
                known is None
                or known.distribution != ref.distribution
                or known.standard != ref.standard
            ):
                own[ref.name] = _named(ref, known, module.language)
    return sorted(package for own in packages.values() for package in own.values())


def _named(ref: ExternalReference, known: ExternalPackage | None, language: str) -> ExternalPackage:
    distributions = {ref.distribution, known.distribution if known else ""} - {""}
    standard = ref.standard or (known is not None and known.standard)
    return ExternalPackage(ref.name, min(distributions, default=""), standard, language)


def _unresolved(
    modules: Sequence[Module], resolved: Sequence[ResolvedFile]
) -> tuple[Unresolved, ...]:
    return tuple(
        sorted(
            Unresolved(module.path, ref.line, ref.written, ref.cause, ref.detail)
            for module, file in zip(modules, resolved, strict=True)
            for ref in file.unresolved
        )
    )
