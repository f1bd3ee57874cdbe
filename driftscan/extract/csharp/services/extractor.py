"""C# source to facts about services."""

import re

from msgspec.structs import replace

from driftscan.extract.csharp.conditions import readings
from driftscan.extract.csharp.services.aspire import workloads
from driftscan.extract.csharp.services.entities import TO_TABLE, entities, in_memory_switch
from driftscan.extract.csharp.services.gate import may_tell, names_stubs
from driftscan.extract.csharp.services.reading import program_of
from driftscan.extract.csharp.services.serving import (
    INVOKING,
    declared_clients,
    invocations,
    mains,
    served,
)
from driftscan.extract.csharp.services.words import WORDS
from driftscan.extract.generated import is_generated
from driftscan.extract.possessive import compiled
from driftscan.extract.syntax.outline.survey import Survey
from driftscan.extract.syntax.outline.telling import Own, facts_of
from driftscan.extract.syntax.parsed import Parsed, parse
from driftscan.extract.syntax.words import words_of
from driftscan.model.fact import Problem
from driftscan.model.service_fact import ServiceFacts, StoreFact, Text

_TESTS = compiled(
    rb"^[^\S\n]*\[(?:Fact|Theory|Test|TestMethod|TestFixture|TestClass|TestCase|Benchmark)\b",
    re.MULTILINE,
)
_TEST_LIBRARIES = compiled(
    rb"^[^\S\n]*(?:global )?using (?:Xunit|NUnit|Moq|Microsoft\.VisualStudio\.TestTools"
    rb"|Microsoft\.AspNetCore\.Mvc\.Testing|FluentAssertions|NSubstitute)\b"
    rb"|WebApplicationFactory<|IAsyncLifetime\b",
    re.MULTILINE,
)
_TEST_WORDS = (b"[Fact", b"[Theory", b"[Test", b"[Benchmark")
_TEST_NAMES = (
    *(b"using Xunit", b"using NUnit", b"using Moq", b"using Microsoft.VisualStudio.TestTools"),
    *(b"using Microsoft.AspNetCore.Mvc.Testing", b"using FluentAssertions", b"using NSubstitute"),
    *(b"WebApplicationFactory<", b"IAsyncLifetime"),
)
_WITH_DATABASES = frozenset(["postgresql", "sqlserver", "mysql", "mongodb"])
_METHODS = WORDS.methods | TO_TABLE | INVOKING
_LARGEST = 1 << 20
_GRAMMAR = "c_sharp"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def extract(content: bytes) -> ServiceFacts:
    """Facts of one file; none of tests and of what a program wrote."""
    if len(content) > _LARGEST:
        return ServiceFacts()
    # Asked first: models that migrations come with can be most of a tree.
    if is_generated(content, "csharp"):
        return ServiceFacts()
    is_wide = content[:2] in _UTF16
    if (not is_wide and not may_tell(content)) or _is_test(content):
        return ServiceFacts()
    # The grammar wants a line's end behind a directive, even behind the last one.
    parsed = parse(content if is_wide else content + b"\n", _GRAMMAR)
    if isinstance(parsed, Parsed) and parsed.problems:
        parsed = _without_branches(parsed)
    if isinstance(parsed, Problem):
        return ServiceFacts(problems=(parsed,))
    return _facts(parsed)


def _is_test(content: bytes) -> bool:
    """The words first: a pattern for lines takes ten times as long."""
    return bool(
        (any(word in content for word in _TEST_WORDS) and _TESTS.search(content))
        or (any(word in content for word in _TEST_NAMES) and _TEST_LIBRARIES.search(content))
    )


def _without_branches(parsed: Parsed) -> Parsed:
    """Another reading of `#if`, if it can be parsed."""
    for text in readings(parsed.content):
        other = parse(text, _GRAMMAR)
        if isinstance(other, Parsed) and not other.problems:
            return other
    return parsed


def _facts(parsed: Parsed) -> ServiceFacts:
    is_host = b"DistributedApplication" in parsed.content or b"AddProject<" in parsed.content
    # Any method of a stub is a call, any of a host may say what a program needs, and any may ask
    # for the setting that has a database kept in memory.
    words = words_of(parsed.content)
    is_plain = not (is_host or names_stubs(words) or b"UseInMemoryDatabase" in words)
    survey = Survey(program_of(parsed, _METHODS if is_plain else None), WORDS)
    facts = facts_of(
        survey,
        Own(
            calls=(*declared_clients(survey), *invocations(survey)),
            served=served(survey),
            accesses=entities(survey),
            marks=mains(survey),
            workloads=tuple(workloads(survey)) if is_host else (),
        ),
    )
    switch = in_memory_switch(survey)
    stores = (_unless(switch, _with_database(store)) for store in facts.stores)
    return replace(facts, stores=tuple(stores))


def _unless(switch: Text, store: StoreFact) -> StoreFact:
    return replace(store, unless=switch) if store.client == "efcore" else store


def _with_database(store: StoreFact) -> StoreFact:
    """Aspire's connections bear the names of databases."""
    is_one = store.client == "aspire" and store.engine in _WITH_DATABASES
    return replace(store, database=store.address) if is_one else store
