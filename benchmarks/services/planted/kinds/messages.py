"""gRPC stubs with their servers, and topics with who publishes and consumes them."""

from collections.abc import Iterator, Mapping

from benchmarks.services.planted.kinds.choosing import Choosing, language_of
from benchmarks.services.planted.language import file_of, filled, path_of
from benchmarks.services.planted.plants import Edge, Plant
from benchmarks.services.planted.systems import Site, Store

_PROTO = """syntax = "proto3";

package planted;

service {interface} {{
  rpc Look (Asked) returns (Asked) {{}}
}}

message Asked {{}}
"""


def grpc_calls(choosing: Choosing, count: int) -> Iterator[Plant]:
    """A caller, a server, and the interface in a folder beside both."""
    able = [site for site in choosing.coders() if language_of(site).grpc]
    for site in choosing.rounds(able if len(able) > 1 else [], count):
        number = choosing.number()
        target = choosing.random.choice([each for each in able if each is not site])
        caller, server = language_of(site), language_of(target)
        assert caller.grpc
        assert server.grpc
        names = {"interface": f"Planted{number}", "n": str(number)}
        address = f'"{target.host}:{target.port}"'
        asks = [filled(each, address=address, **names) for each in caller.grpc[0]]
        answers = [filled(each, **names) for each in server.grpc[1]]
        files = (
            (path_of(caller, site.folder, number), file_of(caller, number, *asks)),
            (path_of(server, target.folder, choosing.number()), file_of(server, number, *answers)),
            (f"protos/planted_{number}.proto", _PROTO.format(**names)),
        )
        edges = (Edge(site.host, target.host, "grpc", names["interface"]),)
        yield Plant("grpc", f"{caller.name} -> {server.name}", files, edges=edges)


def topics(choosing: Choosing, count: int) -> Iterator[Plant]:
    """A topic that one service writes and another reads."""
    for broker in choosing.system.stores:
        if broker.engine not in ("kafka", "rabbitmq"):
            continue
        writers = [s for s in choosing.coders() if broker.engine in language_of(s).publish]
        readers = [s for s in choosing.coders() if broker.engine in language_of(s).consume]
        for site in choosing.rounds(writers, count):
            others = [each for each in readers if each is not site]
            if others:
                yield _topic(choosing, broker, site, choosing.random.choice(others))


def _topic(choosing: Choosing, broker: Store, writer: Site, reader: Site) -> Plant:
    topic = f"planted-topic-{choosing.number()}"
    writes = _side(choosing, broker, writer, topic, language_of(writer).publish)
    reads = _side(choosing, broker, reader, topic, language_of(reader).consume)
    return Plant(
        f"topic of {broker.engine}",
        f"{writer.language} -> {reader.language}",
        (writes, reads),
        edges=(
            Edge(writer.host, broker.host, "publish", topic),
            Edge(reader.host, broker.host, "consume", topic),
        ),
    )


def _side(
    choosing: Choosing,
    broker: Store,
    site: Site,
    topic: str,
    forms: Mapping[str, tuple[str, str]],
) -> tuple[str, str]:
    number, language = choosing.number(), language_of(site)
    scheme = "amqp" if broker.engine == "rabbitmq" else broker.engine
    names = {
        "topic": topic,
        "host": f'"{broker.host}"' if scheme == "amqp" else f'"{broker.host}:{broker.port}"',
        "dsn": f'"{scheme}://{broker.host}:{broker.port}"',
    }
    imports, body = (filled(each, **names) for each in forms[broker.engine])
    return path_of(language, site.folder, number), file_of(language, number, imports, body)
