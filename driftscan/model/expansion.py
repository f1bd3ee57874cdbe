"""A spec whose patterns and words are spelled out, and what of it means nothing in the tree."""

from msgspec import Struct

from driftscan.model.spec import Spec


class Meaningless(Struct, frozen=True):
    """A pattern, or a word of a rule, that stands for nothing.

    line: in the spec. rule: the name of the rule it stands in, '' for a component.
    """

    line: int
    message: str
    rule: str = ""


class Expansion(Struct, frozen=True):
    """spec: with concrete names only. meaningless: by line; if there are any, the rules that they
    stand in say less than what is written."""

    spec: Spec
    meaningless: tuple[Meaningless, ...] = ()
