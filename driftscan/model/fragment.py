"""What one file says of its functions, so that those that do the same can be found."""

from msgspec import Struct

from driftscan.model.fact import Problem

SMALLEST = 20
"""Tokens of the smallest fragment that is looked at; whoever asks for smaller ones is told so."""


class Fragment(Struct, frozen=True, array_like=True, gc=False):
    """A function, method or component: where it stands and what it is made of.

    name: as declared, '' for one without. start, end: lines, 1-based and inclusive.
    tokens: how many, without comments and layout. grams: 64-bit hashes of every three tokens in a
        row, each once, ascending, as bytes of the machine's order; names of locals and literals
        are blinded in them, names of what is called and of attributes are kept.
    digest: of the whole row of these tokens; blind: of the same with all names blinded.
    calls: how often it calls something. branches: how often it decides, repeats or gives up.
    literals: how many of its tokens are. shapes: how many different three tokens in a row there
        are with all names blinded.
    """

    name: str
    start: int
    end: int
    tokens: int
    grams: bytes
    digest: bytes
    blind: bytes
    calls: int
    branches: int
    literals: int
    shapes: int


class FragmentFacts(Struct, frozen=True, array_like=True, gc=False):
    """Fragments of one file in the order of their first lines; an outer one before those in it.

    generated: the file says that a program wrote it.
    """

    fragments: tuple[Fragment, ...] = ()
    generated: bool = False
    problems: tuple[Problem, ...] = ()
