"""Entries about code that solves one problem several times."""

from driftscan.model.rule import NoDuplicates
from driftscan.spec.meaning.names import Names
from driftscan.spec.meaning.rule_head import rule_head, words_of
from driftscan.spec.meaning.validity import several
from driftscan.spec.shapes.family_rules import NoDuplicatesShape
from driftscan.spec.tree import Path, Problems


def read_no_duplicates(
    shape: NoDuplicatesShape, path: Path, names: Names, problems: Problems
) -> NoDuplicates:
    """Who has no function of another one's."""
    words = words_of(shape.no_duplicates)
    return NoDuplicates(
        head=rule_head(shape, f"no_duplicates {', '.join(words)}", path, problems),
        members=several(words, (*path, "no_duplicates"), names, problems),
    )
