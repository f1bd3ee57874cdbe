"""Rust source to facts about services."""

import re

from driftscan.extract.generated import is_generated
from driftscan.extract.rust.services.reading import program_of
from driftscan.extract.rust.services.serving import mains, routes, tables
from driftscan.extract.rust.services.words import WORDS
from driftscan.extract.syntax.outline.survey import Survey
from driftscan.extract.syntax.outline.telling import Own, facts_of
from driftscan.extract.syntax.parsed import parse
from driftscan.model.fact import Problem
from driftscan.model.service_fact import MarkFact, ServiceFacts

_WORDS = re.compile(
    rb"https?://|reqwest|ureq|surf::|awc::|hyper|tonic|_client::|env::var|env!\(|axum|actix|rocket"
    rb"|warp|sqlx|diesel|postgres|PgPool|redis|mongodb|lapin|rdkafka|nats|fn main\b|table!"
    rb"|const \w*(?:URL|URI|HOST|ADDR|ADDRESS|ENDPOINT|TOPIC|QUEUE)S?: &"
)
_TESTS = re.compile(rb"^#\[(?:\w+::)?test\b", re.MULTILINE)
_MAIN = re.compile(rb"^(?:pub )?(?:async )?fn main\b", re.MULTILINE)
_LARGEST = 1 << 20
_GRAMMAR = "rust"


def _main_beside_tests(content: bytes) -> ServiceFacts:
    """A small program has its tests in the same file; of what they speak is theirs."""
    found = _MAIN.search(content)
    if found is None:
        return ServiceFacts()
    line = content.count(b"\n", 0, found.end()) + 1
    return ServiceFacts(marks=(MarkFact("entry", "main", line),))


def extract(content: bytes) -> ServiceFacts:
    """Facts of one file; none of tests and of what a program wrote."""
    if len(content) > _LARGEST or not _WORDS.search(content):
        return ServiceFacts()
    if _TESTS.search(content):
        return _main_beside_tests(content)
    if is_generated(content, "rust") and b"table!" not in content:
        return ServiceFacts()
    parsed = parse(content, _GRAMMAR)
    if isinstance(parsed, Problem):
        return ServiceFacts(problems=(parsed,))
    survey = Survey(program_of(parsed), WORDS)
    return facts_of(
        survey,
        Own(
            served=routes(survey, parsed.content),
            accesses=tables(parsed.content),
            marks=mains(survey),
        ),
    )
