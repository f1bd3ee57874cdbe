"""The caches of one run, and the names under which things are kept in them."""

import os
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from driftscan.extract.claims import groups_of
from driftscan.model import spec
from driftscan.stages import record
from driftscan.stages.code_version import (
    MAKES_SNAPSHOTS,
    MAKES_SPECS,
    code_version,
    language_version,
    packs_version,
)
from driftscan.store.facts import FactCache
from driftscan.store.held_facts import HeldFacts
from driftscan.store.location import cache_place
from driftscan.store.snapshot import BlobCache

_SNAPSHOT = "snapshot"
_SPEC = "spec"


class Caches(Struct, frozen=True):
    """facts: by content. blobs: the last run of each tree, and parsed specs. trouble: why there
    are none, '' if all is well. loaded: snapshots that this run has read, by identity."""

    facts: FactCache
    blobs: BlobCache
    trouble: str = ""
    loaded: dict[str, record.Snapshot | None] = {}

    @property
    def keep(self) -> bool:
        """Whether anything outlives this run."""
        return self.facts.lasts or self.blobs.keeps

    @property
    def by_content(self) -> bool:
        """Whether contents are told apart by their ids, if only for this run."""
        return self.facts.keeps or self.blobs.keeps


def open_caches(scanned: str, wanted: bool) -> Caches:
    """The user's caches for a scan of a place; ones that keep nothing if they are not wanted."""
    if not wanted:
        return Caches(FactCache.open(None), BlobCache(None))
    place = cache_place(os.environ, Path(scanned))
    facts = place.directory / "facts" if place.directory else None
    return Caches(FactCache.open(facts), BlobCache(place.directory), place.trouble)


def held(caches: Caches) -> Caches:
    """The same for a run that asks more than once what files say: where facts are not kept, they
    are held in memory until it ends."""
    return caches if caches.facts.keeps else replace(caches, facts=HeldFacts(caches.facts))


def load_snapshot(caches: Caches, identity: str) -> record.Snapshot | None:
    """What the last run over this place left, None if there was none or it is damaged."""
    if not caches.keep:
        return None
    if identity not in caches.loaded:
        data = caches.blobs.get(_SNAPSHOT, _snapshot_key(identity))
        found = record.decode_as(data, record.Snapshot) if data is not None else None
        holds = found and all(language_version(each) == v for each, v in found.made_by.items())
        caches.loaded[identity] = found if holds else None
    return caches.loaded[identity]


def save_snapshot(caches: Caches, identity: str, snapshot: record.Snapshot) -> None:
    """Keep a run for the next one."""
    groups = {group for each in snapshot.records for group in groups_of(each.file.path)}
    made_by = {group: language_version(group) for group in sorted(groups)}
    snapshot = replace(snapshot, made_by=made_by)
    caches.blobs.put(_SNAPSHOT, _snapshot_key(identity), record.encode(snapshot))


def load_parsed_spec(caches: Caches, text: bytes, file: str) -> spec.Spec | None:
    """The spec that this text was parsed to before."""
    data = caches.blobs.get(_SPEC, _spec_key(text, file)) if caches.keep else None
    return record.decode_as(data, spec.Spec) if data is not None else None


def save_parsed_spec(caches: Caches, text: bytes, file: str, parsed: spec.Spec) -> None:
    """Keep a valid spec."""
    if caches.keep:
        caches.blobs.put(_SPEC, _spec_key(text, file), record.encode(parsed))


def _snapshot_key(identity: str) -> str:
    return f"{identity}\0{code_version(MAKES_SNAPSHOTS)}"


def _spec_key(text: bytes, file: str) -> str:
    packs = packs_version() if b"include" in text or b"capabilit" in text else ""
    return f"{file}\0{blake2b(text).hexdigest()}\0{code_version(MAKES_SPECS)}{packs}"
