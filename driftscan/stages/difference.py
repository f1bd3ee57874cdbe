"""A system beside what it was at a base: everything that a change adds and removes."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from driftscan.drift.differences import Side, differences
from driftscan.drift.knots import Knots
from driftscan.drift.measures import code_readings
from driftscan.drift.moved import moved_paths
from driftscan.drift.service_differences import service_differences
from driftscan.drift.spec_changes import spec_changes
from driftscan.errors import HistoryError, SpecError
from driftscan.model.diff import Diff, ReadingChange, SpecChange
from driftscan.model.scan import Coverage, Scan
from driftscan.model.service_graph import ServiceGraph
from driftscan.model.spec import Spec
from driftscan.model.term import Definitions
from driftscan.notation.words import counted
from driftscan.sources.blob_id import blob_id
from driftscan.sources.revision import RevisionSource
from driftscan.spec.parse import parse_spec
from driftscan.stages.caches import load_parsed_spec, save_parsed_spec
from driftscan.stages.map import Map

_OF_FINDINGS = "findings"  # told one by one


def difference(earlier: Map, system: Map, source: RevisionSource, scan: Scan, base: str) -> Diff:
    """All that differs. source: of the earlier side. scan: of the later one, against the base."""
    old, new = _blobs(earlier), _blobs(system)
    new |= _identified(system, old, new, source.repository.object_format)
    moved = moved_paths(earlier.graph, system.graph, old, new)
    stale_old, stale_new = _stale(earlier, system, old, new)
    sides = (
        Side(earlier.graph, earlier.territory, moved, stale_old),
        Side(system.graph, system.territory, {}, stale_new),
    )
    added, removed, renamed = differences(*sides)
    changes, note = _spec_changes(system, source)
    return Diff(
        base=base,
        commit=source.revision,
        head=system.source.revision,
        scan=scan,
        added=added,
        removed=removed,
        moved=renamed,
        measures=tuple(_measures(sides, (earlier.coverage, system.coverage))),
        spec_changes=changes,
        spec_note=note,
        notes=tuple(_notes(system)),
    )


def with_services(found: Diff, earlier: Map, system: Map) -> Diff:
    """The same with services, calls and data."""
    came, went = service_differences(_services(earlier), _services(system))
    return replace(
        found,
        added=replace(found.added, services=came),
        removed=replace(found.removed, services=went),
    )


def with_terms(found: Diff, earlier: Map, system: Map) -> Diff:
    """The same with the terms of which components began, or ceased, to mean different things."""
    from driftscan.drift.term_differences import term_differences
    from driftscan.stages.definitions import definitions_of

    before, after = definitions_of(earlier), definitions_of(system)
    notes = tuple(_unread_notes(before, after))
    terms = term_differences(before.vocabulary, after.vocabulary)
    return replace(found, terms=terms, notes=found.notes + notes)


def _unread_notes(before: Definitions, after: Definitions) -> Iterator[str]:
    for side, of in ((before, "of the base "), (after, "")):
        if side.unread:
            yield f"{counted(len(side.unread), 'file')} {of}could not be asked for definitions"


def with_cost(found: Diff, earlier: Map, system: Map, source: RevisionSource) -> Diff:
    """The same with what the change does to expected change cost, or a note why not."""
    from driftscan.stages.difference_cost import difference_cost

    old, new = _blobs(earlier), _blobs(system)
    new |= _identified(system, old, new, source.repository.object_format)
    moved = moved_paths(earlier.graph, system.graph, old, new)
    try:
        cost = difference_cost(system, source, old, moved, lambda done, total: None)
    except HistoryError as missing:
        return replace(found, notes=(*found.notes, f"no cost: {str(missing).rstrip('.')}"))
    return replace(found, cost=cost)


def _blobs(system: Map) -> dict[bytes, str]:
    return {each.file.path: each.file.blob for each in system.survey.snapshot.records}


def _identified(
    system: Map, old: Mapping[bytes, str], new: Mapping[bytes, str], object_format: str
) -> dict[bytes, str]:
    """Ids of the contents that only the later side has; a run without a cache needs none."""
    files = [each.file for each in system.survey.snapshot.records]
    wanted = [file for file in files if file.path not in old and not new[file.path]]
    return {
        file.path: blob_id(content, object_format)
        for file, content in system.source.read(wanted)
        if isinstance(content, bytes)
    }


def _stale(
    earlier: Map, system: Map, old: Mapping[bytes, str], new: Mapping[bytes, str]
) -> tuple[frozenset[bytes] | None, frozenset[bytes] | None]:
    """Paths whose dependencies may differ: of changed files, as long as nothing else decides where
    an import leads and the same modules belong to the same components."""
    one, other = earlier.survey.snapshot, system.survey.snapshot
    if one.digests != other.digests or (one.roots, one.bystanders) != (
        other.roots,
        other.bystanders,
    ):
        return None, None
    if earlier.territory.components != system.territory.components:
        return None, None
    changed = frozenset(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))
    return changed, changed


def _services(system: Map) -> ServiceGraph:
    from driftscan.stages.services import parts_of, services_of

    return services_of(parts_of([system]), system.caches, system.workers).graph


def _measures(
    sides: tuple[Side, Side], coverages: tuple[Coverage, Coverage]
) -> Iterator[ReadingChange]:
    """Those that changed."""
    knots = Knots()
    earlier, later = (
        list(code_readings(side.graph, side.territory, side.ends, coverage, 0, knots))
        for side, coverage in zip(sides, coverages, strict=True)
    )
    for before, after in zip(earlier, later, strict=True):
        if before != after and before.measure != _OF_FINDINGS:
            yield ReadingChange(before, after)


def _spec_changes(system: Map, source: RevisionSource) -> tuple[tuple[SpecChange, ...] | None, str]:
    """Against the spec as it was committed at the base."""
    file = system.place.spec_file
    if not file:
        return None, "the spec is the one inside the revision, so its changes are not shown"
    text = source.committed_text(file)
    if text is None:
        return None, "the base has no spec of that name"
    try:
        before = _parsed(system, text, file)
    except SpecError as error:
        count = str(error).count("\n")
        return None, f"the spec of the base is not one that this version reads ({count} problems)"
    return spec_changes(before, system.stated), ""


def _parsed(system: Map, text: bytes, file: str) -> Spec:
    known = load_parsed_spec(system.caches, text, file)
    if known is None:
        known = parse_spec(text, file)
        save_parsed_spec(system.caches, text, file, known)
    return known


def _notes(system: Map) -> Iterator[str]:
    submodules = [each for each in system.coverage.left_out if each.code == "submodule"]
    if submodules:
        yield (
            f"{len(submodules)} submodules are not looked into; `driftscan diff` works inside each"
        )
