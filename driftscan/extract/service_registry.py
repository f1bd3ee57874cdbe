"""Every extractor of what files say about services, and which files each one claims.

They are kept apart from registry.py, for they are only asked where services are: a check of imports
does not pay for them. A file may be claimed by both.
"""

import re
from functools import cache, lru_cache
from importlib import import_module
from typing import Protocol, cast

from msgspec import Struct

from driftscan.model.service_fact import ServiceFacts


class ServiceExtractor(Protocol):
    """Reads one kind of file: any module that has this function will do.

    extract() depends on the content alone and never raises for bad input: what cannot be read is
    a Problem.
    """

    def extract(self, content: bytes, /) -> ServiceFacts:
        """Facts and problems of one file."""
        ...


class ServiceEntry(Struct, frozen=True):
    """One extractor. pattern: of the base name, read with re.IGNORECASE. grammar: package of the
    parser whose version decides the result too; '' for our own."""

    module: str
    pattern: bytes
    grammar: str = ""


SERVICE_EXTRACTORS: dict[str, ServiceEntry] = {
    "csharp-services": ServiceEntry(
        "driftscan.extract.csharp.services.extractor", rb".+\.cs", grammar="tree_sitter_c_sharp"
    ),
    "php-services": ServiceEntry(
        "driftscan.extract.php.services.extractor",
        rb".+\.(?:php|phtml|inc)",
        grammar="tree_sitter_php",
    ),
    "ruby-services": ServiceEntry(
        "driftscan.extract.ruby.services.extractor",
        rb".+\.(?:rb|ru|rake)|Rakefile",
        grammar="tree_sitter_ruby",
    ),
    "rust-services": ServiceEntry(
        "driftscan.extract.rust.services.extractor", rb".+\.rs", grammar="tree_sitter_rust"
    ),
}


@lru_cache(maxsize=1 << 16)
def service_extractors_for(name: bytes) -> tuple[str, ...]:
    """Names of the extractors that claim files of this base name, in the order of the registry."""
    return tuple(
        extractor
        for extractor, entry in SERVICE_EXTRACTORS.items()
        if re.fullmatch(entry.pattern, name, re.IGNORECASE)
    )


def claims_for_services(name: bytes) -> bool:
    """Whether any of these extractors reads files of this base name."""
    return bool(service_extractors_for(name))


@cache
def load_service_extractor(name: str) -> ServiceExtractor:
    """The extractor's module, imported when first needed."""
    return cast(ServiceExtractor, import_module(SERVICE_EXTRACTORS[name].module))
