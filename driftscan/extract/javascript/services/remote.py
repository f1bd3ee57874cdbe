"""gRPC stubs: a fact where one is made and a method of it is called."""

import re
from collections.abc import Iterator

from driftscan.extract.javascript.services.nodes import arguments_of, called
from driftscan.extract.javascript.services.picking import Picker, holder_of
from driftscan.extract.javascript.services.program import Call
from driftscan.extract.javascript.services.serving import interface_of
from driftscan.extract.syntax.parsed import line_of, text_of
from driftscan.model.service_fact import CallFact, Text

_CREDENTIALS = re.compile(
    r"\b(?:createInsecure|createSsl|createFromSecureContext)\b|credentials\b", re.IGNORECASE
)
_ADMIN = frozenset(("close", "waitForReady", "getChannel", "makeUnaryRequest"))
_CONNECT = frozenset(
    f"{package}.{function}"
    for package in ("@connectrpc/connect", "@bufbuild/connect")
    for function in ("createClient", "createPromiseClient", "createCallbackClient")
)


def stub_calls(picker: Picker) -> Iterator[CallFact]:
    """One fact for each stub that is used in the file or handed out of it."""
    used = _methods_called(picker)
    names = _names_of_values(picker)
    for call in picker.program.calls:
        interface, address = _stub(picker, call)
        if not interface:
            continue
        known = names.get(call.node.id, [])
        lines = [line for name in known for line in used.get(name, ())]
        handed_out = not known or any(name in _exported(picker) for name in known)
        if lines or call.node.id in used["made"] or handed_out:
            line = min(lines) if lines else call.line
            yield CallFact("grpc", address, line, "grpc-js", interface=interface)


def _stub(picker: Picker, call: Call) -> tuple[str, Text]:
    callee = called(call.node)
    if callee is None:
        return "", ()
    name = text_of(callee).rpartition(".")[2].strip("]'\"[ ")
    if call.origin in _CONNECT and len(call.arguments) > 1:
        interface = text_of(call.arguments[0]).rpartition(".")[2]
        made = picker.made_by(call.arguments[1])
        options = picker.options(next(iter(arguments_of(made)), None)) if made else {}
        return interface, picker.texts.known(options.get("baseUrl"))
    if call.origin == "nest-grpc.getService":
        return picker.word(call, "0"), ()
    if call.node.type != "new_expression" or len(call.arguments) < 2 or not name.isidentifier():
        return "", ()
    second = call.arguments[1]
    words = text_of(second)
    if second.type == "identifier" and (made := picker.made_by(second)) is not None:
        words = text_of(made)
    if not _CREDENTIALS.search(words[:200]) or not name[:1].isupper():
        return "", ()
    return interface_of(name), picker.texts.known(call.arguments[0])


def _methods_called(picker: Picker) -> dict[str, list[int]]:
    """By name of the object: lines where a method of it is called; 'made' holds the nodes of those
    that are called without ever having a name."""
    found: dict[str, list[int]] = {"made": []}
    for call in picker.program.calls:
        if call.receiver and call.method not in _ADMIN:
            found.setdefault(call.receiver, []).append(call.line)
        elif (holder := holder_of(call)) is not None and holder.type == "new_expression":
            found["made"].append(holder.id)
        for each in call.arguments:
            # `promisify(client.getCart)` and `promisifyAll(client)` lead to calls.
            if call.method.startswith("promisify"):
                name = text_of(each).removeprefix("this.")
                found.setdefault(name.partition(".")[0], []).append(line_of(each))
    return found


def _names_of_values(picker: Picker) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for _, name, _, binding in picker.program.reach.everywhere():
        if binding.value is not None and not binding.steps:
            found.setdefault(binding.value.id, []).append(name.removeprefix("this."))
    return found


def _exported(picker: Picker) -> frozenset[str]:
    """Names that the file hands out: `export const x`, `module.exports = {x}`."""
    words: set[str] = set()
    for node in picker.program.found.get("export", ()):
        words.update(re.findall(r"\w+", text_of(node)[:200]))
    for node in picker.program.found.get("assigned", ()):
        left = text_of(node.child_by_field_name("left") or node)
        if left.startswith(("module.exports", "exports.")):
            words.update(re.findall(r"\w+", text_of(node)[:400]))
    return frozenset(words)
