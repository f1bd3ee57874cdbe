"""A tree as a list of what matters in it, each with the function and class it stands in.

Walked with a stack of our own: the depth of the tree is the file's, not the interpreter's.
"""

import ast
from collections.abc import Iterator

from msgspec import Struct, field

Function = ast.FunctionDef | ast.AsyncFunctionDef
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_SCOPES = (*_FUNCTIONS, ast.ClassDef)
_NO_TESTS = ("test_", "Test")


class Bound(Struct, frozen=True, eq=False):
    """A name is given a value. value: None if it is a parameter without a default."""

    value: ast.expr | None
    scope: "Scope"
    line: int
    annotation: ast.expr | None = None
    is_item: bool = False


class Scope(Struct, eq=False):
    """A module, class or function with the names that it binds. owner: the nearest class."""

    node: ast.AST
    parent: "Scope | None" = None
    owner: "ast.ClassDef | None" = None
    bound: dict[str, list[Bound]] = field(default_factory=dict)

    @property
    def is_function(self) -> bool:
        """Whether names that it binds are gone when it ends."""
        return isinstance(self.node, _FUNCTIONS)

    def around(self) -> Iterator["Scope"]:
        """This scope and those that it stands in, the nearest first."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent


class Visit(Struct, frozen=True, eq=False):
    """A node with the scope it stands in."""

    node: ast.AST
    scope: Scope


# Of these nothing is asked but in the place where they stand.
_LEAVES = (ast.expr_context, ast.operator, ast.Constant, ast.Name, ast.cmpop, ast.boolop)
_CLASSES_OF_LEAVES = [each for leaf in _LEAVES for each in (leaf, *leaf.__subclasses__())]
_SKIPPED = frozenset((str, int, bool, type(None), *_CLASSES_OF_LEAVES))
_PLAIN = frozenset(
    "name id attr arg module asname names level ctx op ops kind conversion simple lineno"
    " type_comment type_ignores decorator_list".split()
)
# The fields that may hold other nodes, the last first; decorators stand outside of what they
# decorate.
_INSIDE = {
    kind: tuple(name for name in reversed(kind._fields) if name not in _PLAIN)
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, ast.AST)
}
_TOLD = frozenset(
    (
        *(ast.Call, ast.Assign, ast.AnnAssign, ast.NamedExpr, ast.With, ast.AsyncWith, ast.For),
        *(ast.AsyncFor, ast.arguments, ast.Return, ast.Yield, ast.Import, ast.ImportFrom, ast.If),
    )
)


def visits_of(tree: ast.Module) -> list[Visit]:
    """Nodes that say something in the order of the text, except what stands in a test."""
    found: list[Visit] = []
    open_: list[tuple[ast.AST, Scope]] = [(tree, Scope(tree))]
    while open_:
        node, scope = open_.pop()
        kind = type(node)
        if isinstance(node, _SCOPES):
            if node.name.startswith(_NO_TESTS):
                continue
            found.append(Visit(node, scope))
            open_ += [(each, scope) for each in reversed(node.decorator_list)]
            scope = _inner(node, scope)
        elif kind in _TOLD:
            found.append(Visit(node, scope))
        # The last first, for what is put here last is looked at first.
        for name in _INSIDE[kind]:
            value = getattr(node, name, None)
            if type(value) is list:
                open_ += [(each, scope) for each in value[::-1] if type(each) not in _SKIPPED]
            elif value is not None and type(value) not in _SKIPPED:
                open_.append((value, scope))
    return found


def _inner(node: Function | ast.ClassDef, scope: Scope) -> Scope:
    owner = node if isinstance(node, ast.ClassDef) else scope.owner
    return Scope(node, scope, owner)
