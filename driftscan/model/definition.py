"""What one file says of the terms of a business: entities, constants, and who counts as what.

Names, types and values are as written, but for what languages spell differently and mean alike:
types are in the words of extract/meaning/types.py, conditions are taken apart into atoms.
"""

from msgspec import Struct

from driftscan.model.fact import Problem


class FieldFact(Struct, frozen=True, array_like=True, gc=False, order=True):
    """A field, column or property.

    type: 'integer', 'number', 'decimal', 'text', 'boolean', 'time', 'date', ... , 'list of TYPE',
        the name of another entity, '' where none is written.
    nullable: whether nothing may stand there; None where that is not said.
    """

    name: str
    type: str
    line: int
    nullable: bool | None = None


class LabelFact(Struct, frozen=True, array_like=True, gc=False, order=True):
    """A member of an enumeration. value: '' where none is written."""

    name: str
    value: str
    line: int


class EntityFact(Struct, frozen=True, array_like=True, gc=False, order=True):
    """Something with fields or labels.

    form: 'class', 'model' (of an ORM), 'table', 'type' (interface, structural type), 'message'
        (protobuf), 'schema' (OpenAPI, JSON Schema, GraphQL), 'enum'.
    is_open: whether fields may stand elsewhere too (an abstract class is added to).
    bases: names of what it has all fields of (classes, members of an intersection), '' for one that
        has no plain name.
    turned: names of the types that its methods take or give, or that it implements: what it may be
        made of, or into. is_past: whether it says of itself that it is to go.
    """

    name: str
    form: str
    line: int
    fields: tuple[FieldFact, ...] = ()
    labels: tuple[LabelFact, ...] = ()
    is_open: bool = False
    bases: tuple[str, ...] = ()
    is_local: bool = False
    turned: tuple[str, ...] = ()
    is_past: bool = False


class ChangeFact(Struct, frozen=True, array_like=True, gc=False, order=True):
    """What a script changes of a table or a type that stands by then.

    what: 'table' or 'type'; name: whose. action: 'drop', 'rename' (to `new`), 'drop field', 'rename
        field', 'set type', 'need field', 'allow nothing', 'rename label'.
    old: the field or label; new: its new name or type.
    """

    what: str
    name: str
    action: str
    line: int
    old: str = ""
    new: str = ""


class ConstantFact(Struct, frozen=True, array_like=True, gc=False, order=True):
    """A name for a value that does not change.

    kind: 'number', 'text', 'list' or 'duration' (its value is in seconds). values: sorted for a
    list, else one. of: the type whose members a list holds, '' where it holds none or several's.
    """

    name: str
    kind: str
    values: tuple[str, ...]
    line: int
    of: str = ""


class Atom(Struct, frozen=True, array_like=True, gc=False, order=True):
    """One condition, in words that do not depend on the language.

    operator: 'is' and 'is not' (one of values), '<', '<=', '>', '>=', 'within' and 'older than' (a
        length of time before now, in seconds), 'like', 'any of' (values are alternatives, shown as
        text), 'given' (the caller says which; it narrows but means nothing).
    values: sorted; '@NAME' is a constant that the file does not hold; 'nothing' is null.
    """

    field: str
    operator: str
    values: tuple[str, ...] = ()


class MeaningFact(Struct, frozen=True, array_like=True, gc=False, order=True):
    """A function, property, scope, view or query that says who or what counts.

    name: as written; owner: the type it belongs to, or whose things it asks about.
    form: 'predicate', 'query' or 'view'. atoms: sorted; all of them must hold.
    counts: the field whose different values are counted, '*' for rows, '' where nothing is.
    source: table or model that is asked. refers: further functions that decide, by name.
    alias: the name under which a query gives its figure, where it has one.
    lost: conditions that could not be taken apart.
    """

    name: str
    owner: str
    line: int
    form: str
    atoms: tuple[Atom, ...] = ()
    counts: str = ""
    source: str = ""
    refers: tuple[str, ...] = ()
    alias: str = ""
    lost: int = 0


class DefinitionFacts(Struct, frozen=True, array_like=True, gc=False):
    """Everything one extractor found in one file, each kind in the order of the text.

    problems: what could not be read; see model.fact.Problem. changes: of scripts.
    """

    entities: tuple[EntityFact, ...] = ()
    constants: tuple[ConstantFact, ...] = ()
    meanings: tuple[MeaningFact, ...] = ()
    problems: tuple[Problem, ...] = ()
    changes: tuple[ChangeFact, ...] = ()
