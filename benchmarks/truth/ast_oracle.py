"""The same facts by another road: stdlib ast, for whatever the running interpreter can parse."""

import ast
import warnings
from collections.abc import Iterator

from driftscan.model.fact import ImportContext, ImportFact

_BLOCKS = (ast.For, ast.AsyncFor, ast.While)
_TRIES = (ast.Try, getattr(ast, "TryStar", ast.Try))


def facts_by_ast(source: bytes) -> tuple[list[ImportFact], list[int]] | None:
    """Facts, and lines of calls with a computed name; None if ast cannot parse the source."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
    reader = _Reader(tree)
    reader.suite(tree.body, 0)
    reader.facts.extend(
        fact for call, context in reader.calls for fact in reader.imported_by(call, context)
    )
    return sorted(reader.facts, key=sort_key), sorted(reader.computed)


def sort_key(fact: ImportFact) -> tuple[object, ...]:
    """Total order, since ast and the extractor meet calls in different orders."""
    return (fact.line, fact.module, fact.name, fact.level, fact.alias, fact.context)


class _Reader:
    def __init__(self, tree: ast.Module) -> None:
        self.facts: list[ImportFact] = []
        self.calls: list[tuple[ast.Call, int]] = []
        self.computed: list[int] = []
        self.type_checking = {"TYPE_CHECKING"}
        self.modules: dict[str, str] = {}
        self.functions = {"__import__": "__import__"}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                self._bind(node)

    def _bind(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            bound = alias.asname or alias.name
            if isinstance(node, ast.Import):
                top = alias.name.partition(".")[0]
                if top in ("importlib", "builtins") and (alias.name == top or not alias.asname):
                    self.modules[alias.asname or top] = top
            elif alias.name == "TYPE_CHECKING":
                self.type_checking.add(bound)
            elif node.module in ("importlib", "builtins") and not node.level:
                if alias.name in ("import_module", "__import__"):
                    self.functions[bound] = alias.name
                elif alias.name == "*" and node.module == "importlib":
                    self.functions["import_module"] = "import_module"
            elif not node.level:
                self._bind_framework(node.module or "", alias.name, bound)

    def _bind_framework(self, module: str, name: str, bound: str) -> None:
        if name == "import_string" and module in ("django.utils.module_loading", "werkzeug.utils"):
            self.functions[bound] = name
        elif (module, name) == ("django.utils", "module_loading"):
            self.modules[bound] = name

    def suite(self, body: list[ast.stmt], context: int) -> None:
        for statement in body:
            self.statement(statement, context)

    def statement(self, node: ast.stmt, context: int) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                asname = "" if alias.asname in (None, alias.name) else alias.asname
                fact = ImportFact(alias.name, "", 0, node.lineno, context, asname or "")
                self.facts.append(fact)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                asname = "" if alias.asname in (None, alias.name) else alias.asname
                module, level = node.module or "", node.level or 0
                fact = ImportFact(module, alias.name, level, node.lineno, context, asname or "")
                self.facts.append(fact)
        else:
            self.compound(node, context)

    def compound(self, node: ast.stmt, context: int) -> None:
        if isinstance(node, ast.If):
            self._if(node, context, decided=False)
            return
        conditional = context | ImportContext.CONDITIONAL
        for name, value in ast.iter_fields(node):
            inner = context
            if isinstance(node, _TRIES):
                inner = context | ImportContext.GUARDED
            elif isinstance(node, _BLOCKS):
                inner = conditional
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = context | ImportContext.DEFERRED
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, ast.stmt):
                    self.statement(item, inner if name != "decorator_list" else context)
                elif isinstance(item, ast.ExceptHandler):
                    self._expressions(item.type, context)
                    self.suite(item.body, inner)
                elif isinstance(item, ast.match_case):
                    self._expressions(item.pattern, context)
                    self._expressions(item.guard, context)
                    self.suite(item.body, conditional)
                else:
                    self._expressions(item, context)

    def _if(self, node: ast.If, context: int, decided: bool) -> None:
        self._expressions(node.test, context)
        value = self._value(node.test)
        never = decided or value is False
        decided = decided or value is True
        conditional, type_only = int(ImportContext.CONDITIONAL), int(ImportContext.TYPE_ONLY)
        self.suite(node.body, context | (type_only if never else conditional))
        if self._is_elif(node):
            chained = node.orelse[0]
            assert isinstance(chained, ast.If)
            self._if(chained, context, decided)
        else:
            self.suite(node.orelse, context | (type_only if decided else conditional))

    def _is_elif(self, node: ast.If) -> bool:
        """`else:` with an `if` inside has its inner if further right."""
        return (
            len(node.orelse) == 1
            and isinstance(node.orelse[0], ast.If)
            and node.orelse[0].col_offset == node.col_offset
        )

    def _value(self, test: ast.expr) -> bool | None:
        if isinstance(test, ast.Name):
            return False if test.id in self.type_checking else None
        if isinstance(test, ast.Attribute):
            return False if test.attr in self.type_checking else None
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            value = self._value(test.operand)
            return None if value is None else not value
        if isinstance(test, ast.BoolOp):
            values = {self._value(operand) for operand in test.values}
            decisive = isinstance(test.op, ast.Or)
            return decisive if decisive in values else None if None in values else not decisive
        return None

    def _expressions(self, root: object, context: int) -> None:
        """Collect the calls of an expression, which may be nested deeply."""
        stack = [(root, context)]
        while stack:
            node, inner = stack.pop()
            if not isinstance(node, ast.AST) or isinstance(node, ast.JoinedStr):
                continue
            if isinstance(node, ast.Call):
                self.calls.append((node, inner))
            for name, value in ast.iter_fields(node):
                deferred = isinstance(node, ast.Lambda) and name == "body"
                below = inner | ImportContext.DEFERRED if deferred else inner
                stack.extend(
                    (item, below) for item in (value if isinstance(value, list) else [value])
                )

    def _callee(self, call: ast.Call) -> str | None:
        func = call.func
        if isinstance(func, ast.Name):
            return self.functions.get(func.id)
        if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name):
            owner = self.modules.get(func.value.id)
            if (owner, func.attr) in (
                ("importlib", "import_module"),
                ("importlib", "__import__"),
                ("builtins", "__import__"),
                ("module_loading", "import_string"),
            ):
                return func.attr
        return None

    def imported_by(self, call: ast.Call, context: int) -> Iterator[ImportFact]:
        callee = self._callee(call)
        if callee is None:
            return
        if callee == "import_string":
            parameters = ["name", "silent"]
        elif callee == "import_module":
            parameters = ["name", "package"]
        else:
            parameters = ["name", "globals", "locals", "fromlist", "level"]
        arguments = dict(zip(parameters, call.args, strict=False))
        arguments |= {word.arg: word.value for word in call.keywords if word.arg}
        found = [
            ImportFact(module, name, level, call.lineno, context | ImportContext.DYNAMIC)
            for module, name, level in _targets(callee, arguments)
        ]
        if not found:
            self.computed.append(call.lineno)
        yield from found


def _targets(callee: str, arguments: dict[str, ast.expr]) -> list[tuple[str, str, int]]:
    keywords = ("name", "dotted_path", "import_name") if callee == "import_string" else ("name",)
    name = next((arguments[each] for each in keywords if each in arguments), None)
    if not isinstance(name, ast.Constant) or not isinstance(name.value, str):
        return []
    if callee == "import_string":
        dotted, _, taken = name.value.replace(":", ".").rpartition(".")
        return [(dotted, taken, 0)] if dotted else []
    if callee == "__import__":
        level = arguments.get("level", ast.Constant(0))
        if not isinstance(level, ast.Constant) or not isinstance(level.value, int):
            return []
        names = _texts(arguments.get("fromlist")) or [""]
        known = bool(name.value or level.value)
        return [(name.value, each, level.value) for each in names] if known else []
    module = name.value.lstrip(".")
    dots = len(name.value) - len(module)
    package = arguments.get("package")
    if not name.value:
        return []
    if not dots:
        return [(module, "", 0)]
    if package is not None and ast.unparse(package) in (
        "__name__",
        "__package__",
        "__spec__.parent",
    ):
        return [(module, "", dots)]
    if isinstance(package, ast.Constant) and isinstance(package.value, str) and package.value:
        parts = package.value.split(".")
        if dots <= len(parts):
            kept = parts[: len(parts) - dots + 1]
            return [(".".join(kept + ([module] if module else [])), "", 0)]
    return []


def _texts(node: ast.expr | None) -> list[str]:
    if not isinstance(node, ast.List | ast.Tuple):
        return []
    values = [item.value if isinstance(item, ast.Constant) else None for item in node.elts]
    texts = [value for value in values if isinstance(value, str) and value]
    return texts if None not in values else []
