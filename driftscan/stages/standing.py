"""How things stand at a commit: its files, their sizes, and every change that counts.

All of it follows from the commit and from what a clone has, so it is kept under the commit's id: a
second look at the same commit asks git for nothing but that id.
"""

from array import array
from collections.abc import Sequence
from hashlib import blake2b

import msgspec
from msgspec import Struct

from driftscan.history.background import fixes_among
from driftscan.history.changes import changes_until
from driftscan.history.counting import Counting
from driftscan.history.mailmap import Mailmap
from driftscan.history.suitability import Extent, extent_of
from driftscan.model.history import ChangeColumns, Commit, History, Omission
from driftscan.model.spec import SourceSettings
from driftscan.sources.objects import read_objects
from driftscan.sources.revision_tree import find_in_revision
from driftscan.stages.caches import Caches
from driftscan.stages.code_version import code_version
from driftscan.stages.known_commits import Advance, read_history
from driftscan.stages.past import Past
from driftscan.stages.population import Population, population_at
from driftscan.stages.record import decode_as, encode
from driftscan.stages.released import without_released

_NAMESPACE = "standing"
_MAKES_STANDINGS = (
    *("model", "history", "sources", "graph/paths.py", "stages/standing.py"),
    *("stages/population.py", "stages/released.py", "stages/generated.py", "extract/generated.py"),
    "extract/gitattributes",
)
_MAILMAP = b".mailmap"
_IGNORED = b".git-blame-ignore-revs"


class Standing(Struct, frozen=True):
    """columns: their files are those of population. extent: how long and whole the history is.
    fixes: for each commit of columns 1 if it is one."""

    columns: ChangeColumns
    population: Population
    extent: Extent
    fixes: Sequence[int]

    @property
    def loc(self) -> list[int]:
        """Lines of each file."""
        return [each.lines for each in self.population.measures]


class _Kept(Struct, frozen=True, array_like=True):
    """A standing as it is stored: columns as bytes. Commits are without what they touched."""

    population: Population
    extent: Extent
    cut: int
    commits: list[Commit]
    columns: list[bytes]
    omitted: list[Omission]


_CODES = "iiqqbqb"


def standing_of(
    past: Past,
    settings: SourceSettings,
    caches: Caches,
    advance: Advance,
    tests: frozenset[bytes] = frozenset(),
) -> Standing:
    """The standing at a tip, from an earlier run where that is known. tests: paths of files that
    are test code though their paths do not say so."""
    key = _key(past, settings, tests)
    data = caches.blobs.get(_NAMESPACE, key)
    kept = decode_as(data, _Kept) if data is not None else None
    if kept is not None:
        return _thawed(kept)
    standing = _computed(past, settings, caches, advance, tests)
    if caches.blobs.keeps:
        caches.blobs.put(_NAMESPACE, key, encode(_frozen(standing)))
    return standing


def history_of(past: Past, caches: Caches, advance: Advance) -> History:
    """All commits, by the names that the tip's `.mailmap` gives their authors."""
    history = read_history(past, caches.blobs, advance)
    mailmap = Mailmap(_text_at(past, _MAILMAP))
    return msgspec.structs.replace(history, commits=mailmap.applied(history.commits))


def ignored_revisions(past: Past) -> frozenset[str]:
    """Ids of commits that the repository asks blame to pass over."""
    lines = _text_at(past, _IGNORED).split("\n")
    return frozenset(line.partition("#")[0].strip() for line in lines) - {""}


def _computed(
    past: Past,
    settings: SourceSettings,
    caches: Caches,
    advance: Advance,
    tests: frozenset[bytes],
) -> Standing:
    history = history_of(past, caches, advance)
    there = population_at(past, past.tip, settings, caches.facts).without(tests)
    population = without_released(there, history.commits, history.paths)
    ignored = ignored_revisions(past)
    counting = Counting(len(population.files), history.boundary, ignored)
    cut = history.commits[0].committed
    columns = changes_until(cut, history.commits, history.paths, population.files, counting)
    extent = extent_of(history, columns, past.partial)
    return Standing(columns, population, extent, fixes_among(columns))


def _text_at(past: Past, name: bytes) -> str:
    entries = find_in_revision(past.git_dir, past.tip, [name])
    for content in read_objects(past.git_dir, [entry.id.decode() for entry in entries]):
        if isinstance(content, bytes):
            return content.decode("utf-8", "replace")
    return ""


def _key(past: Past, settings: SourceSettings, tests: frozenset[bytes]) -> str:
    said = blake2b(msgspec.msgpack.encode((settings, sorted(tests)))).hexdigest()
    cut_off = " ".join(sorted(past.boundary))
    inside = past.repository.inside.decode("utf-8", "surrogateescape")
    version = code_version(_MAKES_STANDINGS)
    return "\0".join((past.identity, inside, past.tip, cut_off, str(past.partial), said, version))


def _frozen(standing: Standing) -> _Kept:
    columns = standing.columns
    series = (
        *(columns.file, columns.commit, columns.lines, columns.removed),
        *(columns.is_new, columns.born, standing.fixes),
    )
    return _Kept(
        population=standing.population,
        extent=standing.extent,
        cut=columns.cut,
        commits=[msgspec.structs.replace(each, touches=()) for each in columns.commits],
        columns=[_packed(code, each) for code, each in zip(_CODES, series, strict=True)],
        omitted=list(columns.omitted),
    )


def _thawed(kept: _Kept) -> Standing:
    series = [_unpacked(code, data) for code, data in zip(_CODES, kept.columns, strict=True)]
    file, commit, lines, removed, is_new, born, fixes = series
    columns = ChangeColumns(
        cut=kept.cut,
        files=kept.population.files,
        commits=kept.commits,
        file=file,
        commit=commit,
        lines=lines,
        removed=removed,
        is_new=is_new,
        born=born,
        omitted=kept.omitted,
    )
    return Standing(columns, kept.population, kept.extent, fixes)


def _packed(code: str, values: Sequence[int]) -> bytes:
    return array(code, values).tobytes()


def _unpacked(code: str, data: bytes) -> Sequence[int]:
    values = array(code)
    values.frombytes(data)
    return values
