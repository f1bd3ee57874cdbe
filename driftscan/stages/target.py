"""Finds the target state of what is scanned: a spec file, or one inside a revision."""

import os

from msgspec import Struct

from driftscan.errors import SourceError, SpecError
from driftscan.model.source import LeftOut
from driftscan.model.spec import SourceSettings, Spec
from driftscan.sources.opening import open_source
from driftscan.sources.source import Source
from driftscan.spec.load import FILE_NAMES, find_spec, read_spec_file
from driftscan.stages.caches import Caches, load_snapshot
from driftscan.stages.spec_reading import SpecReading, Stated


class Place(Struct, frozen=True):
    """What to scan and its spec file, '' if there is none.

    above: a spec in a directory above, which speaks of another tree.
    staged: git's index is meant, not the files of the work tree.
    """

    root: str
    spec_file: str = ""
    above: str = ""
    staged: bool = False


def find_place(path: str, config: str) -> Place:
    """Where a scan begins.

    A spec given by --config fits the path as it is. Without a path (".") the spec is looked for
    upwards, and its directory is the root. A path that is given is the root.
    """
    if not os.path.isabs(path):
        _require_a_working_directory()
    here = path != "" and os.path.normpath(path) == "."
    if config or not os.path.isdir(path):
        return Place(path, config)
    found = find_spec(path)
    if found is None:
        return Place(path)
    directory, name = os.path.split(found)
    if os.path.samefile(directory, path):
        return Place(path, name if here else os.path.join(path, name))
    if here:
        return Place(os.path.relpath(directory), os.path.relpath(found))
    return Place(path, above=found)


def _require_a_working_directory() -> None:
    try:
        os.getcwd()
    except OSError as error:
        raise SourceError("The working directory is gone; go to one that exists.") from error


def open_target(place: Place, revision: str, caches: Caches) -> tuple[SpecReading | Stated, Source]:
    """The spec for a place, and the place as that spec wants it read. A revision with no spec
    file beside it is held against the spec that it contains."""
    if place.staged:
        return _open_staged(place, caches)
    if place.spec_file:
        reading = SpecReading(read_spec_file(place.spec_file), place.spec_file, caches)
        return reading, open_source(place.root, revision, reading.sources, caches.by_content)
    source = open_source(place.root, revision, SourceSettings(), caches.by_content)
    kept = _spec_inside(source, caches) if revision else None
    if kept is None:
        return Stated(Spec()), source
    return kept, open_source(place.root, revision, kept.sources)


def _open_staged(place: Place, caches: Caches) -> tuple[SpecReading | Stated, Source]:
    """The same for the index: a spec that git tracks counts as it is staged."""
    from driftscan.sources.staged import StagedSource, open_index

    index = open_index(place.root)
    load_snapshot(caches, StagedSource(index).identity)  # while git lists what is staged
    reading: SpecReading | Stated
    if not place.spec_file:
        reading = _spec_inside(StagedSource(index), caches) or Stated(Spec())
    else:
        own = index.own_text(place.spec_file)
        text = read_spec_file(place.spec_file) if own is None else own
        reading = SpecReading(text, place.spec_file, caches)
    return reading, StagedSource(index, reading.sources)


def no_target(place: Place) -> SpecError:
    """The error for a check without a target state."""
    if place.above:
        return SpecError(
            f"{place.root} has no driftscan.yaml; the one above speaks of its own directory. Run "
            f"`driftscan check {os.path.dirname(place.above)}`, or give a spec with --config"
        )
    return SpecError(
        f"{place.root} has no driftscan.yaml to check against; `driftscan init` writes one that "
        "fits the code as it is today"
    )


def _spec_inside(source: Source, caches: Caches) -> SpecReading | None:
    listing = source.list(lambda name: name.decode("utf-8", "replace") in FILE_NAMES)
    own = [file for file in listing.files if b"/" not in file.path]
    for file, content in source.read(own):
        if not isinstance(content, LeftOut):
            beginning = f"{source.revision[:12]}:" if source.revision else ""
            return SpecReading(content, f"{beginning}{file.path.decode()}", caches)
    return None
