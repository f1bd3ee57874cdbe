"""The outline of one file: what is called, which name holds what, which functions and types are
there, and what stands inside what."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from driftscan.extract.syntax.outline.values import Value, last_part
from driftscan.model.fact import Problem

_HIGHEST = 60


class Parameter(Struct, frozen=True, gc=False):
    """Of a function. type: as written, '' where none is."""

    name: str
    type: str = ""
    default: Value | None = None


class Function(Struct, frozen=True, gc=False):
    """A function or method. type: what it returns. returns: what its return statements give back,
    or its last expression. attributes: of kind 'call'. owner: the type that it belongs to."""

    name: str
    start: int
    end: int
    line: int
    parameters: tuple[Parameter, ...] = ()
    type: str = ""
    returns: tuple[Value, ...] = ()
    attributes: tuple[Value, ...] = ()
    is_constructor: bool = False


class TypeOutline(Struct, frozen=True, gc=False):
    """A class or the like. bases: as written, with their type arguments."""

    name: str
    start: int
    end: int
    line: int
    bases: tuple[str, ...] = ()
    attributes: tuple[Value, ...] = ()
    parameters: tuple[Parameter, ...] = ()


class Binding(Struct, frozen=True, gc=False):
    """A name is given a value, or declared with a type. is_member: of a type or the whole file,
    not of a function."""

    name: str
    start: int
    line: int
    value: Value | None = None
    type: str = ""
    is_member: bool = False
    attributes: tuple[Value, ...] = ()


class Program(Struct, frozen=True):
    """Everything in the order of the text. imports: by short name the full one, dotted."""

    calls: tuple[Value, ...]
    bindings: tuple[Binding, ...]
    functions: tuple[Function, ...]
    types: tuple[TypeOutline, ...]
    imports: dict[str, str]
    problems: tuple[Problem, ...] = ()


class Nesting:
    """Which of several spans, of which none cross, is the innermost around a place."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        order = sorted(range(len(spans)), key=lambda at: (spans[at][0], -spans[at][1]))
        self._order = order
        self._spans = spans
        self._starts = [spans[at][0] for at in order]
        self._around: list[int] = []
        open_: list[int] = []
        for place, at in enumerate(order):
            while open_ and spans[order[open_[-1]]][1] <= spans[at][0]:
                open_.pop()
            self._around.append(open_[-1] if open_ else -1)
            open_.append(place)

    def around(self, place: int) -> list[int]:
        """Positions of the spans around a place, the innermost first."""
        found: list[int] = []
        at = bisect_right(self._starts, place) - 1
        for _ in range(_HIGHEST):
            if at < 0:
                break
            if self._spans[self._order[at]][1] > place:
                found.append(self._order[at])
            at = self._around[at]
        return found


class Places:
    """Questions of where things stand in a program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._functions = Nesting([(each.start, each.end) for each in program.functions])
        self._types = Nesting([(each.start, each.end) for each in program.types])
        self.bindings: dict[str, list[Binding]] = defaultdict(list)
        for binding in program.bindings:
            self.bindings[last_part(binding.name)].append(binding)
        self.functions: dict[str, list[int]] = defaultdict(list)
        for at, function in enumerate(program.functions):
            self.functions[function.name].append(at)
        self._calls: dict[str, list[Value]] = defaultdict(list)
        for call in program.calls:
            self._calls[call.word].append(call)

    def functions_around(self, place: int) -> list[int]:
        """Positions of the functions around a place, the innermost first."""
        return self._functions.around(place)

    def type_around(self, place: int) -> TypeOutline | None:
        """The innermost type around a place."""
        found = self._types.around(place)
        return self.program.types[found[0]] if found else None

    def calls_of(self, at: int) -> list[Value]:
        """Calls in this file of the function at a position, by its name."""
        function = self.program.functions[at]
        owner = self.type_around(function.start)
        if function.is_constructor:
            made = self._calls.get(owner.name, ()) if owner else ()
            return [call for call in made if call.kind == "new" and _fits(call, function)]
        found = [c for c in self._calls.get(function.name, ()) if _is_own(c, owner)]
        return [call for call in found if _fits(call, function)]

    def local(self, name: str, place: int) -> list[Binding]:
        """Bindings of a name in the functions around a place, the nearest before it first."""
        around = self.functions_around(place)
        own = self.bindings.get(last_part(name), [])[:200]
        found: list[Binding] = []
        for at in around:
            function = self.program.functions[at]
            inside = [
                binding
                for binding in own
                if function.start <= binding.start < function.end
                and binding.name == name
                and not binding.is_member
            ]
            before = [binding for binding in inside if binding.start < place]
            found += before[::-1] or inside
            if found:
                return found
        return self._of_script(name, place, own)

    def _of_script(self, name: str, place: int, own: list[Binding]) -> list[Binding]:
        """Bindings outside of all functions, in a file that runs from its top to its end."""
        inside = [
            binding
            for binding in own
            if binding.name == name
            and not binding.is_member
            and not self.functions_around(binding.start)
        ]
        return [binding for binding in inside if binding.start < place][::-1] or inside

    def members(self, name: str) -> list[Binding]:
        """Bindings of a field, constant or global name anywhere in the file."""
        return [each for each in self.bindings.get(last_part(name), ())[:200] if each.is_member]


def _fits(call: Value, function: Function) -> bool:
    """Whether a call has as many arguments as one of several functions of a name wants."""
    needed = sum(parameter.default is None for parameter in function.parameters)
    return needed <= len(call.parts) <= len(function.parameters)


def _is_own(call: Value, owner: TypeOutline | None) -> bool:
    """Whether a call by a function's name is likely of that function: without a holder, on `this`
    or on the type itself."""
    if call.kind != "call":
        return False
    holder = call.holder
    if holder is None:
        return True
    return holder.kind == "name" and (
        holder.word in ("self", "this", "static") or bool(owner and holder.word == owner.name)
    )
