"""Python's classes as entities: dataclasses, models of pydantic, attrs and ORMs, enumerations."""

import ast
import re
from collections.abc import Iterator

from msgspec.structs import replace

from driftscan.extract.meaning.nested import nested_name
from driftscan.extract.meaning.types import Type, type_of
from driftscan.extract.python.definitions.phrases import phrase_of
from driftscan.model.definition import EntityFact, FieldFact, LabelFact

# Also of bases that a project makes of them: `BaseEnum`, `LowerStrEnum`.
_ENUMS = ("Enum", "Choices", "Flag")
_COLUMNS = frozenset(("Column", "mapped_column", "Field", "field", "ib", "attrib"))
_RELATIONS = frozenset(
    "relationship ForeignKey OneToOneField ManyToManyField GenericRelation backref hybrid_property "
    "GenericForeignKey Relationship ManyToManyRelation synonym column_property".split()
)
_ORM_BASES = frozenset("Base Model db.Model models.Model DeclarativeBase SQLModel Document".split())
# Bases of which a class has no field.
_ADD_NOTHING = _ORM_BASES | frozenset(
    "object BaseModel ABC Protocol Generic TypedDict NamedTuple".split()
)
_METHODS = (ast.FunctionDef, ast.AsyncFunctionDef)
_MADE_IN = frozenset(("__init__", "__post_init__", "model_post_init"))
_COMPUTED = frozenset(("property", "cached_property", "computed_field"))
_PLAIN_CALLS = frozenset("property staticmethod classmethod ConfigDict getLogger Manager".split())
_SKIPPED = frozenset(("model_config", "class_config"))
# Whether a key of a TypedDict is there, whatever else is said around it; a text where it is quoted.
_AROUND = r"^['\"]?(?:(?:\w+\.)*(?:Annotated|ReadOnly)\[)*(?:\w+\.)*"
_NOT_REQUIRED = re.compile(_AROUND + r"NotRequired\[")
_REQUIRED = re.compile(_AROUND + r"Required\[")
# Without a type these are what a library asks for.
_LIBRARY = frozenset(("objects", "metadata"))


def entities_of(tree: ast.Module) -> Iterator[EntityFact]:
    """Classes at any depth of the module that hold fields or labels."""
    pending: list[tuple[str, ast.stmt]] = [("", each) for each in reversed(tree.body)]
    while pending:
        outer, node = pending.pop()
        if isinstance(node, ast.ClassDef):
            found = _entity(node, outer)
            if found.fields or found.labels:
                yield found
            inner = [each for each in reversed(node.body) if isinstance(each, ast.ClassDef)]
            pending += [(node.name, each) for each in inner]
        elif isinstance(node, ast.If | ast.Try):
            pending += [(outer, each) for each in reversed(node.body)]


def _entity(node: ast.ClassDef, outer: str) -> EntityFact:
    bases = [ast.unparse(base) if not isinstance(base, ast.Call) else "" for base in node.bases]
    short = {base.rpartition(".")[2] for base in bases}
    if any(base.endswith(_ENUMS) for base in short):
        name = nested_name(outer, node.name)
        return EntityFact(name, "enum", node.lineno, (), tuple(_labels(node)))
    fields = {field.name: field for field in (*_in_constructor(node), *_in_body(node))}
    is_model = bool(short & _ORM_BASES) or any(map(_is_of_table, node.body))
    is_open = any(map(_is_computed, node.body))
    plain = [each.partition("[")[0].rpartition(".")[2] for each in bases]
    above = tuple(each for each in plain if each not in _ADD_NOTHING)
    if _may_lack_any(node):
        needed = _required(node)
        fields |= {
            name: replace(each, nullable=True)
            for name, each in fields.items()
            if name not in needed
        }
    for name in _filled_in(node) & fields.keys():
        if fields[name].nullable:
            fields[name] = replace(fields[name], nullable=None)
    in_order = tuple(sorted(fields.values(), key=lambda field: (field.line, field.name)))
    return EntityFact(
        node.name, "model" if is_model else "class", node.lineno, in_order, (), is_open, above
    )


def _filled_in(node: ast.ClassDef) -> set[str]:
    """What its own methods set (`self.for_id = for_id` of `send`): it may be missing until then,
    and what others get of it has it."""
    methods = (each for each in node.body if isinstance(each, _METHODS))
    bodies = (each for each in methods if each.name not in _MADE_IN)
    return {
        one.attr
        for body in bodies
        for one in ast.walk(body)
        if isinstance(one, ast.Attribute)
        and isinstance(one.ctx, ast.Store)
        and isinstance(one.value, ast.Name)
        and one.value.id == "self"
    }


def _is_computed(statement: ast.stmt) -> bool:
    """What is computed is there for who reads it, though it is no field."""
    return (
        isinstance(statement, ast.FunctionDef)
        and not statement.name.startswith("_")
        and any(_last(each) in _COMPUTED for each in statement.decorator_list)
    )


def _may_lack_any(node: ast.ClassDef) -> bool:
    """`class Options(TypedDict, total=False)`"""
    return any(
        each.arg == "total" and isinstance(each.value, ast.Constant) and each.value.value is False
        for each in node.keywords
    )


def _required(node: ast.ClassDef) -> set[str]:
    """Keys that must be there all the same: `name: Required[str]`."""
    return {
        each.target.id
        for each in node.body
        if isinstance(each, ast.AnnAssign)
        and isinstance(each.target, ast.Name)
        and _REQUIRED.match(ast.unparse(each.annotation))
    }


def _is_of_table(statement: ast.stmt) -> bool:
    """`__tablename__ = "users"`, `name = models.CharField()`, `name = Column(String)`."""
    value = getattr(statement, "value", None)
    if isinstance(value, ast.Call):
        holder = getattr(getattr(value.func, "value", None), "id", "")
        return holder == "models" or _callee(value) in ("Column", "mapped_column")
    return isinstance(statement, ast.Assign) and any(
        isinstance(each, ast.Name) and each.id in ("__tablename__", "__table__")
        for each in statement.targets
    )


def _labels(node: ast.ClassDef) -> Iterator[LabelFact]:
    for each in node.body:
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name):
            value = each.value.elts[0] if isinstance(each.value, ast.Tuple) else each.value
            phrase = phrase_of(value)
            word = phrase.word if phrase.kind in ("text", "number") else ""
            if not each.targets[0].id.startswith("_"):
                yield LabelFact(each.targets[0].id, word, each.lineno)


def _in_body(node: ast.ClassDef) -> Iterator[FieldFact]:
    for each in node.body:
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            found = _annotated(each.target.id, each)
        elif isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name):
            name = each.targets[0].id
            found = _called(name, each.value, each.lineno) if name not in _LIBRARY else None
        else:
            continue
        if found and not found.name.startswith("_") and found.name not in _SKIPPED:
            yield found


def _annotated(name: str, node: ast.AnnAssign) -> FieldFact | None:
    written = ast.unparse(node.annotation)
    if written.startswith(("ClassVar", "typing.ClassVar")) or "relationship" in _callee(node.value):
        return None
    found = type_of(written, strict=True)
    column = _column(node.value) if isinstance(node.value, ast.Call) else None
    nullable = True if _NOT_REQUIRED.match(written) else found.nullable
    if column and column.nullable is not None:
        nullable = column.nullable
    elif _is_filled(node.value) or (nullable is False and _has_default(node.value)):
        nullable = None
    name_ = found.name if found.name or column is None else column.name
    return FieldFact(_alias(node.value) or name, name_, node.lineno, nullable)


def _has_default(value: ast.expr | None) -> bool:
    """Whether whoever makes one may leave the field out, though nobody finds it empty."""
    if not isinstance(value, ast.Call):
        return value is not None
    if _callee(value) in ("Column", "mapped_column"):
        return False  # what is kept has one all the same
    told = {each.arg for each in value.keywords}
    first = value.args[0] if value.args else None
    given = isinstance(first, ast.Constant) and first.value is not ...
    given = given or (isinstance(first, ast.Call) and _callee(value) == "Field")
    return bool(told & {"default", "default_factory", "factory"}) or given


def _is_filled(value: ast.expr | None) -> bool:
    """Whether a field that nobody gives holds a value: `is_noisy: Optional[bool] = False` may be
    handed nothing, and whether it ever is nobody knows."""
    if not isinstance(value, ast.Call):
        is_nothing = isinstance(value, ast.Constant) and value.value in (None, ...)
        return value is not None and not is_nothing
    if _callee(value) != "Field":
        return False
    told = {each.arg: each.value for each in value.keywords}
    first = told.get("default", value.args[0] if value.args else None)
    return "default_factory" in told or _is_filled(first)


def _alias(value: ast.expr | None) -> str:
    """The name under which a field travels: `Field(alias="or")`."""
    for each in value.keywords if isinstance(value, ast.Call) else ():
        is_name = each.arg in ("alias", "serialization_alias") and _callee(value) == "Field"
        if is_name and isinstance(each.value, ast.Constant):
            return str(each.value.value)
    return ""


def _called(name: str, value: ast.expr, line: int) -> FieldFact | None:
    """`name = models.CharField(null=True)`, `name = Column(String, nullable=False)`."""
    if not isinstance(value, ast.Call):
        return None
    word = _callee(value)
    if word in _RELATIONS or word in _PLAIN_CALLS:
        found = Type("", None)
        if word != "ForeignKey":
            return None
        return FieldFact(f"{name}_id" if not name.endswith("_id") else name, found.name, line)
    column = _column(value)
    if column is None or not (column.name or word in _COLUMNS):
        return None
    return FieldFact(name, column.name, line, column.nullable)


def _column(call: ast.Call) -> Type | None:
    """The type that a call gives a column, and whether nothing may stand there."""
    word = _callee(call)
    told = {each.arg: each.value for each in call.keywords if each.arg}
    nullable: bool | None = None
    for key in ("null", "nullable", "allow_none", "allow_null"):
        value = told.get(key)
        if isinstance(value, ast.Constant):
            nullable = bool(value.value)
    if word in _COLUMNS:
        kinds = [each for each in call.args if not isinstance(each, ast.Constant)]
        names = [_callee(each) if isinstance(each, ast.Call) else _last(each) for each in kinds]
        if _is_true(told.get("primary_key")):
            nullable = False
        known = [each for each in names if each not in _RELATIONS]
        return Type(_known(known[0]) if known else "", nullable)
    name = _known(word)
    if word.endswith("Field"):
        may_be_left_out = "default" in told or isinstance(told.get("required"), ast.Constant)
        return Type(name, None if nullable is None and may_be_left_out else bool(nullable))
    return Type(name, nullable) if name else None


def _known(word: str) -> str:
    found = type_of(word).name
    return found if found != word or word in ("int", "str", "float", "bool") else ""


def _callee(node: ast.expr | None) -> str:
    return _last(node.func) if isinstance(node, ast.Call) else ""


def _last(node: ast.expr) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))


def _is_true(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def _in_constructor(node: ast.ClassDef) -> Iterator[FieldFact]:
    """`self.name = name` where the parameter bears a type."""
    for each in node.body:
        if not isinstance(each, ast.FunctionDef) or each.name != "__init__":
            continue
        types = {
            given.arg: ast.unparse(given.annotation)
            for given in (*each.args.args, *each.args.kwonlyargs)
            if given.annotation is not None
        }
        missing = set(_none_by_default(each.args))
        for one in each.body:
            match one:
                case ast.Assign(targets=[ast.Attribute(attr=name)], value=ast.Name(id=given)):
                    if not name.startswith("_") and given == name:
                        found = type_of(types.get(given, ""), strict=given in types)
                        nullable = True if given in missing else found.nullable
                        yield FieldFact(name, found.name, one.lineno, nullable)


def _none_by_default(given: ast.arguments) -> Iterator[str]:
    """`amount: int = None`"""
    plain = zip(reversed(given.args), reversed(given.defaults), strict=False)
    for each, default in (*plain, *zip(given.kwonlyargs, given.kw_defaults, strict=True)):
        if isinstance(default, ast.Constant) and default.value is None:
            yield each.arg
