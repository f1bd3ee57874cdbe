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
    """A parsed file."""

    def __init__(self, tree: ast.Module) -> None:
        self.visits: list[Visit] = visits_of(tree)
        self.names = Names(self.visits)
        self.texts = Texts(self.names)
        self.calls = [*self._calls()]
        self._decorators = {
            id(each)
            for visit in self.visits
            if isinstance(visit.node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            for each in visit.node.decorator_list
        }

    def _calls(self) -> Iterator[Called]:
        for node, scope in ((visit.node, visit.scope) for visit in self.visits):
            if isinstance(node, ast.Call):
                func = node.func
                method = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
                yield Called(node, scope, self.names.path(func, scope), method)

    def classes(self) -> Iterator[tuple[ast.ClassDef, Scope]]:
        """Classes with the scope that they stand in."""
        for visit in self.visits:
            if isinstance(visit.node, ast.ClassDef):
                yield visit.node, visit.scope

    def functions(self) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, Scope]]:
        """Functions with the scope that they stand in."""
        for visit in self.visits:
            if isinstance(visit.node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield visit.node, visit.scope

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
