"""Resolved references of all files to one system graph."""

from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter

from driftscan.graph.resolved import ExternalReference, ResolvedFile
from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency, ExternalPackage, Module, Unresolved


def assemble(modules: Sequence[Module], resolved: Sequence[ResolvedFile]) -> SystemGraph:
    """modules: by language, then key; resolved: what each of them refers to, in the same order."""
    externals = _externals(modules, resolved)
    positions: dict[str, dict[str, int]] = defaultdict(dict)
    for at, package in enumerate(externals):
        positions[package.language][package.name] = at
    internal: list[Dependency] = []
    external: list[Dependency] = []
    for source, file in enumerate(resolved):
        position = positions[modules[source].language] if file.external else {}
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
