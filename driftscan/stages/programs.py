"""Which parts of a tree are built into which, as manifests tell: what each of them calls by one
name may be layers of one program, whose code makes one of the other."""

from collections import defaultdict
from collections.abc import Callable, Mapping

from driftscan.extract.claims import groups_of
from driftscan.services.facts import TreeFacts, folder_of, is_test_code
from driftscan.services.packages import Packages
from driftscan.stages.map import Map

# By language a file of its own, for what stands beside a manifest.
_BESIDE = {"csharp": b"Own.cs", "jvm": b"Own.java", "rust": b"own.rs", "javascript": b"own.ts"}


def programs_of(system: Map, part_of: Callable[[bytes], str]) -> frozenset[tuple[str, str]]:
    """Pairs of parts, sorted, of which one is built with the other, directly or by way of more."""
    manifests = {
        record.file.path: record.manifest
        for record in system.survey.snapshot.records
        if record.manifest and groups_of(record.file.path) & _BESIDE.keys()
    }
    own = {folder_of(path): part_of(_beside(path)) for path in manifests}
    needed: dict[str, set[str]] = defaultdict(set)
    for folder, others in Packages(TreeFacts((), manifests, frozenset())).needs.items():
        if not is_test_code(folder + b"/"):
            needed[own[folder]] |= {own[other] for other in others if other in own}
    pairs = ((part, each) for part in needed for each in _reached(part, needed))
    return frozenset((min(pair), max(pair)) for pair in pairs if "" not in pair)


def _beside(manifest: bytes) -> bytes:
    name = next(_BESIDE[each] for each in groups_of(manifest) if each in _BESIDE)
    return manifest[: -len(manifest.rpartition(b"/")[2])] + name


def _reached(part: str, needed: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ahead = [part]
    while ahead:
        new = needed.get(ahead.pop(), set()) - found
        found |= new
        ahead += sorted(new)
    return found - {part}
