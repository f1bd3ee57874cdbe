"""Resolved references of all files to one system graph."""

from collections.abc import Sequence
from operator import attrgetter

from driftscan.graph.resolved import ExternalReference, ResolvedFile
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency, ExternalPackage, Module, Unresolved


def assemble(modules: Sequence[Module], resolved: Sequence[ResolvedFile]) -> SystemGraph:
    """modules: sorted by key; resolved: what each of them refers to, in the same order."""
    externals = _externals(resolved)
    position = {package.name: at for at, package in enumerate(externals)}
    internal: list[Dependency] = []
    external: list[Dependency] = []
    for source, file in enumerate(resolved):
        internal += [
            Dependency(source, ref.target, ref.kind, ref.lines, ref.confidence, ref.reexport)
            for ref in file.internal
        ]
        external += [
            Dependency(
                source,
                position[ref.name],
                ref.kind,
                ref.lines,
                ref.confidence,
                False,
                ref.scope,
                ref.guarded,
            )
            for ref in file.external
        ]
    external.sort(key=attrgetter("source", "target", "kind"))
    return SystemGraph(modules, externals, internal, external, _unresolved(modules, resolved))


def _externals(resolved: Sequence[ResolvedFile]) -> list[ExternalPackage]:
    """One entry per import name; the distribution is the one that any manifest names, the
    alphabetically first where manifests differ."""
    packages: dict[str, ExternalPackage] = {}
    for file in resolved:
        for ref in file.external:
            known = packages.get(ref.name)
            if (
                known is None
                or known.distribution != ref.distribution
                or known.standard != ref.standard
            ):
                packages[ref.name] = _named(ref, known)
    return [packages[name] for name in sorted(packages)]


def _named(ref: ExternalReference, known: ExternalPackage | None) -> ExternalPackage:
    if known is None:
        return ExternalPackage(ref.name, ref.distribution, ref.standard)
    named = {ref.distribution, known.distribution} - {""}
    return ExternalPackage(ref.name, min(named, default=""), ref.standard or known.standard)


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
