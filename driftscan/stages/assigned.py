"""Who each file of product code belongs to: component, deployed service, owner."""

import os
from collections.abc import Sequence

from driftscan.graph.components import Claims
from driftscan.history.parts import parts_of
from driftscan.model.fact import OwnershipFact
from driftscan.model.spec import Component, Spec
from driftscan.owners.codeowners import PLACES, CodeOwners, code_owners
from driftscan.sources.objects import read_objects
from driftscan.sources.revision_tree import find_in_revision
from driftscan.spec.load import FILE_NAMES, read_spec_file
from driftscan.stages.caches import Caches
from driftscan.stages.past import Past
from driftscan.stages.population import Population
from driftscan.stages.spec_reading import SpecReading, Stated
from driftscan.stages.target import Place

_GITLAB_CI = b".gitlab-ci.yml"


def spec_for(place: Place, past: Past, caches: Caches) -> SpecReading | Stated:
    """The spec beside the code, or the one that the commit holds; an empty one if there is none."""
    if place.spec_file:
        return SpecReading(read_spec_file(place.spec_file), place.spec_file, caches)
    for name in FILE_NAMES:
        text = _text(past, name.encode())
        if text is not None:
            return SpecReading(text, f"{past.tip[:12]}:{name}", caches)
    return Stated(Spec())


def components_of(spec: Spec, population: Population, inside: bytes) -> list[str]:
    """For each file its component, '' for none; without a spec, its folder stands for one."""
    paths = below(population.files, inside)
    if not spec.components:
        return [_shown(part) or "." for part in parts_of(paths)]
    components = sorted(_concrete(spec, population, paths), key=lambda each: each.name)
    claims = Claims(components)
    members = [claims.membership(path) for path in paths]
    return [components[each[0]].name if each else "" for each in members]


def services_among(spec: Spec, component: Sequence[str], population: Population) -> list[str]:
    """For each file its component, where that is deployed by itself as the spec has it; else ''."""
    paths = list(population.files)
    kinds = {each.name: each.kind for each in _concrete(spec, population, paths)}
    return [name if kinds.get(name) == "service" else "" for name in component]


def owners_of(
    spec: Spec, component: Sequence[str], population: Population, past: Past
) -> list[str]:
    """For each file who answers for it: the spec's word, else CODEOWNERS; '' for nobody."""
    declared = {each.name: each.owner for each in _concrete(spec, population, population.files)}
    written = _code_owners(past)
    paths = below(population.files, past.repository.inside)
    return [
        declared.get(name, "") or " ".join(written.dialect.owners_of(path))
        for name, path in zip(component, paths, strict=True)
    ]


def _concrete(spec: Spec, population: Population, paths: Sequence[bytes]) -> Sequence[Component]:
    if not any("*" in each.name for each in spec.components):
        return spec.components
    from driftscan.spec.expand.expand import expand

    return expand(spec, population.folders, paths).spec.components


def _code_owners(past: Past) -> CodeOwners:
    from driftscan.extract.codeowners.extractor import extract

    found: dict[bytes, Sequence[OwnershipFact]] = {}
    for path in PLACES:
        text = _text(past, path)
        if text is not None:
            found[path] = extract(text).ownership
    return code_owners(found, gitlab=bool(found) and _text(past, _GITLAB_CI) is not None)


def _text(past: Past, name: bytes) -> bytes | None:
    """What the commit has of a file in the scanned directory."""
    path = os.path.join(past.repository.inside, name)
    entries = find_in_revision(past.git_dir, past.tip, [path])
    for content in read_objects(past.git_dir, [entry.id.decode() for entry in entries]):
        return content if isinstance(content, bytes) else None
    return None


def below(paths: Sequence[bytes], inside: bytes) -> list[bytes]:
    """Paths of a repository, as they are in the scanned directory of it."""
    cut = len(inside) + 1 if inside else 0
    return [path[cut:] for path in paths]


def _shown(part: bytes) -> str:
    return part.rstrip(b"/").decode("utf-8", "surrogateescape")
