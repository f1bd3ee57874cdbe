"""gRPC: stubs whose methods are called, and services that are implemented. A stub that is only
made is nothing."""

import re
from collections.abc import Iterator

from driftscan.extract.jvm.services.scope import annotation, argument
from driftscan.extract.jvm.services.texts import Texts
from driftscan.extract.jvm.services.written import Binding, Called, Expression
from driftscan.extract.pieces import joined, plain
from driftscan.model.service_fact import CallFact, Piece, ServedFact, Text

_GENERATED = re.compile(r"(?:Mutiny|Reactor|Rx3?)?(\w+?)Grpc(?:Kt)?")
_STUB = re.compile(r"(?:Mutiny|Reactor|Rx3?)?(\w+?)(BlockingV2|Blocking|Future|Coroutine)?Stub")
_BASE = re.compile(r"(\w+?)(?:Coroutine)?ImplBase")
_MAKERS = frozenset(
    "newBlockingStub newStub newFutureStub newBlockingV2Stub newMutinyStub newReactorStub".split()
)
_PASSED_ON = re.compile(r"with[A-Z]\w*|getChannel|getCallOptions|build|new|also|apply")
_CHANNELS = frozenset(("forAddress", "forTarget"))
_DEEPEST = 4


def grpc_calls(texts: Texts) -> Iterator[CallFact]:
    """One for each place where a method of a stub is called."""
    for call in texts.scope.written.calls:
        interface = _interface(texts, _type_of_root(texts, call))
        link = next((each for each in call.chain.links if not _is_making(each.name)), None)
        if interface and link is not None and link.called:
            yield CallFact("grpc", _address(texts, call), link.line, "grpc", interface=interface)


def grpc_served(texts: Texts) -> Iterator[ServedFact]:
    """Services that a type of the file implements."""
    for written in texts.scope.written.types:
        for base in written.supers:
            first, _, last = base.name.rpartition(".")
            generated = _GENERATED.fullmatch(first)
            implemented = _BASE.fullmatch(last)
            if implemented:
                interface = generated[1] if generated else implemented[1]
                yield ServedFact("grpc", written.line, interface=interface, framework="grpc")
                break
        else:
            marked = annotation(written.annotations, "GrpcService")
            if marked and written.supers and texts.scope.imports("io.quarkus.grpc"):
                name = written.supers[0].name
                yield ServedFact("grpc", written.line, interface=name, framework="quarkus")


def _is_making(name: str) -> bool:
    return name in _MAKERS or bool(_PASSED_ON.fullmatch(name))


def _type_of_root(texts: Texts, call: Called) -> str:
    if call.chain.value:
        return texts.scope.type_of(call.chain.value, call.method)
    return texts.scope.made(call.chain) if len(call.chain.links) > 1 else ""


def _interface(texts: Texts, kind: str) -> str:
    """The service in the .proto that a type of generated code is for."""
    first, _, last = kind.partition(".")
    if generated := _GENERATED.fullmatch(first):
        return generated[1] if not last or "Stub" in last else ""
    stub = _STUB.fullmatch(kind)
    if stub and (stub[2] or "Grpc" in texts.scope.package(kind)):
        return stub[1]
    return ""


def _address(texts: Texts, call: Called) -> Text:
    """Of the channel that the stub is made with, or of the client's settings."""
    name = call.chain.value
    bindings = texts.scope.local(name, call.method) or texts.scope.fields(name)
    for binding in bindings:
        if marked := annotation(binding.annotations, "GrpcClient"):
            client = texts.in_annotation(argument(marked, "value", place=0))
            return _of_client(client or plain(binding.name))
    own = _of_making(texts, call.chain, call.method, 0)
    found = own or next(filter(None, (_of_binding(texts, each, 0) for each in bindings)), ())
    return found or _only_channel(texts)


def _only_channel(texts: Texts) -> Text:
    """Of a stub that is given its channel, where the file opens just one."""
    opened = [
        _of_making(texts, call.chain, call.method, 0)
        for call in texts.scope.written.calls
        if any(link.name in _CHANNELS for link in call.chain.links)
    ]
    return opened[0] if len(opened) == 1 else ()


def _of_client(name: Text) -> Text:
    key = name[0].value if len(name) == 1 else ""
    return (Piece("setting", f"grpc.client.{key}.address", name),) if key else name


def _of_binding(texts: Texts, binding: Binding, depth: int) -> Text:
    value = binding.value
    return _of_making(texts, value, binding.method, depth) if value is not None else ()


def _of_making(texts: Texts, value: Expression, method: int, depth: int) -> Text:
    """`XGrpc.newStub(channel)`, then the channel's builder."""
    if depth > _DEEPEST:
        return ()
    if value.kind == "name":
        name = value.value
        found = texts.scope.local(name, method) or texts.scope.fields(name)
        return next(filter(None, (_of_binding(texts, each, depth + 1) for each in found)), ())
    for link in value.links:
        given = [each.value for each in link.arguments]
        if link.name in _CHANNELS and given:
            return _joined_address([texts.of(each, method) for each in given[:2]])
        if given and (link.name in _MAKERS or (link.name == "new" and "Stub" in value.value)):
            return _of_making(texts, given[0], method, depth + 1)
    made = texts.scope.methods.get(value.links[0].name) if value.links and not value.value else None
    given_by = made.given if made else None
    return _of_making(texts, given_by, method, depth + 1) if given_by is not None else ()


def _joined_address(given: list[Text]) -> Text:
    return joined((given[0], plain(":"), given[1])) if len(given) > 1 else given[0]
