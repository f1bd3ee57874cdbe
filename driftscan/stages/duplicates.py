"""The families of a system: functions of all files, compared across components."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from driftscan.extract.generated import is_generated_name
from driftscan.families.comparing import compared
from driftscan.families.gathering import gathered, paired
from driftscan.families.kinds import kinds_of
from driftscan.families.repeated import repeated_in
from driftscan.families.structure import has_structure
from driftscan.graph.paths import parse_pattern
from driftscan.model.fact import Problem
from driftscan.model.family import Criteria, Duplicates, Unit
from driftscan.model.fragment import FragmentFacts
from driftscan.model.scan import SkippedFile
from driftscan.stages.code_for_tests import tests_of
from driftscan.stages.compared import load_compared, save_compared
from driftscan.stages.fragment_facts import fragments_in
from driftscan.stages.generated import said_of
from driftscan.stages.journey import SaidOfTree
from driftscan.stages.map import Map
from driftscan.stages.named_parts import by_components
from driftscan.stages.near_parts import near_parts

# What is kept in numbered steps, or in a folder for each version, was done once and is not changed
# any more: migrations, hotfixes.
_STEP = re.compile(rb"(?:^|/)(?:[Vv]?\d{3,}[_-][^/]*|v?\d+\.\d+(?:\.\d+)*/.*)$")
# What only shows how something is used, in a tree whose parts nobody has named.
_SHOWN = re.compile(rb"\.stories\.[^/]*$|(?:^|/)examples?/")


class _Read(Struct):
    """What was made of all files. units: those that are compared; whole: all of them. plain:
    fragments without structure."""

    units: list[Unit]
    whole: list[Unit]
    functions: int = 0
    plain: int = 0
    generated: int = 0


def duplicates_of(system: Map, criteria: Criteria) -> Duplicates:
    """Families among the functions of a surveyed tree."""
    unwanted = _unwanted(system, criteria)
    said = fragments_in(system.source, system.caches, system.workers, unwanted)
    read = _units(system, said, criteria)
    kinds = kinds_of(read.units, criteria)
    before = load_compared(system.caches, system.source.identity, criteria)
    found = compared(kinds, criteria, before)
    if found is not before:
        save_compared(system.caches, system.source.identity, criteria, found)
    families = gathered(kinds, found, criteria)
    repeated = tuple(repeated_in(read.whole))
    groups = [*(family.units for family in families), *repeated]
    told = {unit.path for group in groups for unit in group}
    return Duplicates(
        families=tuple(families),
        pairs=tuple(paired(families, kinds, criteria)),
        criteria=criteria,
        components=tuple(sorted({unit.component for unit in read.units} - {""})),
        files=len(said.sources),
        functions=read.functions,
        plain=read.plain,
        generated=read.generated,
        unread=_unread(said),
        named_by="spec" if system.spec.components else "tree",
        root=system.place.root,
        revision=system.source.revision,
        sources={file.path: file for file in said.sources if file.path in told},
        repeated=repeated,
    )


def _units(system: Map, said: SaidOfTree[FragmentFacts], criteria: Criteria) -> _Read:
    read = _Read([], [])
    marks = said_of(system.source, system.survey.marks)
    components = _components(system, [file.path for file in said.files])
    for file, component in zip(said.files, components, strict=True):
        if marks.by_others(file.path, file.facts.generated):
            read.generated += 1
            continue
        owner = system.ownership.of_file(file.path, component)
        whole = [Unit(file.path, component, owner, each) for each in file.facts.fragments]
        large = [each for each in whole if each.fragment.tokens >= criteria.tokens]
        own = [each for each in large if has_structure(each.fragment)]
        read.functions += len(large)
        read.plain += len(large) - len(own)
        read.units += own
        read.whole += whole
    return read


def _components(system: Map, paths: Sequence[bytes]) -> Iterable[str]:
    if system.spec.components:
        return map(by_components(system.spec.components), paths)
    records = system.survey.snapshot.records
    return near_parts(
        paths, (record.file.path for record in records if _is_package(record.file.path))
    )


def _is_package(path: bytes) -> bool:
    return path.rpartition(b"/")[2].endswith(_PACKAGES)


_PACKAGES = (
    *(b"pyproject.toml", b"setup.py", b"setup.cfg", b"package.json", b"go.mod", b"pom.xml"),
    *(b"build.gradle", b"build.gradle.kts", b".csproj", b"composer.json", b"Gemfile", b".gemspec"),
    *(b"Cargo.toml", b"requirements.txt", b"Pipfile"),
)


def _unwanted(system: Map, criteria: Criteria) -> Callable[[bytes], bool]:
    """Test code, unless it is asked for, and what only programs give such names."""
    if criteria.tests:
        return is_generated_name
    declared = system.spec.sources.tests
    patterns = [parse_pattern(glob) for glob in declared or ()]
    conventional = tests_of(system)

    def unwanted(path: bytes) -> bool:
        if is_generated_name(path) or _STEP.search(path):
            return True
        if declared is None:
            shown = not system.spec.components and _SHOWN.search(path)
            return bool(shown) or conventional(path)
        return any(pattern.matches(path) for pattern in patterns)

    return unwanted


def _unread(said: SaidOfTree[FragmentFacts]) -> tuple[SkippedFile, ...]:
    """Files that could not be read, each once."""
    return tuple(sorted({each.path: each for each in _lost(said)}.values()))


def _lost(said: SaidOfTree[FragmentFacts]) -> Iterator[SkippedFile]:
    for each in said.left_out:
        if each.code in ("unreadable", "too-large"):
            yield SkippedFile(each.path, "", Problem(each.code, each.reason, fatal=True))
    yield from (each for each in said.problems if each.problem.fatal)
