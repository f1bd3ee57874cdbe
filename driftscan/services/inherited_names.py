"""What poms ask for by names that stand in the properties of the poms that they inherit from."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

from driftscan.model.fact import FileFacts, RequirementFact

_PROPERTY = re.compile(r"\$\{([^${}]+)\}")
_MOST_PARENTS = 50
_DEEPEST = 10  # a property may be made of others
_LONGEST = 1_000
_Manifests = Mapping[bytes, Sequence[FileFacts]]


def asked_by_inherited_names(manifests: _Manifests) -> Iterator[tuple[bytes, RequirementFact]]:
    """(path of the pom, what it asks for); as far as named where no parent of the tree defines a
    property. manifests: by path."""
    names = {
        project.name: path
        for path, facts in sorted(manifests.items(), reverse=True)
        if _is_pom(path)
        for each in facts
        for project in each.projects
    }
    for path in manifests:
        if _is_pom(path) and (asked := list(_settings(manifests[path], "asked"))):
            properties = _inherited(manifests, names, path)
            for (name, scope), line in asked:
                yield path, RequirementFact(_filled(name, properties), line, scope)


def _is_pom(path: bytes) -> bool:
    return path.rpartition(b"/")[2] == b"pom.xml"


def _settings(manifest: Sequence[FileFacts], name: str) -> Iterator[tuple[tuple[str, ...], int]]:
    for facts in manifest:
        yield from ((each.values, each.line) for each in facts.settings if each.name == name)


def _inherited(manifests: _Manifests, names: Mapping[str, bytes], path: bytes) -> Mapping[str, str]:
    """Properties of a pom and its parents; the nearest counts."""
    found: dict[str, str] = {}
    seen: list[bytes] = []
    while path in manifests and path not in seen and len(seen) < _MOST_PARENTS:
        seen.append(path)
        for (name, value), _ in _settings(manifests[path], "property"):
            found.setdefault(name, value)
        path = _parent(manifests, names, path)
    return found


def _parent(manifests: _Manifests, names: Mapping[str, bytes], path: bytes) -> bytes:
    """The path of its parent's pom; a name that no file has if that is not in the tree."""
    for (name, relative), _ in _settings(manifests[path], "parent"):
        place = posixpath.join(posixpath.dirname(path), relative.encode(errors="surrogateescape"))
        place = posixpath.normpath(place)
        place = place if place.endswith(b".xml") else posixpath.join(place, b"pom.xml")
        return place if relative and place in manifests else names.get(name, b"\0")
    return b"\0"


def _filled(text: str, properties: Mapping[str, str]) -> str:
    """With the values of properties that are known."""
    for _ in range(_DEEPEST):
        filled = _PROPERTY.sub(lambda found: properties.get(found[1], found[0]), text)
        if filled == text or len(filled) > _LONGEST:
            break
        text = filled
    return text
