"""Finds the calls of setup() and find_packages() in a module that imports them from setuptools."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_SETUP_MODULES = frozenset({"setuptools", "distutils.core", "numpy.distutils.core", "skbuild"})
_FINDERS = frozenset({"find_packages", "find_namespace_packages"})
_FINDER_CLASSES = frozenset({"PackageFinder", "PEP420PackageFinder"})


@dataclass(frozen=True, slots=True)
class Imported:
    """What the module's own names for setuptools are.

    modules: names bound to a module that has setup(). functions: bound name to original name.
    """

    modules: frozenset[str]
    functions: dict[str, str]

    def original(self, function: ast.expr) -> str:
        """The setuptools name of a called expression; '' if it is something else."""
        match function:
            case ast.Name(id=name):
                return self.functions.get(name, "")
            case ast.Attribute(value=ast.Name(id=base), attr="find"):
                return "find_packages" if self.functions.get(base) in _FINDER_CLASSES else ""
            case ast.Attribute(value=owner, attr=attribute):
                return attribute if _dotted(owner) in self.modules else ""
        return ""


def _dotted(expression: ast.expr) -> str:
    parts: list[str] = []
    while isinstance(expression, ast.Attribute):
        parts.append(expression.attr)
        expression = expression.value
    return ".".join([expression.id, *reversed(parts)]) if isinstance(expression, ast.Name) else ""


def imported(tree: ast.Module) -> Imported:
    """Names under which setuptools' functions are known in the module."""
    modules: set[str] = set()
    functions: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {a.asname or a.name for a in node.names if a.name in _SETUP_MODULES}
        elif isinstance(node, ast.ImportFrom) and node.module in _SETUP_MODULES:
            functions |= {a.asname or a.name: a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "distutils":
            modules |= {a.asname or a.name for a in node.names if a.name == "core"}
    return Imported(frozenset(modules), functions)


def setup_calls(tree: ast.Module, names: Imported) -> Iterator[ast.Call]:
    """Every call of setup(), wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and names.original(node.func) == "setup":
            yield node


def is_finder(expression: ast.expr, names: Imported) -> bool:
    """Whether an expression calls find_packages() or one of its kin."""
    return isinstance(expression, ast.Call) and names.original(expression.func) in _FINDERS


def finder_arguments(call: ast.Call) -> dict[str, ast.expr]:
    """Arguments of find_packages(where, exclude, include) by name, however they are passed."""
    named = dict(zip(("where", "exclude", "include"), call.args, strict=False))
    return named | {k.arg: k.value for k in call.keywords if k.arg}
