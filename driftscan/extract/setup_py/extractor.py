"""setup.py as facts: literal arguments of setup(), read from the syntax tree; nothing is run."""

import ast
import warnings
from collections.abc import Iterator, Mapping

from driftscan.extract.manifest.harvest import Harvest, unreadable
from driftscan.extract.manifest.layout import Finder, Layout, harvest_layout, written_packages
from driftscan.extract.manifest.purpose import extra_is_dev
from driftscan.extract.setup_py.calls import (
    Imported,
    finder_arguments,
    imported,
    is_finder,
    setup_calls,
)
from driftscan.extract.setup_py.literals import Constants, NotLiteralError, Reader, constants_of
from driftscan.model.fact import FileFacts
from driftscan.notation.node import Node

_REQUIREMENT_SCOPES = {
    "install_requires": "runtime",
    "setup_requires": "dev",
    "tests_require": "dev",
}


def extract(content: bytes) -> FileFacts:
    """Project, source roots and requirements of every setup() call; none in other modules."""
    try:
        tree = _parse(content)
        harvest = Harvest()
        names, constants = imported(tree), constants_of(tree)
        for call in setup_calls(tree, names):
            _Call(call, names, constants, harvest).read()
    except SyntaxError as error:
        return unreadable("syntax", f"not valid Python: {error.msg}", error.lineno or 0)
    except ValueError as error:
        return unreadable("syntax", f"not valid Python: {error}")
    except (RecursionError, MemoryError):
        return unreadable("too-deep", "nested more deeply than can be read")
    return harvest.facts()


def _parse(content: bytes) -> ast.Module:
    # Warnings about escapes in other people's strings are not for our users.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(content)


class _Call:
    """One setup() call: its keyword arguments, and where what is read from them goes."""

    def __init__(
        self, call: ast.Call, names: Imported, constants: Constants, harvest: Harvest
    ) -> None:
        self._line = call.lineno
        self._names = names
        self._constants = constants
        self._harvest = harvest
        self._all_known = True
        self._arguments = self._spread(call)

    def read(self) -> None:
        """Harvest what the call says."""
        name = self._literal("name")
        line = name.line if name.text else self._line
        self._harvest.project(name.text, line, self._unknown())
        packages, finders = self._packages()
        modules = written_packages(self._literal("py_modules"), self._harvest)
        layout = Layout(self._literal("package_dir"), [*packages, *modules], finders)
        harvest_layout(layout, self._harvest)
        for keyword, scope in _REQUIREMENT_SCOPES.items():
            self._requirements(self._literal(keyword), scope)
        for extra, listed in self._literal("extras_require").entries():
            self._requirements(listed, "dev" if extra_is_dev(extra) else "optional")
        self._scripts()

    def _scripts(self) -> None:
        """`entry_points` as a table of lists, or as lines; without a word where it is computed, for
        plugins stand there, too."""
        expression = self._arguments.get("entry_points")
        if expression is None:
            return
        reader = Reader(self._constants)
        try:
            groups = Node(
                reader.read(expression, ("entry_points",)), reader.lines, ("entry_points",)
            )
        except NotLiteralError:
            return
        for group in ("console_scripts", "gui_scripts"):
            for each in groups.get(group).elements():
                name, is_one, _ = each.text.partition("=")
                if is_one:
                    self._harvest.program("console-script", name, each.line)

    def _unknown(self) -> list[str]:
        """The scopes whose requirements are computed."""
        keywords = {"install_requires": "runtime", "extras_require": "optional"}
        return [
            scope
            for keyword, scope in keywords.items()
            if (keyword in self._arguments and not self._literal(keyword))
            or (scope == "runtime" and not self._all_known)
        ]

    def _requirements(self, node: Node, scope: str) -> None:
        """A list, or one string with a requirement a line."""
        if not isinstance(node.value, str):
            self._harvest.requirements(node, scope)
            return
        for text in node.value.split("\n"):
            if text.strip() and not text.lstrip().startswith("#"):
                self._harvest.requirement(text, node.line, scope)

    def _spread(self, call: ast.Call) -> Mapping[str, ast.expr]:
        """Keyword arguments, those of `**constants` included."""
        arguments: dict[str, ast.expr] = {}
        for keyword in call.keywords:
            if keyword.arg:
                arguments[keyword.arg] = keyword.value
                continue
            spread = keyword.value
            if isinstance(spread, ast.Name):
                spread = self._constants.get(spread.id, spread)
            match spread:
                case ast.Dict(keys=keys, values=values):
                    for key, value in zip(keys, values, strict=True):
                        if isinstance(key, ast.Constant) and isinstance(key.value, str):
                            arguments[key.value] = value
                case ast.Call(func=ast.Name(id="dict"), keywords=keywords):
                    arguments |= {k.arg: k.value for k in keywords if k.arg}
                case _:
                    self._all_known = False
                    self._computed("**", keyword.value.lineno)
        return arguments

    def _packages(self) -> tuple[list[Node], list[Finder]]:
        """Spelled-out packages and finders of `packages`, which may be a sum of both."""
        names: list[Node] = []
        finders: list[Finder] = []
        for term in self._terms(self._arguments.get("packages")):
            if isinstance(term, ast.Call) and is_finder(term, self._names):
                finders.append(self._finder(term))
            else:
                names += written_packages(self._value("packages", term), self._harvest)
        return names, finders

    def _terms(self, expression: ast.expr | None) -> Iterator[ast.expr]:
        if isinstance(expression, ast.Name):
            expression = self._constants.get(expression.id, expression)
        while isinstance(expression, ast.BinOp) and isinstance(expression.op, ast.Add):
            yield expression.right
            expression = expression.left
        if expression is not None:
            yield expression

    def _finder(self, call: ast.Call) -> Finder:
        arguments = finder_arguments(call)
        where, include = (
            self._value(name, arguments[name]) if name in arguments else Node(None, {})
            for name in ("where", "include")
        )
        return Finder(where, include, call.lineno)

    def _literal(self, keyword: str) -> Node:
        expression = self._arguments.get(keyword)
        return self._value(keyword, expression) if expression is not None else Node(None, {})

    def _value(self, keyword: str, expression: ast.expr) -> Node:
        """The value of an expression, or an empty node and a problem if it is computed."""
        reader = Reader(self._constants)
        try:
            value = reader.read(expression, (keyword,))
        except NotLiteralError as error:
            self._computed(keyword, error.line)
            return Node(None, {})
        return Node(value, reader.lines, (keyword,))

    def _computed(self, keyword: str, line: int) -> None:
        message = f"{keyword} is computed; only what is spelled out is read"
        self._harvest.problem("not-literal", message, line)
