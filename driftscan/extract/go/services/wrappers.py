"""Functions of a file that pass an address on to a client: their calls are what tells it, in this
file or, of a function that other packages see, in any other."""

import re
from collections.abc import Callable, Iterator

from tree_sitter import Node

from driftscan.extract.go.services.libraries import package_of
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

    methods = {
        node.start_byte
        for node in program.found.get("function", ())
        if node.type == "method_declaration"
    }

    def sites(function: int) -> list[Site]:
        name = names.get(function, "")
        known = [Site(call.line, _passing(texts, call)) for call in calls.get(name, ())]
        package = "" if function in methods else program.package
        return known if known or not name[:1].isupper() else [Site(0, _elsewhere(name, package))]

    return sites


def _passing(texts: Texts, call: Call) -> Callable[[int, str], Text]:
    def passed(place: int, step: str) -> Text:
        return texts.known(call.arguments[place]) if place < len(call.arguments) else ()

    return passed


def _elsewhere(function: str, package: str) -> Callable[[int, str], Text]:
    return lambda place, step: (Piece("name", argument_name(function, place, package)),)


def argument_name(function: str, place: int, package: str) -> str:
    """What an argument is called that a function of another file is called with. package: of the
    function, for many have a `New`; '' for a method, whose type the caller's text does not tell."""
    return f"call {package} {function} {place}" if package else f"call {function} {place}"


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
                name = argument_name(method, place, _package_of(program, call))
                yield ValueFact("code", name, text, call.line)


def _package_of(program: Program, call: Call) -> str:
    """Of what is called; '' for a method."""
    holder = call.holder
    if holder is None:
        return program.package
    name = text_of(holder)
    if holder.type != "identifier" or name not in program.packages or program.bindings(holder):
        return ""
    return package_of(program.packages[name].removeprefix("?"))[1]


def _address(texts: Texts, argument: Node) -> Text:
    return texts.known(argument) if argument.type in _TELLING else ()
