"""Procedures of other programs: nameko's, which go by the name of a service over a broker, and
those of libraries that are given an address."""

import ast
from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.python.services.code import Called, Code
from driftscan.extract.python.services.scopes import Scope
from driftscan.extract.python.services.texts import argument, host_and_port
from driftscan.model.service_fact import (
    CallFact,
    MarkFact,
    Piece,
    ServedFact,
    ServiceFacts,
    StoreFact,
    Text,
)

_BROKER: Text = (Piece("setting", "AMQP_URI"),)
# Made with the name of the service that they speak to.
_OF_ONE = (
    *("nameko.rpc.RpcProxy", "nameko.rpc.ServiceRpc", "nameko.rpc.ServiceRpcClient"),
    *("nameko.standalone.rpc.ServiceRpcProxy", "nameko.standalone.rpc.ServiceRpcClient"),
)
# Of these the services are attributes: `rpc.orders.get_order()`.
_OF_ALL = (
    *("nameko.rpc.ClusterRpc", "nameko.rpc.ClusterRpcProxy", "nameko.rpc.ClusterRpcClient"),
    *("nameko.standalone.rpc.ClusterRpcProxy", "nameko.standalone.rpc.ClusterRpcClient"),
    "flask_nameko.FlaskPooledClusterRpcProxy",
)
_ENTRY = "nameko.rpc.rpc"
_ENTRIES = frozenset(
    (
        *(_ENTRY, "nameko.events.event_handler", "nameko.timer.timer", "nameko.messaging.consume"),
        *("nameko.web.handlers.http", "nameko.web.websocket.rpc"),
    )
)
_HANDLER, _HTTP = "nameko.events.event_handler", "nameko.web.handlers.http"
_DISPATCHERS = ("nameko.events.EventDispatcher", "nameko.standalone.events.event_dispatcher")
# Given a host: path -> client, positions of host and port.
_CONNECTS = {
    "rpyc.connect": ("rpyc", 0, 1),
    "rpyc.classic.connect": ("rpyc", 0, 1),
    "rpyc.ssl_connect": ("rpyc", 0, 1),
    "zerorpc.Client.connect": ("zerorpc", 0, -1),
    "thrift.transport.TSocket.TSocket": ("thrift", 0, 1),
    "thriftpy2.rpc.make_client": ("thrift", 1, 2),
    "jsonrpclib.Server": ("jsonrpc", 0, -1),
    "jsonrpclib.ServerProxy": ("jsonrpc", 0, -1),
}
_LIBRARIES = frozenset(path.partition(".")[0] for path in (*_OF_ONE, *_OF_ALL, *_CONNECTS))


def remote_of(code: Code) -> ServiceFacts:
    """What is asked of others and answered by such procedures, and the broker between them."""
    services = {id(node): name for node, name in _services(code)}
    served = tuple(_served(code, services))
    calls = (*_asked(code), *_events(code, services))
    lines = [node.lineno for node, _ in code.classes if id(node) in services]
    return ServiceFacts(
        calls=calls,
        served=served,
        stores=tuple(StoreFact("rabbitmq", _BROKER, line, "nameko") for line in lines[:1]),
        marks=tuple(MarkFact("entry", "nameko", line) for line in lines[:1]),
    )


def _services(code: Code) -> Iterator[tuple[ast.ClassDef, str]]:
    """Classes with entry points, and their `name`; '' where none is written."""
    for node, scope in code.classes if "nameko" in code.libraries else ():
        if any(_entry(code, each, scope) in _ENTRIES for each in _decorators(node)):
            given = [each for each in node.body if isinstance(each, ast.Assign)]
            named = [each.value for each in given if _is_name(each.targets[0])]
            yield node, code.texts.literal(named[0], scope) if named else ""


def _is_name(target: ast.expr) -> bool:
    return isinstance(target, ast.Name) and target.id == "name"


def _decorators(node: ast.ClassDef) -> Iterator[ast.expr]:
    for each in node.body:
        if isinstance(each, ast.FunctionDef):
            yield from each.decorator_list


def _entry(code: Code, decorator: ast.expr, scope: Scope) -> str:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return code.names.path(called, scope)


def _served(code: Code, services: dict[int, str]) -> Iterator[ServedFact]:
    for node, scope in code.classes:
        name = services.get(id(node), "")
        for each in _decorators(node) if id(node) in services else ():
            entry = _entry(code, each, scope)
            if entry == _ENTRY and name:
                yield ServedFact("rpc", each.lineno, interface=name, framework="nameko")
            elif entry == _HTTP and isinstance(each, ast.Call):
                path = code.texts.of(argument(each, 1, ("url",)), scope)
                verb = code.texts.literal(argument(each, 0, ("method",)), scope)
                yield ServedFact("http", each.lineno, verb, path, framework="nameko")


def _asked(code: Code) -> Iterator[CallFact]:
    """A proxy that nobody calls asks nothing."""
    for called in () if _LIBRARIES.isdisjoint(code.libraries) else code.calls:
        if interface := _service_asked(code, called):
            yield CallFact("rpc", (), called.line, "nameko", interface=interface)
        elif found := _CONNECTS.get(called.path):
            client, host, port = found
            ports = code.text(called, port, "port") if port >= 0 else ()
            address = code.text(called, host, "host", "service")
            yield CallFact("rpc", host_and_port(address, ports), called.line, client)


def _service_asked(code: Code, called: Called) -> str:
    if called.path.startswith(tuple(f"{each}." for each in _OF_ONE)):
        made = code.maker(called) or _made_above(code, called)
        named = argument(made[0], 0, ("service_name", "target_service")) if made else None
        return code.texts.literal(named, made[1]) if made else ""
    for each in _OF_ALL:
        parts = called.path.removeprefix(f"{each}.").split(".")
        if called.path.startswith(f"{each}.") and len(parts) > 1 and parts[0].isidentifier():
            return parts[0]
    return ""


def _made_above(code: Code, called: Called) -> tuple[ast.Call, Scope] | None:
    """`self.orders.get_order.call_async(1)`"""
    receiver = called.receiver
    inner = receiver.value if isinstance(receiver, ast.Attribute) else None
    return code.names.maker(inner, called.scope) if inner is not None else None


def _events(code: Code, services: dict[int, str]) -> Iterator[CallFact]:
    """Events go by the service that sends them and what they are called there."""
    for node, scope in code.classes if services else ():
        for each in _decorators(node):
            if isinstance(each, ast.Call) and _entry(code, each, scope) == _HANDLER:
                sender = code.texts.literal(argument(each, 0, ("source_service",)), scope)
                event = code.texts.literal(argument(each, 1, ("event_type",)), scope)
                topic = plain(f"{sender}.{event}") if sender and event else ()
                yield CallFact("consume", topic, each.lineno, "rabbitmq")
    for called in code.calls:
        if called.path in _DISPATCHERS and not isinstance(called.node.func, ast.Name):
            owner = called.scope.owner
            sender = services.get(id(owner), "") if owner else ""
            event = code.literal(called, 0, "event_type")
            topic = plain(f"{sender}.{event}") if sender and event else ()
            yield CallFact("publish", topic, called.line, "rabbitmq")
