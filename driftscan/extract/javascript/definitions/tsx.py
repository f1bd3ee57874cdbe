"""Definitions in Tsx source."""

from driftscan.extract.javascript.definitions.dialect import TSX
from driftscan.extract.syntax.terms.reading import definitions_in
from driftscan.model.definition import DefinitionFacts


def extract(content: bytes, /) -> DefinitionFacts:
    """Facts of one file."""
    return definitions_in(content, TSX)
