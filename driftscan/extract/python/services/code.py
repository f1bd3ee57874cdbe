"""One file as all readers of facts see it: its nodes, what names stand for, and texts."""

import ast
from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.python.services.names import Names
from driftscan.extract.python.services.scopes import Scope, Visit, visits_of
from driftscan.extract.python.services.texts import Texts, argument
from driftscan.model.service_fact import Text


class Called(Struct, frozen=True, eq=False):
    """A call, with the path of what is called: 'requests.Session.get'. method: its last name."""

    node: ast.Call
    scope: Scope
    path: str
    method: str

    @property
    def line(self) -> int:
        """Where the call begins."""
        return self.node.lineno

    @property
    def receiver(self) -> ast.expr | None:
        """What the method is called on."""
        return self.node.func.value if isinstance(self.node.func, ast.Attribute) else None


class Code:
    """A parsed file. functions, classes: with the scope that they stand in."""

    def __init__(self, tree: ast.Module) -> None:
        self.visits: list[Visit] = visits_of(tree)
        self.functions = [
            (visit.node, visit.scope)
            for visit in self.visits
            if isinstance(visit.node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        self.classes = [
            (visit.node, visit.scope)
            for visit in self.visits
            if isinstance(visit.node, ast.ClassDef)
        ]
        self.named = {function.name: function for function, _ in self.functions}
        self.names = Names(self.visits)
        self.texts = Texts(self.names)
        self.libraries = {path.partition(".")[0] for path in self.names.imports.values()}
        self.calls = [*self._calls()]

    def _calls(self) -> Iterator[Called]:
        for node, scope in ((visit.node, visit.scope) for visit in self.visits):
            if isinstance(node, ast.Call):
                func = node.func
                method = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
                path = "" if self._is_own(func, method) else self.names.path(func, scope)
                yield Called(node, scope, path, method)

    def _is_own(self, func: ast.expr, method: str) -> bool:
        """Whether a function of this file is called: what that calls is told where it does so."""
        if method not in self.names.returned or method in self.names.imports:
            return False
        receiver = func.value if isinstance(func, ast.Attribute) else None
        return receiver is None or getattr(receiver, "id", "") in ("self", "cls")

    def bases(self, node: ast.ClassDef, scope: Scope) -> list[str]:
        """Paths of the classes that a class is made from."""
        return [self.names.path(base, scope) for base in node.bases]

    def text(self, called: Called, place: int, *names: str) -> Text:
        """An argument's text."""
        return self.texts.of(argument(called.node, place, names), called.scope)

    def literal(self, called: Called, place: int, *names: str) -> str:
        """An argument's text if it is all known, else ''."""
        return self.texts.literal(argument(called.node, place, names), called.scope)

    def maker(self, called: Called) -> tuple[ast.Call, Scope] | None:
        """The call that made the object which a method is called on."""
        return self.names.maker(called.receiver, called.scope) if called.receiver else None
