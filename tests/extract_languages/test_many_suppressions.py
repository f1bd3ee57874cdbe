"""Files in which very many comments speak to driftscan stay quick to read."""

import time

from driftscan.extract.registry import load_extractor

COMMENT = b"// driftscan: allow a -> b -- for now\n"
MANY = 10_000


def test_time_does_not_grow_with_the_square_of_the_comments() -> None:
    started = time.perf_counter()
    facts = load_extractor("javascript").extract(COMMENT * MANY + b"import './a'\n")
    assert time.perf_counter() - started < 15  # a minute where each comment looks at all others
    assert len(facts.suppressions) == MANY
    assert {fact.statements for fact in facts.suppressions} == {(MANY + 1,)}


def test_comments_in_and_around_long_statements() -> None:
    text = b"""import {
  a, // driftscan: allow r -- inside
} from './a'
// driftscan: allow s -- above

import './b'; import './c' // driftscan: allow t -- behind
"""
    facts = load_extractor("javascript").extract(text)
    assert [(fact.rule, fact.statements) for fact in facts.suppressions] == [
        ("r", (1,)),
        ("s", (6,)),
        ("t", (6,)),
    ]
