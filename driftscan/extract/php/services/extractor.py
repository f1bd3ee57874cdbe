"""PHP source to facts about services."""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from driftscan.extract.generated import is_generated
from driftscan.extract.php.services.models import models
from driftscan.extract.php.services.reading import program_of
from driftscan.extract.php.services.serving import routes
from driftscan.extract.php.services.settings import (
    connection,
    drivers,
    engine_of,
    entries,
    source_names,
    without_driver,
)
from driftscan.extract.php.services.values import READERS
from driftscan.extract.php.services.words import WORDS
from driftscan.extract.syntax.outline.expressions import Expressions
from driftscan.extract.syntax.outline.survey import Survey
from driftscan.extract.syntax.outline.telling import Own, facts_of
from driftscan.extract.syntax.outline.values import Value
from driftscan.extract.syntax.parsed import Parsed, parse
from driftscan.model.fact import Problem
from driftscan.model.service_fact import MarkFact, ServiceFacts, StoreFact

_WORDS = re.compile(
    rb"curl_(?:init|setopt)|GuzzleHttp|Http::|HttpClient|getenv|\benv\(|\$_ENV|\bPDO\b|mysqli"
    rb"|pg_connect|Predis|Redis|Memcached|MongoDB|AMQP|RdKafka|extends\s+(?:Base)?Model\b"
    rb"|Authenticatable|Eloquent|DB::|Schema::|\bORM\b|Route::|Route\(|AppFactory|new\s+\\?\w*Kernel"
    rb"|Application|Lumen|Slim|->(?:query|prepare|exec|fetch\w+|addSql|executeQuery|executeStatement)\("
    rb"|->setParameter\(|wpdb|wp_remote|SoapClient|\bconfig\(|pdo_"
)
_ADDRESS = re.compile(rb"https?://")
_REMARKS = (b"*", b"//", b"/*", b"#")
_TESTS = re.compile(
    rb"extends\s+\\?\w*TestCase\b|^[^\S\n]*(?:it|test|describe)\(\s*['\"]", re.MULTILINE
)
_LOADS = re.compile(
    rb"^[ \t]*(?:\$\w+[ \t]*=[ \t]*)?"
    rb"((?:require|include)(?:_once)?\b[^;\n]*autoload(?:_runtime)?\.php)",
    re.MULTILINE,
)
_LARGEST = 1 << 20
_GRAMMAR = "php"


def extract(content: bytes) -> ServiceFacts:
    """Facts of one file; none of tests and of what a program wrote."""
    if len(content) > _LARGEST:
        return ServiceFacts()
    begins = _beginning(content)
    if not (_has_address(content) or _WORDS.search(content)):
        return ServiceFacts(marks=begins)
    if _TESTS.search(content) or is_generated(content, "php"):
        return ServiceFacts()
    parsed = parse(content, _GRAMMAR)
    if isinstance(parsed, Problem):
        return ServiceFacts(problems=(parsed,))
    facts = _facts(parsed)
    return replace(facts, marks=(*facts.marks, *begins))


def _beginning(content: bytes) -> tuple[MarkFact, ...]:
    """Where a file loads what finds all classes, as only the first one need."""
    found = _LOADS.search(content) if b"autoload" in content else None
    if found is None:
        return ()
    return (MarkFact("begins", "php", content.count(b"\n", 0, found.start(1)) + 1),)


def _has_address(content: bytes) -> bool:
    """One of somebody to be asked; what a comment links to is none."""
    found = _ADDRESS.search(content)
    while found:
        begin = content.rfind(b"\n", 0, found.start()) + 1
        line = content[begin : found.start()].lstrip()
        if line.startswith(b"#[") or not line.startswith(_REMARKS):
            return True
        end = content.find(b"\n", found.end())
        found = _ADDRESS.search(content, end) if end >= 0 else None
    return False


def _facts(parsed: Parsed) -> ServiceFacts:
    survey = Survey(program_of(parsed), WORDS)
    arrays = list(_given_back(parsed))
    facts = facts_of(
        survey,
        Own(
            served=routes(survey, parsed.content),
            stores=[
                *(store for array in arrays for store in connection(survey, array)),
                *source_names(survey),
            ],
            accesses=models(survey, parsed.content),
        ),
    )
    values = [value for array in arrays for value in entries(survey, array)]
    values += drivers(parsed.content)
    return replace(
        facts,
        values=tuple(sorted([*facts.values, *values], key=lambda fact: fact.line)),
        stores=tuple(_with_engines(facts.stores)),
    )


def _given_back(parsed: Parsed) -> Iterator[Value]:
    """The array that the file itself gives back."""
    read = Expressions(READERS)
    for node in parsed.root.named_children:
        if node.type == "return_statement" and node.named_children:
            value = read.of(node.named_children[0])
            if value.kind == "map":
                yield value


def _with_engines(stores: Iterable[StoreFact]) -> Iterator[StoreFact]:
    for store in stores:
        engine = store.engine or engine_of(store.address)
        address = without_driver(store.address) if engine and not store.engine else store.address
        yield replace(store, engine=engine, address=address)
