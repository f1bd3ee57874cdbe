"""Facts: what one file says of capabilities beside its imports."""

from msgspec import Struct

from driftscan.model.fact import Problem


class HomemadeFact(Struct, frozen=True, array_like=True, gc=False, order=True):
    """A class or function that does by itself what a capability is about, by its name and shape.

    name: of the class or function. line: where it begins. confidence: how often such a shape is
    what it looks like. why: the shape in words.
    """

    capability: str
    purpose: str
    name: str
    line: int
    confidence: float
    why: str


class MemberFact(Struct, frozen=True, array_like=True, gc=False, order=True):
    """What is taken of a module behind a dot, where the module alone does not tell what for.

    name: with the module in front, as in 'net/http.ListenAndServe'. lines: where, ascending.
    """

    name: str
    lines: tuple[int, ...]


class CapabilityFacts(Struct, frozen=True, array_like=True, gc=False):
    """Everything one file says of capabilities."""

    homemade: tuple[HomemadeFact, ...] = ()
    members: tuple[MemberFact, ...] = ()
    problems: tuple[Problem, ...] = ()
