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
    "component-definitions": Entry(
        "driftscan.extract.javascript.definitions.component",
        rb".+\.(?:vue|svelte)",
        grammar="tree_sitter_typescript",
    ),
    "csharp-definitions": Entry(
        "driftscan.extract.csharp.definitions.extractor", rb".+\.cs", grammar="tree_sitter_c_sharp"
    ),
    "go-definitions": Entry(
        "driftscan.extract.go.definitions.extractor",
        rb"(?!.*(?:_test|\.pb|\.pb\.gw|_mock)\.go$).*\.go",
        grammar="tree_sitter_go",
    ),
    "graphql-definitions": Entry("driftscan.extract.graphql.extractor", rb".+\.(?:graphqls?|gql)"),
    "java-definitions": Entry(
        "driftscan.extract.java.definitions.extractor", rb".+\.java", grammar="tree_sitter_java"
    ),
    "javascript-definitions": Entry(
        "driftscan.extract.javascript.definitions.ecmascript",
        rb"(?!.*[._-](?:test|spec|stories|min|bundle|mock|e2e|config)\.).*\.(?:js|mjs|cjs|jsx)",
        grammar="tree_sitter_javascript",
    ),
    "kotlin-definitions": Entry(
        "driftscan.extract.kotlin.definitions.extractor", rb".+\.kt", grammar="tree_sitter_kotlin"
    ),
    "openapi-definitions": Entry(
        "driftscan.extract.openapi.extractor",
        rb"(?:.*[._-])?(?:openapi|swagger|api|api-docs|asyncapi|schema)(?:[._-].*)?\.(?:ya?ml|json)",
    ),
    "php-definitions": Entry(
        "driftscan.extract.php.definitions.extractor", rb".+\.php", grammar="tree_sitter_php"
    ),
    "prisma-definitions": Entry("driftscan.extract.prisma.definitions.extractor", rb".*\.prisma"),
    "protobuf-definitions": Entry(
        "driftscan.extract.protobuf.definitions.extractor", rb"[^/]+\.proto"
    ),
    "python-definitions": Entry(
        "driftscan.extract.python.definitions.extractor", rb"(?!.*_pb2).*\.pyw?"
    ),
    "ruby-definitions": Entry(
        "driftscan.extract.ruby.definitions.extractor", rb".+\.rb", grammar="tree_sitter_ruby"
    ),
    "rust-definitions": Entry(
        "driftscan.extract.rust.definitions.extractor", rb".+\.rs", grammar="tree_sitter_rust"
    ),
    "sql-definitions": Entry(
        "driftscan.extract.sql.definitions.extractor", rb".*\.(?:sql|ddl|psql|pgsql)"
    ),
    "tsx-definitions": Entry(
        "driftscan.extract.javascript.definitions.tsx",
        rb"(?!.*[._-](?:test|spec|stories|mock|e2e)\.).*\.tsx",
        grammar="tree_sitter_typescript",
    ),
    "typescript-definitions": Entry(
        "driftscan.extract.javascript.definitions.typescript",
        rb"(?!.*(?:[._-](?:test|spec|stories|mock|e2e|config)|\.d|\.e2e-spec)\.).*\.(?:ts|mts|cts)",
        grammar="tree_sitter_typescript",
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
