"""Expressions that make a text, as pieces.

Names of the same function are followed, for nobody else can tell what `url` is; names of the
module, of classes and of other modules stay names.
"""

import ast
import builtins
import re
from collections.abc import Callable
from typing import Any

from driftscan.extract.pieces import joined, plain
from driftscan.extract.python.services.names import Names
from driftscan.extract.python.services.scopes import Scope
from driftscan.model.service_fact import Piece, Text

_Reader = Callable[["Texts", Any, Scope, int], Text]

_DEEPEST = 12
_MOST_PIECES = 40
_LONGEST = 20_000
UNKNOWN: Text = (Piece("unknown", ""),)

# Functions that read an environment variable: path -> position of the default, -1 if none.
_ENVIRONMENT = {
    "os.environ.get": 1,
    "os.environ.setdefault": 1,
    "os.environ.pop": 1,
    "os.getenv": 1,
    "decouple.config": -1,
    "starlette.config.Config": -1,
    "environ.Env": -1,
    "environs.Env": 1,
    "environs.FileAwareEnv": 1,
    "environ.FileAwareEnv": -1,
}
_ENVIRONMENT_OBJECTS = (
    *("environ.Env.", "environs.Env.", "environs.env."),
    *("environ.FileAwareEnv.", "environs.FileAwareEnv."),
)
# Calls that leave a text what it is, by the last name: their first argument, or their object.
_KEEPS_ARGUMENT = frozenset(
    "str quote quote_plus HttpUrl AnyUrl SecretStr text URL make_url Secret cast unquote".split()
)
_KEEPS_OBJECT = frozenset(
    "strip rstrip lstrip lower encode decode get_secret_value unicode_string removesuffix".split()
)
_JOINS = {
    "os.path.join": "/",
    "posixpath.join": "/",
    "urllib.parse.urljoin": "/",
}
_PERCENT = re.compile(r"%(?:\((\w+)\))?[-+#0 ]*\d*(?:\.\d+)?[sdrif]|%%")
_BRACE = re.compile(r"\{\{|\}\}|\{(\w*)[^{}]*\}")
_CONFIGS = ("config", "settings", "conf", "cfg")
_BUILT_IN = frozenset(dir(builtins))


class Texts:
    """The texts of one file."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: dict[int, Text] = {}

    def of(self, node: ast.AST | None, scope: Scope, depth: int = 0) -> Text:
        """The pieces of a text; unknown where it is computed, () if there is no expression."""
        if node is None:
            return ()
        reader = _READERS.get(type(node))
        if depth > _DEEPEST or reader is None:
            return UNKNOWN
        found = reader(self, node, scope, depth + 1)
        return found if len(found) <= _MOST_PIECES else UNKNOWN

    def literal(self, node: ast.AST | None, scope: Scope) -> str:
        """The text if it is all known, else ''."""
        text = self.of(node, scope)
        return text[0].value if len(text) == 1 and text[0].kind == "text" else ""

    def _constant(self, node: ast.Constant, scope: Scope, depth: int) -> Text:
        value = node.value
        if isinstance(value, bytes):
            value = value[:_LONGEST].decode("utf-8", "replace")
        if isinstance(value, str):
            return plain(value[:_LONGEST])
        is_number = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9
        return plain(str(value)) if is_number else UNKNOWN

    def _formatted(self, node: ast.JoinedStr, scope: Scope, depth: int) -> Text:
        parts = (
            self.of(each.value if isinstance(each, ast.FormattedValue) else each, scope, depth)
            for each in node.values[:_MOST_PIECES]
        )
        return joined(parts)

    def _operation(self, node: ast.BinOp, scope: Scope, depth: int) -> Text:
        if isinstance(node.op, ast.Add):
            return joined(self.of(each, scope, depth) for each in _summands(node))
        if isinstance(node.op, ast.Div):  # of pathlib and yarl
            return joined(
                [self.of(node.left, scope, depth), plain("/"), self.of(node.right, scope, depth)]
            )
        if isinstance(node.op, ast.Mod):
            return self._percent(node, scope, depth)
        return UNKNOWN

    def _percent(self, node: ast.BinOp, scope: Scope, depth: int) -> Text:
        pattern = self.of(node.left, scope, depth)
        if len(pattern) != 1 or pattern[0].kind != "text":
            return pattern
        right = node.right
        given = right.elts if isinstance(right, ast.Tuple) else [right]
        named = _keyed(right) if isinstance(right, ast.Dict) else {}
        return self._filled(_PERCENT, pattern[0].value, given, named, scope, depth)

    def _filled(
        self,
        holes: re.Pattern[str],
        pattern: str,
        given: list[ast.expr],
        named: dict[str, ast.expr],
        scope: Scope,
        depth: int,
    ) -> Text:
        """A pattern with its holes filled by position or by name."""
        parts: list[Text] = []
        at = count = 0
        for hole in holes.finditer(pattern):
            parts.append(plain(pattern[at : hole.start()]))
            at = hole.end()
            if hole.group() in ("{{", "}}", "%%"):
                parts.append(plain(hole.group()[0]))
                continue
            name = hole.group(1) or ""
            place = int(name) if name.isdigit() else count
            count += 1
            filler = named.get(name) or (given[place] if place < len(given) else None)
            parts.append(self.of(filler, scope, depth) if filler is not None else UNKNOWN)
            if len(parts) > _MOST_PIECES:
                return UNKNOWN
        return joined([*parts, plain(pattern[at:])])

    def _either(self, node: ast.BoolOp, scope: Scope, depth: int) -> Text:
        """`a or b`: b is the default of a."""
        first = self.of(node.values[0], scope, depth)
        if not isinstance(node.op, ast.Or) or len(first) != 1:
            return first
        if first[0].kind in ("env", "setting") and not first[0].default:
            default = self.of(node.values[-1], scope, depth)
            return (Piece(first[0].kind, first[0].value, default),)
        return self.of(node.values[-1], scope, depth) if first == UNKNOWN else first

    def _choice(self, node: ast.IfExp, scope: Scope, depth: int) -> Text:
        first = self.of(node.body, scope, depth)
        return first if first and first != UNKNOWN else self.of(node.orelse, scope, depth)

    def _awaited(self, node: ast.Await, scope: Scope, depth: int) -> Text:
        return self.of(node.value, scope, depth)

    def _call(self, node: ast.Call, scope: Scope, depth: int) -> Text:
        path = self._names.path(node, scope)
        if (environment := self._environment(path, node, scope, depth)) is not None:
            return environment
        if (separator := _JOINS.get(path)) is not None:
            return self._joined(separator, node.args, scope, depth)
        name = path.rpartition(".")[2]
        if isinstance(node.func, ast.Attribute):
            name = node.func.attr
            if name == "format":
                return self._format(node, node.func, scope, depth)
            if name == "join" and len(node.args) == 1 and isinstance(node.args[0], ast.List):
                glue = self.literal(node.func.value, scope)
                return self._joined(glue, node.args[0].elts, scope, depth)
            if name in _KEEPS_OBJECT or (name == "replace" and _is_named(node.func.value)):
                return self.of(node.func.value, scope, depth)
            if name == "get":
                return self._looked_up(node, node.func, scope, depth)
        elif isinstance(node.func, ast.Name):
            name = node.func.id
        if name in _KEEPS_ARGUMENT and node.args:
            return self.of(node.args[0], scope, depth)
        return self._returned(node, path, scope)

    def _returned(self, node: ast.Call, path: str, scope: Scope) -> Text:
        """A function of our own that is called without arguments may be one that returns a text."""
        name = dotted(node.func)
        is_own = name and not node.args and not node.keywords and path.count(".") <= 4
        is_function = is_own and name.isidentifier() and name not in _BUILT_IN
        is_function = is_function and not name[0].isupper()
        return (Piece("name", name),) if is_function else UNKNOWN

    def _looked_up(self, node: ast.Call, func: ast.Attribute, scope: Scope, depth: int) -> Text:
        """`app.config.get("X", default)`."""
        base = dotted(func.value)
        key = self.literal(node.args[0], scope) if node.args else ""
        configured = _configured(base, key) if key else None
        if configured is None:
            return UNKNOWN
        default = self.of(node.args[1], scope, depth) if len(node.args) > 1 else ()
        return (Piece(configured.kind, configured.value, default),)

    def _environment(self, path: str, node: ast.Call, scope: Scope, depth: int) -> Text | None:
        place = _ENVIRONMENT.get(path)
        is_known = place is not None or path.startswith(_ENVIRONMENT_OBJECTS)
        if not is_known and not self._is_foreign_environment(node, path, scope):
            return None
        key = self.literal(argument(node, 0, ("name", "var", "key", "option")), scope)
        if not key:
            return UNKNOWN
        default = argument(node, 1 if place is None else place, ("default",))
        is_none = isinstance(default, ast.Constant) and default.value is None
        return (Piece("env", key, () if is_none else self.of(default, scope, depth)),)

    def _is_foreign_environment(self, node: ast.Call, path: str, scope: Scope) -> bool:
        """`env("CART_URL")`, `env.str("CART_URL")`: the object is made in another file of settings,
        but what it is called tells, and so does the name that is asked for."""
        written = dotted(node.func)
        is_named = written == "env" or written.startswith("env.")
        is_known = path and "env" not in path.split(".")
        key = self.literal(node.args[0], scope) if is_named and not is_known and node.args else ""
        return key.isupper()

    def _format(self, node: ast.Call, func: ast.Attribute, scope: Scope, depth: int) -> Text:
        pattern = self.of(func.value, scope, depth)
        if len(pattern) != 1 or pattern[0].kind != "text":
            return pattern
        named = {each.arg: each.value for each in node.keywords if each.arg}
        return self._filled(_BRACE, pattern[0].value, node.args, named, scope, depth)

    def _joined(self, glue: str, parts: list[ast.expr], scope: Scope, depth: int) -> Text:
        found: list[Text] = []
        for part in parts[:_MOST_PIECES]:
            text = self.of(part, scope, depth)
            if found and glue == "/" and not _ends_with_slash(found[-1]):
                begins = text and text[0].kind == "text" and text[0].value.startswith("/")
                found.append(() if begins else plain(glue))
            elif found and glue != "/":
                found.append(plain(glue))
            found.append(text)
        return joined(found)

    def _subscript(self, node: ast.Subscript, scope: Scope, depth: int) -> Text:
        key = self.literal(node.slice, scope)
        if not key or len(key) > 200:
            return UNKNOWN
        if self._names.path(node.value, scope) == "os.environ":
            return (Piece("env", key),)
        base = dotted(node.value)
        if (configured := _configured(base, key)) is not None:
            return (configured,)
        return (Piece("name", f"{base}.{key}"),) if self._is_table(base, scope, node) else UNKNOWN

    def _is_table(self, base: str, scope: Scope, node: ast.Subscript) -> bool:
        """Whether a dictionary is a constant, rather than what came with a request."""
        bound = self._names.bound(base, scope, node.lineno) or self._names.attribute(base)
        is_written = bound is not None and isinstance(bound.value, ast.Dict)
        return is_written or base.rpartition(".")[2].isupper()

    def _name(self, node: ast.Name, scope: Scope, depth: int) -> Text:
        bound = self._names.bound(node.id, scope, node.lineno)
        if bound is None or not bound.scope.is_function:
            return (Piece("name", node.id),)
        if bound.is_item:
            return UNKNOWN
        is_parameter = bound.value is None or bound.line == getattr(bound.scope.node, "lineno", 0)
        if bound.value is None or is_parameter:
            return (Piece("name", node.id),)
        if id(bound) not in self._known:
            self._known[id(bound)] = UNKNOWN  # what is made of itself
            self._known[id(bound)] = self.of(bound.value, bound.scope, depth + 1)
        return self._known[id(bound)]

    def _attribute(self, node: ast.Attribute, scope: Scope, depth: int) -> Text:
        name = dotted(node)
        return (Piece("name", name),) if name else UNKNOWN


def _configured(base: str, key: str) -> Piece | None:
    """An entry of a configuration; those of Flask are in capitals and given by code, as names."""
    last = base.rpartition(".")[2].lower()
    if last not in _CONFIGS:
        return None
    is_flask = last == "config" and key.isidentifier() and key.isupper()
    return Piece("name", f"config.{key}") if is_flask else Piece("setting", key)


def argument(node: ast.Call, place: int, names: tuple[str, ...] = ()) -> ast.expr | None:
    """An argument of a call, by its position (-1 for none) or by any of its names."""
    if 0 <= place < len(node.args):
        found = node.args[place]
        return (
            None if any(isinstance(each, ast.Starred) for each in node.args[: place + 1]) else found
        )
    return next((each.value for each in node.keywords if each.arg in names), None)


def host_and_port(host: Text, port: Text) -> Text:
    """`host:port`; the host alone where no port is written or it is an address already."""
    if not host or not port or any("://" in piece.value for piece in host):
        return host
    return joined([host, plain(":"), port])


def _is_named(node: ast.AST) -> bool:
    """What a name holds leads where it led, whatever scheme is put in front; of a text that is
    written here the part that is put in may be the host."""
    return isinstance(node, ast.Name | ast.Attribute)


def dotted(node: ast.AST) -> str:
    """A name as written, without `self.`."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute) and len(parts) < 8:
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Call) and not node.args and not node.keywords and parts:
        return _dotted_call(node, parts)
    if not isinstance(node, ast.Name):
        return ""
    if node.id not in ("self", "cls") or not parts:
        parts.append(node.id)
    return ".".join(reversed(parts))


def _dotted_call(node: ast.Call, parts: list[str]) -> str:
    """`get_settings().url` is `get_settings.url`."""
    return ".".join([node.func.id, *reversed(parts)]) if isinstance(node.func, ast.Name) else ""


def _summands(node: ast.BinOp) -> list[ast.expr]:
    """`a + b + c`, which nests to the left as deep as it is long."""
    found: list[ast.expr] = []
    at: ast.expr = node
    while isinstance(at, ast.BinOp) and isinstance(at.op, ast.Add) and len(found) < 60:
        found.append(at.right)
        at = at.left
    return [at, *reversed(found)]


def _keyed(node: ast.Dict) -> dict[str, ast.expr]:
    return {
        key.value: value
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def _ends_with_slash(text: Text) -> bool:
    return bool(text) and text[-1].kind == "text" and text[-1].value.endswith("/")


_READERS: dict[type[ast.AST], _Reader] = {
    ast.Constant: Texts._constant,
    ast.JoinedStr: Texts._formatted,
    ast.BinOp: Texts._operation,
    ast.BoolOp: Texts._either,
    ast.IfExp: Texts._choice,
    ast.Await: Texts._awaited,
    ast.Call: Texts._call,
    ast.Subscript: Texts._subscript,
    ast.Name: Texts._name,
    ast.Attribute: Texts._attribute,
}
