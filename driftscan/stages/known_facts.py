"""Facts in the cache, under the content they were extracted from and the code that did it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import msgspec

from driftscan.extract.claims import extractors_for
from driftscan.extract.registry import EXTRACTORS, group_of
from driftscan.model.fact import FileFacts
from driftscan.model.source import SourceFile
from driftscan.stages.code_version import language_version
from driftscan.store.facts import FactCache
from driftscan.store.keys import FactKeys

_DECODER = msgspec.msgpack.Decoder(FileFacts)


def known_facts(cache: FactCache, files: Sequence[SourceFile]) -> dict[bytes, dict[str, FileFacts]]:
    """By path, and then by extractor, where the facts of every one are there; blob ids have to be
    known."""
    if not cache.keeps:
        return {}
    keys = {fact_key(file, name) for file in files for name in extractors_for(file.path)}
    values = cache.get_many(keys)
    facts = {file.path: _facts_of(file, values) for file in files}
    return {path: own for path, own in facts.items() if len(own) == len(extractors_for(path))}


def facts_alike(
    cache: FactCache, pairs: Iterable[tuple[SourceFile, SourceFile]]
) -> list[tuple[SourceFile, SourceFile]]:
    """Of files with two contents, those of which each extractor is known to say the very same."""
    keyed = [
        (pair, [[fact_key(file, name) for file in pair] for name in extractors_for(pair[0].path)])
        for pair in pairs
    ]
    values = cache.get_many({key for _, keys in keyed for both in keys for key in both})
    return [
        pair
        for pair, keys in keyed
        if keys and all(one in values and values[one] == values.get(two) for one, two in keys)
    ]


def fact_key(file: SourceFile, extractor: str) -> bytes:
    """The key of what an extractor says of a file's content."""
    return _keys_of(extractor).key(file.blob)


def decoded(data: bytes) -> FileFacts | None:
    """None for bytes that are no facts: those of a damaged entry or of a worker gone wrong."""
    try:
        return _DECODER.decode(data)
    except msgspec.DecodeError:
        return None


def _facts_of(file: SourceFile, values: Mapping[bytes, bytes]) -> dict[str, FileFacts]:
    """What the cached values say of a file, by extractor; files of one content share a value."""
    known = {
        extractor: decoded(values[key])
        for extractor in extractors_for(file.path)
        if (key := fact_key(file, extractor)) in values
    }
    return {extractor: facts for extractor, facts in known.items() if facts is not None}


@cache
def _keys_of(extractor: str) -> FactKeys:
    return FactKeys(extractor, language_version(group_of(EXTRACTORS[extractor])))
