"""Messages that a file sends and receives."""

from collections.abc import Iterator
from operator import attrgetter

from driftscan.extract.jvm.services.broker_signatures import (
    ABOUT,
    ANNOTATIONS,
    CALLS,
    CHANNELS,
    FUNCTIONS,
    MICRONAUT,
    PLACED,
    Marked,
    Sends,
)
from driftscan.extract.jvm.services.rows import by_method
from driftscan.extract.jvm.services.scope import annotation, argument
from driftscan.extract.jvm.services.texts import UNKNOWN, Texts
from driftscan.extract.jvm.services.written import Annotation, Called, Expression, Link
from driftscan.model.service_fact import CallFact, Piece, Text

_NO_TOPIC = ("function", "type", "other")
_CALLS = by_method(CALLS, attrgetter("methods"))
_MADE = frozenset(("ProducerRecord", "Message", "GenericMessage", "MessageBuilder", "SenderRecord"))


def messages(texts: Texts) -> Iterator[CallFact]:
    """By calls, by annotations, by functions that are bound."""
    scope = texts.scope
    for call in scope.written.calls:
        for at, link in enumerate(call.chain.links):
            if link.name == "setHeader" and len(link.arguments) > 1:
                yield from _header(texts, call, link)
            for row in _CALLS.get(link.name, ()):
                is_known = not row.packages or scope.imports(*row.packages)
                if is_known and scope.is_on(call, at, row.types):
                    yield from _sent(texts, call, link, row)
    yield from _annotated(texts)
    yield from _in_types(texts)
    yield from _functions(texts)


def _sent(texts: Texts, call: Called, link: Link, row: Sends) -> Iterator[CallFact]:
    given = [each.value for each in link.arguments]
    if given and _is_record(texts, given[0], call.method):
        return
    if len(given) < row.alone or given[row.place].kind in _NO_TOPIC:
        yield CallFact(row.kind, (), link.line, row.broker)
        return
    has_exchange = row.broker == "rabbitmq" and row.kind == "publish" and len(given) > 2
    has_exchange = has_exchange and given[2].kind != "function"
    place, key = _exchange(given) if has_exchange else (row.place, None)
    for text, line in texts.alternatives(given[place], call.method, link.line):
        topic = _channel(row.broker, row.kind, text)
        path = texts.of(key, call.method) if key is not None else ()
        yield CallFact(row.kind, topic or UNKNOWN, line, row.broker, path=path)


def _exchange(given: list[Expression]) -> tuple[int, Expression | None]:
    """The nameless exchange hands on to the queue that the routing key names."""
    return (1, None) if given[0].kind == "text" and not given[0].value else (0, given[1])


def _is_record(texts: Texts, value: Expression, method: int) -> bool:
    """What holds its topic itself."""
    kind = (
        texts.scope.type_of(value.value, method)
        if value.kind == "name"
        else texts.scope.made(value)
    )
    return kind.partition(".")[0] in _MADE


def _header(texts: Texts, call: Called, link: Link) -> Iterator[CallFact]:
    """`MessageBuilder.setHeader(KafkaHeaders.TOPIC, "orders")`"""
    key, value = (each.value for each in link.arguments[:2])
    if key.kind == "name" and key.value in ("KafkaHeaders.TOPIC", "TOPIC"):
        for text, line in texts.alternatives(value, call.method, link.line):
            yield CallFact("publish", text or UNKNOWN, line, "kafka")


def _annotated(texts: Texts) -> Iterator[CallFact]:
    for found in texts.scope.annotations:
        row = ANNOTATIONS.get(found.name)
        if row and (not row.packages or texts.scope.imports(*row.packages)):
            for topic in _topics(texts, found, row):
                yield CallFact(row.kind, topic, found.line, row.broker)


def _topics(texts: Texts, found: Annotation, row: Marked) -> list[Text]:
    for name in row.names:
        value = argument(found, name, place=0 if name in PLACED else -1)
        if value is not None:
            value = _queue(value) if name in ("bindings", "queuesToDeclare") else value
            topics = texts.all_in_annotation(value)
            return [_channel(row.broker, row.kind, topic) for topic in topics]
    return []


def _queue(value: Expression) -> Expression:
    """`@QueueBinding(value = @Queue("orders"), ...)` and `@Queue("orders")` name a queue."""
    if value.kind == "items" and value.parts:
        value = value.parts[0]
    if value.kind != "call":
        return value
    inner = argument(value.links[0], "value", "name", place=0)
    if inner is None:
        return value
    return _queue(inner) if value.value == "QueueBinding" else inner


def _channel(broker: str, kind: str, name: Text) -> Text:
    """The name of a channel is what it is on the broker, if no setting says another."""
    form = CHANNELS.get(broker) or (CHANNELS[kind] if broker == "reactive-messaging" else "")
    if not form or len(name) != 1 or name[0].kind != "text":
        return name
    return (Piece("setting", form.format(name[0].value), name),)


def _in_types(texts: Texts) -> Iterator[CallFact]:
    """Micronaut: the type says by which broker, its methods about what."""
    if not texts.scope.imports("io.micronaut"):
        return
    for method in texts.scope.written.methods:
        about = annotation(method.annotations, *ABOUT)
        kind = texts.scope.written.types[method.owner] if method.owner >= 0 else None
        by = annotation(kind.annotations, *MICRONAUT) if kind else None
        if about and by:
            broker, what = MICRONAUT[by.name]
            topic = texts.in_annotation(argument(about, "value", place=0))
            yield CallFact(what, topic, about.line, broker)


def _functions(texts: Texts) -> Iterator[CallFact]:
    for method in texts.scope.written.methods:
        if method.result in FUNCTIONS and annotation(method.annotations, "Bean"):
            for kind, way in FUNCTIONS[method.result]:
                key = CHANNELS["stream"].format(f"{method.name}-{way}-0")
                yield CallFact(kind, (Piece("setting", key),), method.line, "stream")
