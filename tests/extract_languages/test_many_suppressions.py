"""Files in which very many comments speak to driftscan stay quick to read."""

from driftscan.extract.registry import load_extractor
from tests.bounded import bounded

COMMENT = b"// driftscan: allow a -> b -- for now\n"
MANY = 10_000


def test_time_does_not_grow_with_the_square_of_the_comments() -> None:
    with bounded():
        facts = load_extractor("javascript").extract(COMMENT * MANY + b"import './a'\n")
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
