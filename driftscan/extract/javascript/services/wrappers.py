"""Functions of a file that pass an address on to a client: their calls are what tells it."""

from collections.abc import Callable, Iterator

from tree_sitter import Node

from driftscan.extract.javascript.services.nodes import FUNCTIONS, dotted, key_of
from driftscan.extract.javascript.services.picking import Picker
from driftscan.extract.javascript.services.program import Call
from driftscan.extract.syntax.parameters import Site, Sites
from driftscan.extract.syntax.parsed import text_of
from driftscan.model.service_fact import Text


def sites_of(picker: Picker) -> Sites:
    """By where a function begins: its calls in the file."""
    calls: dict[str, list[Call]] = {}
    for call in picker.program.calls:
        if not call.receiver or call.origin.startswith("?"):
            calls.setdefault(call.method.strip("?()"), []).append(call)
            if call.node.type == "call_expression":
                name = text_of(call.node.child_by_field_name("function") or call.node)
                if name.isidentifier() and name != call.method:
                    calls.setdefault(name, []).append(call)
    functions: dict[int, str] = dict(_names(picker))

    def sites(function: int) -> list[Site]:
        name = functions.get(function, "")
        return [Site(call.line, _passing(picker, call)) for call in calls.get(name, ())]

    return sites


def _passing(picker: Picker, call: Call) -> Callable[[int, str], Text]:
    def passed(place: int, step: str) -> Text:
        if place >= len(call.arguments):
            return ()
        node: Node | None = call.arguments[place]
        if step:
            node = picker.options(node).get(step)
        return picker.texts.known(node)

    return passed


def _names(picker: Picker) -> Iterator[tuple[int, str]]:
    """What functions are called: as declared, as the variable or property that holds them."""
    program = picker.program
    for node in program.found.get("function", ()):
        name = node.child_by_field_name("name")
        if name is not None:
            yield node.start_byte, key_of(name)
    for node in (*program.found.get("declared", ()), *program.found.get("assigned", ())):
        value = node.child_by_field_name("value") or node.child_by_field_name("right")
        name = node.child_by_field_name("name") or node.child_by_field_name("left")
        if value is not None and value.type in FUNCTIONS and name is not None:
            yield value.start_byte, dotted(name).rpartition(".")[2]
