"""Names that are given a text which may lead to an address."""

import ast
import re
from collections.abc import Iterator

from driftscan.extract.python.services.code import Called, Code
from driftscan.extract.python.services.scopes import Bound, Scope
from driftscan.extract.python.services.stores import OPENS
from driftscan.extract.python.services.texts import UNKNOWN, argument, dotted
from driftscan.model.service_fact import Piece, Text, ValueFact

_TELLING = re.compile(
    r"(?:^|_)(?:(?:base|api)?url|uri|(?:db|pg|mq)?host|hostname|addr|address|endpoint|dsn|server|broker|bootstrap|topic"
    r"|queue|exchange|channel|bucket|routingkey|database|stream|api|table|collection|port)s?(?=_|$)"
    r"|routing_?key|db_?(?:name|engine)"
    r"|(?-i:[a-z](?:Url|URL|Host|Port|Topic|Queue|Endpoint|Address)s?$)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\w://|^[a-z][\w.-]*:\d{2,5}\b", re.IGNORECASE)
_HANDED = re.compile(
    r"(?:^|_)(?:url|uri|host|hostname|addr|address|endpoint|dsn|topic|queue|exchange)$",
    re.IGNORECASE,
)
_NAMED_ONLY = frozenset(("name", "unknown"))
_TOLD_ELSEWHERE = frozenset("__tablename__ __table_args__ db_table table_name meta".split())
_LONGEST = 400
_MOST_ITEMS = 300
_SETTINGS_BASES = ("BaseSettings", "EnvSettings")


def values_of(code: Code, used: frozenset[str]) -> Iterator[ValueFact]:
    """Values of the module, of classes and objects, defaults of parameters, and what functions
    return. used: names that an address in this file is made of."""
    settings = {node.name for node, scope in code.classes if _is_settings(code, node, scope)}
    for name, bound, owner in sorted(_named(code), key=lambda each: each[1].line):
        if bound.value is None or bound.is_item or name in _TOLD_ELSEWHERE or owner in settings:
            continue
        if isinstance(bound.value, ast.Dict):
            yield from _items(code, name, bound.value, bound.scope, owner, used)
        elif _tells(name, text := code.texts.of(bound.value, bound.scope), used):
            yield ValueFact("code", name, text, bound.line, owner)
    yield from _settings(code)
    yield from _entries(code, used)
    yield from _passed(code, used)


def _named(code: Code) -> Iterator[tuple[str, Bound, str]]:
    """Names with their values and the class they belong to."""
    seen: set[int] = set()
    for visit in code.visits:
        if id(visit.scope) in seen:
            continue
        seen.add(id(visit.scope))
        scope = visit.scope
        owner = scope.owner.name if scope.owner else ""
        for name, values in scope.bound.items():
            for bound in values:
                if not scope.is_function or _is_default(bound):
                    yield name, bound, owner
    for name, bound in (*_pairs(code.names.attributes), *_pairs(code.names.returned)):
        if bound.scope.is_function:
            yield name, bound, bound.scope.owner.name if bound.scope.owner else ""


def _pairs(values: dict[str, list[Bound]]) -> Iterator[tuple[str, Bound]]:
    for name, bounds in values.items():
        for bound in bounds:
            yield name, bound


def _is_default(bound: Bound) -> bool:
    node = bound.scope.node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or bound.value is None:
        return False
    return any(bound.value is each for each in [*node.args.defaults, *node.args.kw_defaults])


def _tells(name: str, text: Text, used: frozenset[str]) -> bool:
    if not text or text == UNKNOWN or text == (Piece("name", name),):
        return False
    if sum(len(piece.value) for piece in text) > _LONGEST or any("\n" in p.value for p in text):
        return False
    if any(piece.kind in ("env", "setting") for piece in text):
        return True
    last = name.rpartition(".")[2]
    if all(piece.kind in _NAMED_ONLY for piece in text):
        return bool(_TELLING.search(last)) and any(piece.kind == "name" for piece in text)
    first = "".join(piece.value if piece.kind == "text" else "x" for piece in text)
    is_address = bool(_ADDRESS.search(first)) and " " not in first
    return is_address or last in used or bool(_TELLING.search(last) and " " not in first)


def _items(
    code: Code, name: str, node: ast.Dict, scope: Scope, owner: str, used: frozenset[str]
) -> Iterator[ValueFact]:
    """Entries of a dictionary, one level deep: `SERVICES = {"cart": "http://cart"}`."""
    for key, value in list(zip(node.keys, node.values, strict=True))[:_MOST_ITEMS]:
        if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
            continue
        full = f"{name}.{key.value}"
        text = code.texts.of(value, scope)
        if len(key.value) < 100 and _tells(full, text, used):
            yield ValueFact("code", full, text, value.lineno, owner)


def _entries(code: Code, used: frozenset[str]) -> Iterator[ValueFact]:
    """`app.config["CART_URL"] = ...`: a setting that the code itself gives."""
    for visit in code.visits:
        if not isinstance(visit.node, ast.Assign):
            continue
        for target in visit.node.targets:
            if not isinstance(target, ast.Subscript):
                continue
            base, key = dotted(target.value), code.texts.literal(target.slice, visit.scope)
            text = code.texts.of(visit.node.value, visit.scope)
            if base and key and _tells(key, text, used):
                is_config = base.rpartition(".")[2].lower() == "config"
                name = f"config.{key}" if is_config else f"{base}.{key}"
                yield ValueFact("code", name, text, visit.node.lineno)


def _passed(code: Code, used: frozenset[str]) -> Iterator[ValueFact]:
    """Arguments of functions of this file that make an address of them, and what is handed by name
    to a class of our own: `Request(url=CART_URL)`."""
    for called in code.calls:
        name = called.method
        if parameters := _parameters(code, called, used):
            for parameter, value in parameters:
                text = code.texts.of(value, called.scope)
                if _leads_somewhere(parameter, text):
                    yield ValueFact("code", parameter, text, called.line)
        elif name[:1].isupper() and not _is_library(called.path):
            for each in called.node.keywords:
                if each.arg and _HANDED.search(each.arg):
                    text = code.texts.of(each.value, called.scope)
                    if _leads_somewhere(each.arg, text):
                        yield ValueFact("code", each.arg, text, each.value.lineno, name)


def _parameters(
    code: Code, called: Called, used: frozenset[str]
) -> list[tuple[str, ast.expr | None]]:
    """Of a function of this file those that are used in an address, with what they are given."""
    function = code.named.get(called.method)
    if function is None:
        return []
    names = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    names = names[1:] if names[:1] in (["self"], ["cls"]) else names
    every = [*names, *(each.arg for each in function.args.kwonlyargs)]
    return [
        (name, argument(called.node, names.index(name) if name in names else -1, (name,)))
        for name in every
        if name in used
    ]


def _leads_somewhere(name: str, text: Text) -> bool:
    """Not just the same name again, nor a word of no meaning."""
    if not text or text == (Piece("name", name),) or len(text) > 12:
        return False
    if any(piece.kind in ("env", "setting") for piece in text):
        return True
    first = text[0]
    if first.kind == "name":
        last = first.value.rpartition(".")[2]
        return last.isupper() or bool(_HANDED.search(last))
    return first.kind == "text" and bool(_ADDRESS.search(first.value)) and " " not in first.value


def _is_library(path: str) -> bool:
    """Whether a class comes from a library whose calls say themselves what they are given."""
    return path in OPENS or path.startswith(("httpx.", "requests.", "aiohttp.", "grpc.", "boto3."))


def _settings(code: Code) -> Iterator[ValueFact]:
    """Fields of a pydantic BaseSettings: environment variables by their own names."""
    for node, scope in code.classes:
        if not _is_settings(code, node, scope):
            continue
        prefix = _prefix(code, node, scope)
        for field in node.body:
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                yield _setting(code, field, field.target.id, prefix, node.name, scope)


def _is_settings(code: Code, node: ast.ClassDef, scope: Scope) -> bool:
    bases = code.bases(node, scope) + [dotted(base) for base in node.bases]
    return any(base.endswith(_SETTINGS_BASES) for base in bases)


def _setting(
    code: Code, field: ast.AnnAssign, name: str, prefix: str, owner: str, scope: Scope
) -> ValueFact:
    variable, default = (prefix + name).upper(), field.value
    if isinstance(default, ast.Call):
        given = argument(default, -1, ("env", "validation_alias", "alias"))
        variable = code.texts.literal(given, scope) or variable
        default = argument(default, 0, ("default",))
    text = code.texts.of(default, scope) if isinstance(default, ast.Constant) else ()
    text = () if text == UNKNOWN else text
    return ValueFact("code", name, (Piece("env", variable, text),), field.lineno, owner)


def _prefix(code: Code, node: ast.ClassDef, scope: Scope) -> str:
    for each in node.body:
        values = each.body if isinstance(each, ast.ClassDef) and each.name == "Config" else [each]
        for value in values:
            if not isinstance(value, ast.Assign) or not isinstance(value.targets[0], ast.Name):
                continue
            if value.targets[0].id == "env_prefix":
                return code.texts.literal(value.value, scope)
            if value.targets[0].id == "model_config" and isinstance(value.value, ast.Call):
                return code.texts.literal(argument(value.value, -1, ("env_prefix",)), scope)
    return ""
