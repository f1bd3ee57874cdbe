"""Every extractor of what files say of terms, and which files each one claims.

A registry of its own, as that of services: only who asks for definitions pays for them.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import import_module
from typing import Protocol, cast

import msgspec

from driftscan.extract.batch import split_key
from driftscan.extract.generated import is_generated
from driftscan.extract.service_registry import ServiceEntry as Entry
from driftscan.model.definition import DefinitionFacts


class DefinitionExtractor(Protocol):
    """Reads one kind of file: any module that has this function will do.

    extract() depends on the content alone and never raises for bad input: what cannot be read is
    a Problem.
    """

    def extract(self, content: bytes, /) -> DefinitionFacts:
        """Facts and problems of one file."""
        ...


DEFINITION_EXTRACTORS: dict[str, Entry] = {
    "python-definitions": Entry(
        "driftscan.extract.python.definitions.extractor", rb"(?!.*_pb2).*\.pyw?"
    ),
    "sql-definitions": Entry(
        "driftscan.extract.sql.definitions.extractor", rb".*\.(?:sql|ddl|psql|pgsql)"
    ),
}


@lru_cache(maxsize=1 << 16)
def definition_extractors_for(name: bytes) -> tuple[str, ...]:
    """Names of the extractors that claim files of this base name, in the order of the registry."""
    return tuple(extractor for extractor, pattern in _patterns() if pattern.fullmatch(name))


def claims_for_definitions(name: bytes) -> bool:
    """Whether any of these extractors reads files of this base name."""
    return bool(definition_extractors_for(name))


def extract_definition_batch(jobs: Sequence[tuple[bytes, ...]]) -> list[bytes]:
    """What a worker runs: (job key, content) pairs to encoded DefinitionFacts, in the same order.

    What a program wrote defines nothing: it says again what stands elsewhere.
    """
    encode = msgspec.msgpack.encode
    return [encode(_facts(split_key(key)[0], content)) for key, content in jobs]


@cache
def load_definition_extractor(name: str) -> DefinitionExtractor:
    """The extractor's module, imported when first needed."""
    return cast(DefinitionExtractor, import_module(DEFINITION_EXTRACTORS[name].module))


def _facts(extractor: str, content: bytes) -> DefinitionFacts:
    language = extractor.partition("-")[0]
    if is_generated(content, language):
        return DefinitionFacts()
    return load_definition_extractor(extractor).extract(content)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[bytes]], ...]:
    """Compiled, in the order of the registry: asked of every name in a tree."""
    return tuple(
        (extractor, re.compile(entry.pattern, re.IGNORECASE))
        for extractor, entry in DEFINITION_EXTRACTORS.items()
    )
