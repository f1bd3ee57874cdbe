"""Names of a file that hold what an address may be made of."""

from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.javascript.services.bindings import Binding
from driftscan.extract.javascript.services.nodes import FUNCTIONS, arguments_of, bare, entries
from driftscan.extract.javascript.services.picking import Picker
from driftscan.extract.syntax.alternatives import is_known, is_outside, tells_address
from driftscan.extract.syntax.parameters import plain_text
from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.model.service_fact import Piece, Text, ValueFact

_DEEPEST = 6
_MOST = 2000


def values(picker: Picker, used: frozenset[str]) -> list[ValueFact]:
    """Of the file and of its classes; what a function keeps to itself is looked through instead.

    used: last parts of names that stand in the addresses of this file.
    """
    found: dict[ValueFact, None] = {}
    for name, node, line in _named(picker):
        for full, value in _leaves(name, node):
            text = plain_text(picker.texts.of(value))
            told = tells_address(full, text) or (full.rpartition(".")[2] in used and is_known(text))
            if full and told and text != (Piece("name", full),):
                found[ValueFact("code", full, text, line_of(value) or line)] = None
        if len(found) > _MOST:
            break
    for name, text, line in (*_taken_apart(picker), *_bases(picker)):
        found[ValueFact("code", name, text, line)] = None
    return sorted(found, key=lambda fact: fact.line)


def _named(picker: Picker) -> Iterator[tuple[str, Node, int]]:
    program = picker.program
    for scope, name, _, binding in program.reach.everywhere():
        field = name.startswith("this.")
        if (scope == 0 or field) and binding.value is not None and not binding.steps:
            yield from _of_binding(name.removeprefix("this."), binding)
    for node in program.found.get("assigned", ()):
        left = node.child_by_field_name("left")
        right = bare(node.child_by_field_name("right"))
        if left is not None and right is not None and left.type == "member_expression":
            words = text_of(left)
            if words.startswith(("module.exports", "exports.")) or words.count(".") >= 1:
                yield _without_exports(words), right, line_of(node)
    yield from _handed_out(picker)


def _of_binding(name: str, binding: Binding) -> Iterator[tuple[str, Node, int]]:
    value = binding.value
    if value is None:
        return
    if value.type in FUNCTIONS:
        if (given := _returned(value)) is not None:
            yield name, given, binding.line
    else:
        yield name, value, binding.line


def _returned(function: Node) -> Node | None:
    """What a function of one statement returns."""
    body = bare(function.child_by_field_name("body"))
    if body is None or body.type != "statement_block":
        return body
    inner = [each for each in body.named_children[:4] if each.type == "return_statement"]
    return bare(inner[0].named_children[0]) if inner and inner[0].named_children else None


def _handed_out(picker: Picker) -> Iterator[tuple[str, Node, int]]:
    """`export default {..}`, and `registerAs('db', () => ({..}))`."""
    for node in picker.program.found.get("export", ()):
        value = bare(node.child_by_field_name("value"))
        if value is not None and value.type in FUNCTIONS:
            value = _returned(value)
        if value is not None and value.type == "object":
            yield "", value, line_of(node)
    for call in picker.program.calls:
        if call.method == "registerAs" and len(call.arguments) > 1:
            function = call.arguments[1]
            value = _returned(function) if function.type in FUNCTIONS else None
            if value is not None:
                yield picker.word(call, "0"), value, call.line


def _leaves(name: str, node: Node) -> Iterator[tuple[str, Node]]:
    """A value, or the values in an object, each by its dotted name."""
    waiting = [(name, node, 0)]
    while waiting:
        full, here, depth = waiting.pop()
        if here.type == "call_expression" and depth == 0:
            # `Object.freeze({..})`, `defineConfig({..})`
            inner = [each for each in arguments_of(here) if each.type == "object"]
            wraps = text_of(here)[:60].split("(")[0].endswith(("freeze", "Config", "convict"))
            here = inner[0] if inner and wraps else here
        if here.type != "object":
            yield full, here
        elif depth < _DEEPEST:
            plain = [each for each in entries(here) if "/" not in each[0]]
            for key, value in plain[:_MOST]:
                waiting.append((f"{full}.{key}".lstrip("."), value, depth + 1))


def _taken_apart(picker: Picker) -> Iterator[tuple[str, Text, int]]:
    """`const {CART_URL} = process.env`"""
    for scope, name, _, binding in picker.program.reach.everywhere():
        if scope == 0 and binding.value is not None and binding.steps:
            text = plain_text(picker.texts.bound(binding, name))
            if is_outside(text):
                yield name, text, binding.line


def _bases(picker: Picker) -> Iterator[tuple[str, Text, int]]:
    """`export const api = axios.create({baseURL})`: by this name other files call."""
    calls = {call.node.id: call for call in picker.program.calls}
    for scope, name, _, binding in picker.program.reach.everywhere():
        if binding.value is None or binding.steps or (scope and not name.startswith("this.")):
            continue
        call = calls.get(binding.value.id)
        if call is not None and call.arguments:
            words = "0.baseURL 0.baseUrl 0.prefixUrl 0.baseURI"
            if text := picker.text(call, words):
                yield name.removeprefix("this."), text, binding.line


def _without_exports(words: str) -> str:
    for start in ("module.exports", "exports", "this"):
        if words == start or words.startswith(f"{start}."):
            return words[len(start) :].lstrip(".")
    return words
