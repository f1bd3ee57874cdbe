"""Functions of a file that pass an address on to a client: their calls are what tells it."""

from collections.abc import Callable

from driftscan.extract.go.services.program import Call, Program
from driftscan.extract.go.services.texts import Texts
from driftscan.extract.syntax.parameters import Site, Sites
from driftscan.extract.syntax.parsed import text_of
from driftscan.model.service_fact import Text


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
        known = calls.get(names.get(function, ""), ())
        return [Site(call.line, _passing(texts, call)) for call in known]

    return sites


def _passing(texts: Texts, call: Call) -> Callable[[int, str], Text]:
    def passed(place: int, step: str) -> Text:
        return texts.known(call.arguments[place]) if place < len(call.arguments) else ()

    return passed
