"""What names of a file stand for: imports, what was assigned, and the library that an object came
from.

An object is known by the path of what made it: with `s = requests.Session()`, `s.get` is
'requests.Session.get'; `redis.from_url(x).pipeline().set` is 'redis.from_url.pipeline.set'.
"""

import ast
from bisect import bisect_right
from collections.abc import Iterable

from driftscan.extract.python.services.scopes import Bound, Scope, Visit

Made = tuple[ast.Call, Scope]
"""A call that makes an object, with its scope."""

_DEEPEST = 10
_LONGEST = 300


class Names:
    """Of one file. attributes: values given to `self.x` or `anything.x`, by the last name.
    returned: what functions return."""

    def __init__(self, visits: Iterable[Visit]) -> None:
        self.imports: dict[str, str] = {}
        self.attributes: dict[str, list[Bound]] = {}
        self.returned: dict[str, list[Bound]] = {}
        self._paths: dict[int, str] = {}
        self._makers: dict[int, Made | None] = {}
        for visit in visits:
            reader = _READERS.get(type(visit.node))
            if reader:
                reader(self, visit)

    def bound(self, name: str, scope: Scope, line: int) -> Bound | None:
        """The last value that a plain name was given before a line, in the nearest scope."""
        for around in scope.around():
            if isinstance(around.node, ast.ClassDef) and around is not scope:
                continue
            if values := around.bound.get(name):
                before = bisect_right(values, line, key=lambda each: each.line)
                return values[max(before - 1, 0)]
        return None

    def attribute(self, name: str) -> Bound | None:
        """The first value that is more than None which an attribute is given."""
        return next(iter(self.attributes.get(name, ())), None)

    def path(self, node: ast.AST | None, scope: Scope, depth: int = 0) -> str:
        """The path of an expression, '' if nothing is known of it."""
        trailing: list[str] = []
        while True:
            if isinstance(node, ast.Attribute):
                if found := self._path_of_attribute(node, scope, depth):
                    return self._joined(found, trailing)
                trailing.append(node.attr)
                node = node.value
            elif isinstance(node, ast.Call):
                node = node.args[0] if self._is_wrapped(node) else node.func
            elif isinstance(node, ast.Await):
                node = node.value
            elif isinstance(node, ast.Subscript):
                trailing.append("[]")
                node = node.value
            else:
                break
            if len(trailing) > _DEEPEST:
                return ""
        root = (
            self._path_of_name(node.id, scope, node.lineno, depth)
            if isinstance(node, ast.Name)
            else ""
        )
        return self._joined(root, trailing) if root else ""

    def _joined(self, root: str, trailing: list[str]) -> str:
        path = ".".join([root, *reversed(trailing)])
        return path if len(path) < _LONGEST else ""

    def _is_wrapped(self, node: ast.Call) -> bool:
        """`closing(connection)` is what it wraps."""
        return (
            isinstance(node.func, ast.Name)
            and len(node.args) == 1
            and self.imports.get(node.func.id, "").rpartition(".")[2] == "closing"
        )

    def _path_of_name(self, name: str, scope: Scope, line: int, depth: int) -> str:
        bound = self.bound(name, scope, line)
        if bound is not None and depth < _DEEPEST:
            if found := self._path_of_bound(bound, depth):
                return found
            if bound.scope.is_function:
                return ""
        if name in self.imports:
            return self.imports[name]
        return self._path_of_returned(name, depth)

    def _path_of_attribute(self, node: ast.Attribute, scope: Scope, depth: int) -> str:
        """Of `self.x` and `g.x`, where x was assigned in this file."""
        is_plain = isinstance(node.value, ast.Name) and node.value.id not in self.imports
        bound = self.attribute(node.attr) if depth < _DEEPEST else None
        if bound is None or not (is_plain or isinstance(node.value, ast.Attribute)):
            return self._path_of_method(node, depth)
        return self._path_of_bound(bound, depth)

    def _path_of_method(self, node: ast.Attribute, depth: int) -> str:
        is_own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
        return self._path_of_returned(node.attr, depth) if is_own else ""

    def _path_of_returned(self, name: str, depth: int) -> str:
        if depth >= _DEEPEST:
            return ""
        for bound in self.returned.get(name, ())[:4]:
            if found := self._path_of_bound(bound, depth + 2):
                return found
        return ""

    def _path_of_bound(self, bound: Bound, depth: int) -> str:
        if bound.is_item:
            return ""
        if id(bound) not in self._paths:
            self._paths[id(bound)] = ""  # what is made of itself
            self._paths[id(bound)] = self._path_of_value(bound, depth)
        return self._paths[id(bound)]

    def _path_of_value(self, bound: Bound, depth: int) -> str:
        found = self.path(bound.value, bound.scope, depth + 1) if bound.value is not None else ""
        if not found and bound.annotation is not None:
            found = self.path(_plain_type(bound.annotation), bound.scope, depth + 1)
        return found

    def maker(self, node: ast.AST | None, scope: Scope, depth: int = 0) -> Made | None:
        """The call that made the object which an expression stands for, with its scope."""
        while isinstance(node, ast.Await):
            node = node.value
        if isinstance(node, ast.Call):
            returned = self._maker_returned(node, depth)
            return returned or (node, scope)
        if depth >= _DEEPEST:
            return None
        bound: Bound | None = None
        if isinstance(node, ast.Name):
            bound = self.bound(node.id, scope, node.lineno)
        elif isinstance(node, ast.Attribute):
            bound = self.attribute(node.attr)
        return self.maker(bound.value, bound.scope, depth + 1) if bound and bound.value else None

    def _maker_returned(self, node: ast.Call, depth: int) -> Made | None:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if isinstance(node.func, ast.Attribute):
            name = node.func.attr
        bounds = self.returned.get(name, ()) if depth < _DEEPEST else ()
        for bound in bounds[:4]:
            if id(bound) not in self._makers:
                self._makers[id(bound)] = None
                self._makers[id(bound)] = self.maker(bound.value, bound.scope, depth + 3)
            if found := self._makers[id(bound)]:
                return found
        return None


def _plain_type(annotation: ast.expr) -> ast.expr:
    """`Session` of `Session | None`, `Optional[Session]`, `Annotated[Session, ...]`."""
    if isinstance(annotation, ast.BinOp):
        return annotation.left
    if isinstance(annotation, ast.Subscript):
        inner = annotation.slice
        return inner.elts[0] if isinstance(inner, ast.Tuple) and inner.elts else inner
    return annotation


def _read_import(names: Names, visit: Visit) -> None:
    assert isinstance(visit.node, ast.Import)
    for alias in visit.node.names:
        if alias.asname:
            names.imports[alias.asname] = alias.name
        else:
            root = alias.name.partition(".")[0]
            names.imports[root] = root


def _read_from_import(names: Names, visit: Visit) -> None:
    assert isinstance(visit.node, ast.ImportFrom)
    module = "." * visit.node.level + (visit.node.module or "")
    for alias in visit.node.names:
        names.imports[alias.asname or alias.name] = f"{module}.{alias.name}"


def _read_assign(names: Names, visit: Visit) -> None:
    assert isinstance(visit.node, ast.Assign)
    for target in visit.node.targets:
        _bind(names, target, visit.node.value, visit)


def _read_annotated(names: Names, visit: Visit) -> None:
    node = visit.node
    assert isinstance(node, ast.AnnAssign)
    _bind(names, node.target, node.value, visit, node.annotation)


def _read_walrus(names: Names, visit: Visit) -> None:
    assert isinstance(visit.node, ast.NamedExpr)
    _bind(names, visit.node.target, visit.node.value, visit)


def _read_with(names: Names, visit: Visit) -> None:
    assert isinstance(visit.node, ast.With | ast.AsyncWith)
    for item in visit.node.items:
        if item.optional_vars is not None:
            _bind(names, item.optional_vars, item.context_expr, visit)


def _read_loop(names: Names, visit: Visit) -> None:
    """A name of a loop is an item of something: it hides what the name was before."""
    node = visit.node
    assert isinstance(node, ast.For | ast.AsyncFor)
    for each in ast.walk(node.target):
        if isinstance(each, ast.Name):
            bound = Bound(node.iter, visit.scope, each.lineno, is_item=True)
            visit.scope.bound.setdefault(each.id, []).append(bound)


def _read_argument(names: Names, visit: Visit) -> None:
    """Parameters; a lambda's hide nothing, which is rarely wrong."""
    if not isinstance(visit.node, ast.arguments) or not visit.scope.is_function:
        return
    node = visit.node
    plain = [*node.posonlyargs, *node.args]
    defaults: list[ast.expr | None] = [None] * (len(plain) - len(node.defaults))
    given = [*zip(plain, [*defaults, *node.defaults], strict=False)]
    given += zip(node.kwonlyargs, node.kw_defaults, strict=False)
    for argument, default in given:
        bound = Bound(default, visit.scope, argument.lineno, argument.annotation)
        visit.scope.bound.setdefault(argument.arg, []).append(bound)


def _read_return(names: Names, visit: Visit) -> None:
    assert isinstance(visit.node, ast.Return | ast.Yield)
    function = visit.scope.node
    if visit.node.value is not None and isinstance(
        function, ast.FunctionDef | ast.AsyncFunctionDef
    ):
        bound = Bound(visit.node.value, visit.scope, visit.node.lineno)
        names.returned.setdefault(function.name, []).append(bound)


def _bind(
    names: Names,
    target: ast.expr,
    value: ast.expr | None,
    visit: Visit,
    annotation: ast.expr | None = None,
) -> None:
    line = target.lineno
    bound = Bound(value, visit.scope, line, annotation)
    if isinstance(target, ast.Name):
        visit.scope.bound.setdefault(target.id, []).append(bound)
        if isinstance(visit.scope.node, ast.ClassDef):
            names.attributes.setdefault(target.id, []).append(bound)
    elif isinstance(target, ast.Attribute):
        if not (isinstance(value, ast.Constant) and value.value is None):
            names.attributes.setdefault(target.attr, []).append(bound)
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for each, part in zip(target.elts, value.elts, strict=False):
            _bind(names, each, part, visit)
    elif isinstance(target, ast.Tuple):
        for each in target.elts:
            if isinstance(each, ast.Name):
                item = Bound(value, visit.scope, line, is_item=True)
                visit.scope.bound.setdefault(each.id, []).append(item)


_READERS = {
    ast.Import: _read_import,
    ast.ImportFrom: _read_from_import,
    ast.Assign: _read_assign,
    ast.AnnAssign: _read_annotated,
    ast.NamedExpr: _read_walrus,
    ast.With: _read_with,
    ast.AsyncWith: _read_with,
    ast.For: _read_loop,
    ast.AsyncFor: _read_loop,
    ast.arguments: _read_argument,
    ast.Return: _read_return,
    ast.Yield: _read_return,
}
