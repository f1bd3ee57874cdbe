"""What a Go file answers to: routes of routers, gRPC and Connect services, and where it begins."""

import re
from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.go.constraints import is_ignored
from driftscan.extract.go.services.nodes import arguments_of, string_of
from driftscan.extract.go.services.program import Call, Program
from driftscan.extract.go.services.texts import Texts
from driftscan.extract.pieces import joined, plain
from driftscan.extract.syntax.alternatives import written
from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.model.service_fact import MarkFact, ServedFact, Text

_VERBS = {
    **{verb: verb.upper() for verb in "Get Post Put Delete Patch Head Options".split()},
    **{verb: verb for verb in "GET POST PUT DELETE PATCH HEAD OPTIONS".split()},
    **dict.fromkeys("HandleFunc Handle Any All Match Path".split(), ""),
    "Handler": "",
}
_FRAMEWORKS = "gin echo fiber chi mux httprouter".split()
_REGISTER = re.compile(r"Register([A-Z]\w*?)(?:Handler)?Server")
_CONNECT = re.compile(r"New([A-Z]\w*?)Handler")
_PATTERN = re.compile(r"(?:([A-Z]+)\s+)?([^/\s]*)(/.*)", re.DOTALL)
_GROUPS = frozenset(("Group", "PathPrefix", "Route"))
_DEEPEST = 12


def entries_of(program: Program) -> Iterator[MarkFact]:
    """`func main` of package main, in a file that is built."""
    packages = program.found.get("package", ())
    if not packages or text_of(packages[0]).split()[-1] != "main":
        return
    if is_ignored(program.parsed.content, packages[0].start_byte):
        return
    for node in program.found.get("function", ()):
        if node.type == "function_declaration":
            name = node.child_by_field_name("name")
            if name is not None and text_of(name) == "main":
                yield MarkFact("entry", "main", line_of(node))


def served(program: Program, texts: Texts) -> Iterator[ServedFact]:
    """Routes and services of one file."""
    framework = next((each for each in _FRAMEWORKS if program.uses(each)), "net/http")
    routed = _Routes(program, texts)
    for call in program.calls:
        yield from _service(call)
        if call.method in _VERBS and len(call.arguments) > 1:
            yield from routed.of(call, framework)


def _service(call: Call) -> Iterator[ServedFact]:
    if (named := _REGISTER.fullmatch(call.method)) and len(call.arguments) == 2:
        if "." in call.origin:
            yield ServedFact("grpc", call.line, interface=named[1], framework="grpc")
    elif (named := _CONNECT.fullmatch(call.method)) and call.origin.split(".New")[0].endswith(
        "connect"
    ):
        yield ServedFact("grpc", call.line, interface=named[1], framework="connect")


class _Routes:
    """Routes with the groups that they are in."""

    def __init__(self, program: Program, texts: Texts) -> None:
        self._program = program
        self._texts = texts
        self._methods = {
            call.holder.id: call
            for call in program.calls
            if call.method == "Methods" and call.holder is not None
        }
        # Functions that are passed to `r.Route("/x", func(r chi.Router) {...})`.
        self._inside = {
            each.start_byte: call
            for call in program.calls
            if call.method in ("Route", "Group")
            for each in call.arguments
            if each.type == "func_literal"
        }

    def of(self, call: Call, framework: str) -> Iterator[ServedFact]:
        """The route that a call makes, if it is one."""
        path = self._texts.known(call.arguments[0])
        verb = _VERBS[call.method]
        if not self._is_router(call) or not path:
            return
        found = _PATTERN.fullmatch(written(path[:1])) if path[0].kind == "text" else None
        if path[0].kind == "text":
            if found is None or (found[1] is None and " " in found[2]):
                return
            verb = found[1] or verb
            path = joined([plain(found[3]), path[1:]])
        elif call.method not in ("HandleFunc", "Handle") or "/" not in written(path):
            return
        methods = self._methods.get(call.node.id)
        prefix = self._prefix(call.holder)
        for each in _named_methods(methods) or [verb]:
            yield ServedFact("http", call.line, each, joined([prefix, path]), framework=framework)

    def _is_router(self, call: Call) -> bool:
        origin = call.origin.rpartition(".")[0]
        if call.origin in ("http.HandleFunc", "http.Handle") or origin.startswith("web"):
            return True
        second = call.arguments[1].type in ("func_literal", "selector_expression", "identifier")
        return origin.startswith("?") and call.method in ("HandleFunc", "Handle") and second

    def _prefix(self, node: Node | None, depth: int = 0) -> Text:
        """The path of the group that a router is."""
        if node is None or depth > _DEEPEST:
            return ()
        if node.type == "call_expression":
            return self._prefix_of_call(node, depth)
        if node.type not in ("identifier", "selector_expression"):
            return ()
        for binding in self._program.bindings(node):
            if binding.function is not None:
                around = self._inside.get(binding.function.start_byte)
                return self._prefix_of_call(around.node, depth) if around else ()
            if binding.value is not None and binding.value.type == "call_expression":
                return self._prefix(binding.value, depth + 1)
        return ()

    def _prefix_of_call(self, node: Node, depth: int) -> Text:
        callee = node.child_by_field_name("function")
        if callee is None or callee.type != "selector_expression":
            return ()
        before = self._prefix(callee.child_by_field_name("operand"), depth + 1)
        name = text_of(callee.child_by_field_name("field") or callee)
        arguments = arguments_of(node)
        own = self._texts.known(arguments[0]) if name in _GROUPS and arguments else ()
        return joined([before, own])


def _named_methods(call: Call | None) -> list[str]:
    """`.Methods("GET", http.MethodHead)`."""
    if call is None:
        return []
    words = [
        string_of(each) or text_of(each).rpartition("Method")[2].upper() for each in call.arguments
    ]
    return [word for word in words if word.isalpha()]
