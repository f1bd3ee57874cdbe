"""What a change does to expected change cost, by the history that was there before it."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from driftscan.errors import HistoryError
from driftscan.extract.generated import is_generated_name
from driftscan.graph.components import Claims
from driftscan.history.code_files import is_product_code
from driftscan.history.foreseen import changes_of_new, resized
from driftscan.history.formula import expectation
from driftscan.history.measure import measure
from driftscan.history.suitability import refusal
from driftscan.model.diff import ChangeCost, TouchedCost
from driftscan.sources.blob_id import blob_id
from driftscan.sources.revision import RevisionSource
from driftscan.stages.generated import said_of
from driftscan.stages.known_commits import Advance
from driftscan.stages.map import Map
from driftscan.stages.past import open_past
from driftscan.stages.standing import Standing, standing_of

Blobs = Mapping[bytes, str]


def difference_cost(
    system: Map, source: RevisionSource, old: Blobs, moved: Mapping[bytes, bytes], advance: Advance
) -> ChangeCost:
    """source, old: of the base. moved: old path to new. HistoryError: its past is too short."""
    past = open_past(system.place.root, source.revision)
    standing = standing_of(past, system.spec.sources, system.caches, advance)
    if refused := refusal(standing.extent):
        raise HistoryError(refused)
    inside = past.repository.inside
    prefix = inside + b"/" if inside else b""
    sizes = _sizes_now(system, source, old, prefix)
    touched = _touched(standing, sizes, old, moved, prefix)
    claims = Claims(system.territory.components)
    expected = expectation(standing.columns, standing.loc)
    return ChangeCost(
        files=tuple(_with_component(each, claims) for each in touched),
        of_files=len(standing.population.files),
        whole=sum(expected.costs()),
        has_lines=standing.extent.has_lines,
    )


def _sizes_now(
    system: Map, source: RevisionSource, old: Blobs, prefix: bytes
) -> dict[bytes, int | None]:
    """Lines of each file that the later side has with another content; None for one without a
    change. What a program or others wrote has none."""
    files = [each.file for each in system.survey.snapshot.records]
    product = [f for f in files if is_product_code(prefix + f.path, prefix[:-1])]
    sizes: dict[bytes, int | None] = {file.path: None for file in product}
    changed = [f for f in product if not f.blob or f.blob != old.get(f.path)]
    kind = source.repository.object_format
    said = said_of(system.source, system.survey.marks)
    for file, content in system.source.read(changed):
        if isinstance(content, bytes) and blob_id(content, kind) != old.get(file.path):
            size = measure(content, file.path)
            by_name = is_generated_name(file.path)
            by_people = size.is_written and not said.by_others(file.path, by_name)
            sizes[file.path] = size.lines if by_people else 0
    return sizes


def _touched(
    standing: Standing,
    sizes: Mapping[bytes, int | None],
    old: Blobs,
    moved: Mapping[bytes, bytes],
    prefix: bytes,
) -> Iterator[TouchedCost]:
    """Files that were changed or removed, then new ones."""
    expected = expectation(standing.columns, standing.loc)
    of_one_line = resized(expected.lines[0], standing.loc[0], 1)  # the same, whatever the file
    for at, whole in enumerate(standing.columns.files):
        path = whole[len(prefix) :]
        if path not in old or path in moved or sizes.get(path, 0) is None:
            continue  # not read by the scan, or the same as it was
        loc, now = standing.loc[at], sizes.get(path, 0) or 0
        changes, lines = expected.changes[at], expected.lines[at]
        yield TouchedCost(
            path=path,
            changes=changes,
            loc_before=loc,
            loc_after=now,
            lines_before=lines,
            lines_after=resized(lines, loc, now) if now else 0.0,
        )
    arrived = set(moved.values())
    new = {
        prefix + path: size
        for path, size in sizes.items()
        if size and path not in old and path not in arrived
    }
    rates = changes_of_new(standing.columns, standing.loc, new) if new else {}
    for whole, changes in sorted(rates.items()):
        yield TouchedCost(
            path=whole[len(prefix) :],
            changes=changes,
            loc_before=0,
            loc_after=new[whole],
            lines_before=0.0,
            lines_after=resized(of_one_line, 1, new[whole]),
        )


def _with_component(touched: TouchedCost, claims: Claims) -> TouchedCost:
    claimed = claims.foremost(touched.path)
    return replace(touched, component=claimed[0] if claimed else "")
