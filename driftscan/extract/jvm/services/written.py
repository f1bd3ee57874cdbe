"""A file of Java or Kotlin in the words of neither: types, methods, names with their values, and
calls. Only what services are told by is kept."""

from msgspec import Struct


class Expression(Struct, frozen=True, gc=False):
    """Something with a value.

    kind: 'text' (value is the text), 'name' (value as written, without `this.`), 'type'
        (`X.class`), 'plus' (parts one after the other), 'either' (one of the parts), 'items',
        'call', 'function' (parts is what it gives, if that is one expression), 'other'.
    A call is `value.link(...).link(...)`: value is the name that it begins with, '' if it begins
    with parts[0] or with nothing; a constructor is the link 'new' of the type that value names.
    """

    kind: str
    value: str = ""
    parts: tuple["Expression", ...] = ()
    links: tuple["Link", ...] = ()
    line: int = 0


class Argument(Struct, frozen=True, gc=False):
    """name: '' where it is told by its place."""

    name: str
    value: Expression


class Link(Struct, frozen=True, gc=False):
    """A method that is called, or a field that is read (called is false), on what stands before."""

    name: str
    arguments: tuple[Argument, ...]
    line: int
    called: bool = True


class Annotation(Struct, frozen=True, gc=False):
    """name: simple, without '@' and package."""

    name: str
    arguments: tuple[Argument, ...]
    line: int


class Supertype(Struct, frozen=True, gc=False):
    """name: as written without type arguments. types: those, as simple names. arguments: of its
    constructor, which Kotlin calls right there."""

    name: str
    types: tuple[str, ...] = ()
    arguments: tuple[Argument, ...] = ()


class TypeWritten(Struct, frozen=True, gc=False):
    """A type that is declared. form: 'class' (records too), 'interface', 'object', 'enum'."""

    name: str
    form: str
    annotations: tuple[Annotation, ...]
    supers: tuple[Supertype, ...]
    line: int


class MethodWritten(Struct, frozen=True, gc=False):
    """A method, function or constructor (name is that of the type, or 'constructor').

    owner: which of the types it is in, outer: which of the methods; -1 for none.
    parameters: their names. given: what it returns, where there is one such place.
    """

    name: str
    annotations: tuple[Annotation, ...]
    parameters: tuple[str, ...]
    line: int
    owner: int = -1
    outer: int = -1
    given: Expression | None = None
    result: str = ""
    is_abstract: bool = False


class Binding(Struct, frozen=True, gc=False):
    """A name that is declared, or given another value.

    type: as written without arguments, '' if it is told by the value. form: 'field', 'local',
    'parameter', 'assigned'. owner, method: as of MethodWritten. items: the type arguments.
    """

    name: str
    form: str
    line: int
    type: str = ""
    value: Expression | None = None
    annotations: tuple[Annotation, ...] = ()
    owner: int = -1
    method: int = -1
    items: tuple[str, ...] = ()


class Called(Struct, frozen=True, gc=False):
    """A chain of calls that is not the beginning of a longer one. within: which of the calls has it
    in its arguments or lambdas, -1 for none."""

    chain: Expression
    line: int
    owner: int = -1
    method: int = -1
    within: int = -1


class Written(Struct, frozen=True, gc=False):
    """One file, everything in the order of the text. imports: as written, 'a.b.C' or 'a.b.*'."""

    imports: tuple[str, ...]
    types: tuple[TypeWritten, ...]
    methods: tuple[MethodWritten, ...]
    bindings: tuple[Binding, ...]
    calls: tuple[Called, ...]


OTHER = Expression("other")
