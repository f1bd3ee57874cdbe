"""Resolved references of all files to one system graph."""

from collections.abc import Sequence

from driftscan.graph.resolved import ResolvedFile
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
    external.sort(key=_triple)
    return SystemGraph(modules, externals, internal, external, _unresolved(modules, resolved))


def _triple(dependency: Dependency) -> tuple[int, int, int]:
    return dependency.source, dependency.target, dependency.kind


def _externals(resolved: Sequence[ResolvedFile]) -> list[ExternalPackage]:
    """One entry per import name; the distribution is the one that any manifest names, the
    alphabetically first where manifests differ."""
    distributions: dict[str, set[str]] = {}
    standard: set[str] = set()
    named = {(r.name, r.distribution, r.standard) for file in resolved for r in file.external}
    for name, distribution, is_standard in named:
        distributions.setdefault(name, set()).add(distribution)
        if is_standard:
            standard.add(name)
    return [
        ExternalPackage(name, min(names - {""}, default=""), name in standard)
        for name, names in sorted(distributions.items())
    ]


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
