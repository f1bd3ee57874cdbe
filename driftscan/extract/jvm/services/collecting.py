"""Puts a file together while its nodes come by in the order of the text: what stands in what."""

from collections.abc import Sequence
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace
from tree_sitter import Node

from driftscan.extract.jvm.found import Found
from driftscan.extract.jvm.services.written import (
    Binding,
    Called,
    Expression,
    MethodWritten,
    TypeWritten,
    Written,
)

_MOST_RETURNS = 8


class Inside(Struct, frozen=True, gc=False):
    """What is open at a place: where it ends, the innermost type, method and call around it."""

    end: int
    owner: int = -1
    method: int = -1
    within: int = -1
    of_type: bool = False


def in_order(found: Found) -> list[tuple[str, Node]]:
    """What a query found with its names, in the order in which it begins, outer nodes first."""
    nodes = [
        (node.start_byte, -node.end_byte, name, node) for name in found for node in found[name]
    ]
    nodes.sort(key=itemgetter(0, 1))
    return [(name, node) for _, _, name, node in nodes]


_NOTHING = Inside(1 << 62, of_type=True)


class Collecting:
    """Nodes must be given in the order in which they begin, outer ones first."""

    def __init__(self) -> None:
        self._open = [_NOTHING]
        self._returned: dict[int, list[Expression]] = {}
        self._types: list[TypeWritten] = []
        self._methods: list[MethodWritten] = []
        self._bindings: list[Binding] = []
        self._calls: list[Called] = []

    def inside(self, start: int) -> Inside:
        """What is open where a node begins."""
        while self._open[-1].end <= start:
            self._open.pop()
        return self._open[-1]

    def type(self, written: TypeWritten, start: int, end: int) -> None:
        """A type that is declared from one byte to another."""
        around = self.inside(start)
        self._types.append(written)
        self._open.append(Inside(end, len(self._types) - 1, around.method, -1, True))

    def method(self, written: MethodWritten, start: int, end: int) -> None:
        """A method of the innermost type; what it gives may be told later."""
        around = self.inside(start)
        self._methods.append(replace(written, owner=around.owner, outer=around.method))
        self._open.append(Inside(end, around.owner, len(self._methods) - 1, around.within))

    def binding(self, written: Binding, start: int) -> None:
        """A name; what is declared right in a type is a field."""
        around = self.inside(start)
        form = "field" if around.of_type and written.form != "assigned" else written.form
        place = {"owner": around.owner, "method": -1 if around.of_type else around.method}
        self._bindings.append(replace(written, form=form, **place))

    def called(self, chain: Expression, line: int, start: int, end: int) -> None:
        """A chain of calls; those that begin in it are within it."""
        around = self.inside(start)
        self._calls.append(Called(chain, line, around.owner, around.method, around.within))
        inner = Inside(end, around.owner, around.method, len(self._calls) - 1, around.of_type)
        self._open.append(inner)

    def returned(self, value: Expression, start: int) -> None:
        """What the innermost method gives."""
        self._returned.setdefault(self.inside(start).method, []).append(value)

    def written(self, imports: Sequence[str]) -> Written:
        """The file."""
        methods = [self._with_given(at, method) for at, method in enumerate(self._methods)]
        return Written(
            tuple(imports),
            tuple(self._types),
            tuple(methods),
            tuple(self._bindings),
            tuple(self._calls),
        )

    def _with_given(self, at: int, method: MethodWritten) -> MethodWritten:
        values = self._returned.get(at, [])
        if method.given is not None or not 0 < len(values) <= _MOST_RETURNS:
            return method
        one = values[0] if len(values) == 1 else Expression("either", parts=tuple(values))
        return replace(method, given=one)
