"""Messages that code sends and takes. A method of a library is a line of a table."""

import ast
from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.python.services.code import Called, Code
from driftscan.extract.python.services.texts import UNKNOWN, argument
from driftscan.model.service_fact import CallFact, Text


class _Message(Struct, frozen=True):
    """kind: 'publish' or 'consume'. broker: kind of it. place: position of the topic, -1 for none;
    names: its keywords. or_else: looked at where the first is empty."""

    kind: str
    broker: str
    place: int
    names: tuple[str, ...]
    or_else: tuple[int, tuple[str, ...]] = (-1, ())


def _publish(broker: str, place: int, *names: str) -> _Message:
    return _Message("publish", broker, place, names)


def _consume(broker: str, place: int, *names: str) -> _Message:
    return _Message("consume", broker, place, names)


_KAFKA_SEND = _publish("kafka", 0, "topic")
_KAFKA_TAKE = _consume("kafka", 0, "topics", "topic")
_REDIS = (
    "redis.Redis",
    "redis.StrictRedis",
    "redis.from_url",
    "redis.Redis.from_url",
    "redis.asyncio.Redis",
    "redis.asyncio.from_url",
    "redis.asyncio.Redis.from_url",
    "redis.RedisCluster",
    "aioredis.from_url",
)
_PIKA_PUBLISH = _Message("publish", "rabbitmq", 0, ("exchange",), (1, ("routing_key",)))
_MESSAGES: dict[str, _Message] = {
    "kafka.KafkaProducer.send": _KAFKA_SEND,
    "aiokafka.AIOKafkaProducer.send": _KAFKA_SEND,
    "aiokafka.AIOKafkaProducer.send_and_wait": _KAFKA_SEND,
    "confluent_kafka.Producer.produce": _KAFKA_SEND,
    "confluent_kafka.SerializingProducer.produce": _KAFKA_SEND,
    "confluent_kafka.aio.AIOProducer.produce": _KAFKA_SEND,
    "kafka.KafkaConsumer": _KAFKA_TAKE,
    "kafka.KafkaConsumer.subscribe": _KAFKA_TAKE,
    "aiokafka.AIOKafkaConsumer": _KAFKA_TAKE,
    "aiokafka.AIOKafkaConsumer.subscribe": _KAFKA_TAKE,
    "confluent_kafka.Consumer.subscribe": _KAFKA_TAKE,
    "confluent_kafka.DeserializingConsumer.subscribe": _KAFKA_TAKE,
    "nats.connect.publish": _publish("nats", 0, "subject"),
    "nats.connect.request": _publish("nats", 0, "subject"),
    "nats.connect.subscribe": _consume("nats", 0, "subject"),
    "nats.connect.jetstream.publish": _publish("nats", 0, "subject"),
    "nats.connect.jetstream.subscribe": _consume("nats", 0, "subject"),
    "nats.connect.jetstream.pull_subscribe": _consume("nats", 0, "subject"),
    "paho.mqtt.client.Client.publish": _publish("mqtt", 0, "topic"),
    "paho.mqtt.client.Client.subscribe": _consume("mqtt", 0, "topic"),
    "paho.mqtt.publish.single": _publish("mqtt", 0, "topic"),
    "google.cloud.pubsub_v1.PublisherClient.publish": _publish("pubsub", 0, "topic"),
    "google.cloud.pubsub_v1.SubscriberClient.subscribe": _consume("pubsub", 0, "subscription"),
    "azure.servicebus.ServiceBusClient.get_queue_sender": _publish("servicebus", 0, "queue_name"),
    "azure.servicebus.ServiceBusClient.get_topic_sender": _publish("servicebus", 0, "topic_name"),
    "azure.servicebus.ServiceBusClient.get_queue_receiver": _consume("servicebus", 0, "queue_name"),
    "azure.servicebus.ServiceBusClient.get_subscription_receiver": _consume(
        "servicebus", 0, "topic_name"
    ),
    **{f"{each}.publish": _publish("redis", 0, "channel") for each in _REDIS},
    **{f"{each}.xadd": _publish("redis", 0, "name") for each in _REDIS},
    **{f"{each}.pubsub.subscribe": _consume("redis", 0) for each in _REDIS},
    **{f"{each}.pubsub.psubscribe": _consume("redis", 0) for each in _REDIS},
    **{f"{each}.xread": _consume("redis", 0, "streams") for each in _REDIS},
    **{f"{each}.xreadgroup": _consume("redis", 2, "streams") for each in _REDIS},
}
# Methods whose name no other library has, so that the channel may come from anywhere.
_METHODS: dict[str, _Message] = {
    "basic_publish": _PIKA_PUBLISH,
    "basic_consume": _consume("rabbitmq", 0, "queue"),
    "basic_get": _consume("rabbitmq", 0, "queue"),
    "send_and_wait": _KAFKA_SEND,
}
# Of boto3 clients: service and method -> message.
_AWS: dict[tuple[str, str], _Message] = {
    ("sqs", "send_message"): _publish("sqs", -1, "QueueUrl"),
    ("sqs", "send_message_batch"): _publish("sqs", -1, "QueueUrl"),
    ("sqs", "receive_message"): _consume("sqs", -1, "QueueUrl"),
    ("sns", "publish"): _publish("sns", -1, "TopicArn"),
    ("kinesis", "put_record"): _publish("kinesis", -1, "StreamName"),
    ("kinesis", "put_records"): _publish("kinesis", -1, "StreamName"),
    ("kinesis", "get_shard_iterator"): _consume("kinesis", -1, "StreamName"),
    ("events", "put_events"): _publish("eventbridge", -1, "EventBusName"),
}
_AIO_PIKA = ("aio_pika.connect", "aio_pika.connect_robust")
_KOMBU_PRODUCERS = ("kombu.Producer.publish", "kombu.Connection.Producer.publish")
_TAKES_MANY = ("KafkaConsumer", "AIOKafkaConsumer")  # each argument is a topic
_FAUST_TOPIC = "faust.App.topic"


def messages_of(code: Code) -> Iterator[CallFact]:
    """Messages in the order of the text."""
    for called in code.calls:
        message = _MESSAGES.get(called.path)
        if message is None and called.receiver is not None:
            message = _METHODS.get(called.method) or _AWS.get(
                (aws_service(code, called), called.method)
            )
        if message is not None:
            yield from _facts(code, called, message)
        elif called.path.startswith(_AIO_PIKA) or called.path.startswith("kombu."):
            yield from _queue(code, called)
    yield from _agents(code)


def _facts(code: Code, called: Called, message: _Message) -> Iterator[CallFact]:
    for topic in _topics(code, called, message):
        if topic or called.method not in _TAKES_MANY:
            yield CallFact(message.kind, topic, called.line, message.broker)


def _topics(code: Code, called: Called, message: _Message) -> list[Text]:
    if called.method in _TAKES_MANY:
        return [code.texts.of(each, called.scope) for each in called.node.args[:50]]
    node = argument(called.node, message.place, message.names)
    if isinstance(node, ast.Name):
        bound = code.names.bound(node.id, called.scope, node.lineno)
        if bound and isinstance(bound.value, ast.List) and not bound.is_item:
            node = bound.value
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return [code.texts.of(each, called.scope) for each in node.elts[:50]]
    if isinstance(node, ast.Dict):
        return [code.texts.of(each, called.scope) for each in node.keys[:50]]
    text = code.texts.of(node, called.scope)
    if not text and message.or_else[1]:
        text = code.text(called, message.or_else[0], *message.or_else[1])
    return [text]


def aws_service(code: Code, called: Called) -> str:
    """'sqs' of `boto3.client("sqs").send_message(...)`; '' if it is no such client."""
    owner = called.path.rpartition(".")[0]
    if not owner.startswith(("boto3.", "aioboto3.", "aiobotocore.")):
        return ""
    made = code.maker(called)
    if made is None or not owner.endswith((".client", ".resource", ".create_client")):
        return ""
    return code.texts.literal(argument(made[0], 0, ("service_name",)), made[1])


def _queue(code: Code, called: Called) -> Iterator[CallFact]:
    """aio-pika publishes to an exchange by routing key; kombu's producer names both."""
    if called.path in _KOMBU_PRODUCERS or called.path.endswith("exchange.publish"):
        topic = code.text(called, -1, "exchange") or code.text(called, 1, "routing_key")
        if called.path.endswith("default_exchange.publish"):
            topic = code.text(called, 1, "routing_key")
        yield CallFact("publish", topic, called.line, "rabbitmq")
    elif called.path.endswith("declare_queue.consume") or called.path.endswith(
        "declare_queue.iterator"
    ):
        made = code.maker(called)
        topic = code.texts.of(argument(made[0], 0, ("name",)), made[1]) if made else UNKNOWN
        yield CallFact("consume", topic, called.line, "rabbitmq")


def _agents(code: Code) -> Iterator[CallFact]:
    """faust: `@app.agent(topic)`."""
    for function, scope in code.functions:
        for decorator in function.decorator_list:
            if not isinstance(decorator, ast.Call):
                continue
            if code.names.path(decorator.func, scope) == "faust.App.agent" and decorator.args:
                topic = decorator.args[0]
                made = code.names.maker(topic, scope)
                if made and code.names.path(made[0].func, made[1]) == _FAUST_TOPIC:
                    topic, scope = argument(made[0], 0) or topic, made[1]
                yield CallFact("consume", code.texts.of(topic, scope), decorator.lineno, "kafka")
