"""Functions of a file that pass an address on to a client: their calls are what tells it, in this
file or, of a function that other packages see, in any other."""

import re
from collections.abc import Callable, Iterator

from tree_sitter import Node

from driftscan.extract.go.services.program import Call, Program
from driftscan.extract.go.services.texts import Texts
from driftscan.extract.syntax.alternatives import is_known, tells_address
from driftscan.extract.syntax.parameters import Site, Sites, plain_text
from driftscan.extract.syntax.parsed import text_of
from driftscan.model.service_fact import Piece, Text, ValueFact

_MOST_ARGUMENTS = 8
_STUB = re.compile(r"New\w+Client")
_CALL = "call_expression"
_TELLING = frozenset(
    ("identifier", "selector_expression", "interpreted_string_literal", "binary_expression", _CALL)
)


def sites_of(program: Program, texts: Texts) -> Sites:
    """By where a function begins: its calls in the file."""
    calls: dict[str, list[Call]] = {}
    for call in program.calls:
        if call.origin.startswith("?"):
            calls.setdefault(call.method.lstrip("?"), []).append(call)
    names = {
        node.start_byte: text_of(name)
        for node in program.found.get("function", ())
        if (name := node.child_by_field_name("name")) is not None
    }

    def sites(function: int) -> list[Site]:
        name = names.get(function, "")
        known = [Site(call.line, _passing(texts, call)) for call in calls.get(name, ())]
        return known if known or not name[:1].isupper() else [Site(0, _elsewhere(name))]

    return sites


def _passing(texts: Texts, call: Call) -> Callable[[int, str], Text]:
    def passed(place: int, step: str) -> Text:
        return texts.known(call.arguments[place]) if place < len(call.arguments) else ()

    return passed


def _elsewhere(function: str) -> Callable[[int, str], Text]:
    return lambda place, step: (Piece("name", argument_name(function, place)),)


def argument_name(function: str, place: int) -> str:
    """What an argument is called that a function of another file is called with."""
    return f"call {function} {place}"


def passed_on(program: Program, texts: Texts) -> Iterator[ValueFact]:
    """`proxy.To(cfg.CartAddr)`: addresses that functions of other packages are called with.
    Whom a stub asks is told by itself."""
    dials = program.uses("grpc")
    for call in program.calls:
        method = call.method.lstrip("?")
        if not call.origin.startswith("?") or not method[:1].isupper() or call.node.type != _CALL:
            continue
        if dials and _STUB.fullmatch(method):
            continue
        for place, argument in enumerate(call.arguments[:_MOST_ARGUMENTS]):
            text = plain_text(_address(texts, argument))
            if is_known(text) and tells_address("address", text):
                yield ValueFact("code", argument_name(method, place), text, call.line)


def _address(texts: Texts, argument: Node) -> Text:
    return texts.known(argument) if argument.type in _TELLING else ()
