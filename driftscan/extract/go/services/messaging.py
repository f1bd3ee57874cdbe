"""Messages that a Go file sends to brokers and takes from them."""

from collections.abc import Iterator

from msgspec import Struct
from tree_sitter import Node

from driftscan.extract.go.services.nodes import bare, entries
from driftscan.extract.go.services.program import Call, Program
from driftscan.extract.go.services.texts import Texts
from driftscan.model.service_fact import CallFact, Text


class Message(Struct, frozen=True):
    """address, key: places of arguments, -1 for none."""

    kind: str
    broker: str
    address: int = -1
    key: int = -1


_SENT, _TAKEN = "publish", "consume"

CALLS = {
    "amqp.Channel.Publish": Message(_SENT, "rabbitmq", 0, 1),
    "amqp.Channel.PublishWithContext": Message(_SENT, "rabbitmq", 1, 2),
    "amqp.Channel.PublishWithDeferredConfirm": Message(_SENT, "rabbitmq", 0, 1),
    "amqp.Channel.Consume": Message(_TAKEN, "rabbitmq", 0),
    "amqp.Channel.ConsumeWithContext": Message(_TAKEN, "rabbitmq", 1),
    "amqp.Channel.Get": Message(_TAKEN, "rabbitmq", 0),
    "amqp.Channel.QueueBind": Message(_TAKEN, "rabbitmq", 2, 1),
    "nats.Conn.Publish": Message(_SENT, "nats", 0),
    "nats.Conn.PublishRequest": Message(_SENT, "nats", 0),
    "nats.Conn.Request": Message(_SENT, "nats", 0),
    "nats.Conn.RequestWithContext": Message(_SENT, "nats", 1),
    "nats.Conn.Subscribe": Message(_TAKEN, "nats", 0),
    "nats.Conn.SubscribeSync": Message(_TAKEN, "nats", 0),
    "nats.Conn.QueueSubscribe": Message(_TAKEN, "nats", 0),
    "nats.Conn.QueueSubscribeSync": Message(_TAKEN, "nats", 0),
    "nats.Conn.ChanSubscribe": Message(_TAKEN, "nats", 0),
    "nats.Conn.PullSubscribe": Message(_TAKEN, "nats", 0),
    "mqtt.Client.Publish": Message(_SENT, "mqtt", 0),
    "mqtt.Client.Subscribe": Message(_TAKEN, "mqtt", 0),
    "redis.Client.Publish": Message(_SENT, "redis", 1),
    "redis.Client.Subscribe": Message(_TAKEN, "redis", 1),
    "redis.Client.PSubscribe": Message(_TAKEN, "redis", 1),
    "sarama.Consumer.ConsumePartition": Message(_TAKEN, "kafka", 0),
    "sarama.ConsumerGroup.Consume": Message(_TAKEN, "kafka", 1),
    "confluent.Consumer.Subscribe": Message(_TAKEN, "kafka", 0),
    "confluent.Consumer.SubscribeTopics": Message(_TAKEN, "kafka", 0),
    "kafka-go.DialLeader": Message(_SENT, "kafka", 3),
    "kgo.ConsumeTopics": Message(_TAKEN, "kafka", 0),
    "kgo.DefaultProduceTopic": Message(_SENT, "kafka", 0),
    "pubsub.Client.Topic": Message(_SENT, "pubsub", 0),
    "pubsub.Client.Subscription": Message(_TAKEN, "pubsub", 0),
    "?github.com/ThreeDotsLabs/watermill/message.Publisher.Publish": Message(_SENT, "", 0),
    "?github.com/ThreeDotsLabs/watermill/message.Subscriber.Subscribe": Message(_TAKEN, "", 1),
}
# Literals of options: which of their fields names the topic.
LITERALS = {
    "sarama.ProducerMessage{}": (_SENT, "kafka", ("Topic",)),
    "kafka-go.Writer{}": (_SENT, "kafka", ("Topic",)),
    "kafka-go.WriterConfig{}": (_SENT, "kafka", ("Topic",)),
    "kafka-go.ReaderConfig{}": (_TAKEN, "kafka", ("Topic", "GroupTopics")),
    "confluent.TopicPartition{}": (_SENT, "kafka", ("Topic",)),
    "kgo.Record{}": (_SENT, "kafka", ("Topic",)),
    "redis.XAddArgs{}": (_SENT, "redis", ("Stream",)),
    "redis.XReadArgs{}": (_TAKEN, "redis", ("Streams",)),
    "redis.XReadGroupArgs{}": (_TAKEN, "redis", ("Streams",)),
    "sqs.SendMessageInput{}": (_SENT, "sqs", ("QueueUrl",)),
    "sqs.ReceiveMessageInput{}": (_TAKEN, "sqs", ("QueueUrl",)),
    "sns.PublishInput{}": (_SENT, "sns", ("TopicArn",)),
}


def messages(program: Program, texts: Texts) -> Iterator[CallFact]:
    """Everything that is sent or taken, a fact for each topic."""
    for call in program.calls:
        if message := CALLS.get(call.origin):
            yield from _of_call(program, texts, call, message)
    for literal in program.literals:
        if literal.origin in LITERALS:
            kind, broker, fields = LITERALS[literal.origin]
            options = dict(entries(literal.node))
            for field in fields:
                for topic in _topics(program, texts, options.get(field)):
                    yield CallFact(kind, topic, literal.line, broker)


def _of_call(program: Program, texts: Texts, call: Call, message: Message) -> Iterator[CallFact]:
    if len(call.arguments) <= max(message.address, message.key):
        return
    key = texts.known(call.arguments[message.key]) if message.key >= 0 else ()
    topics = _topics(program, texts, call.arguments[message.address])
    if not topics and key:
        # The default exchange takes a message straight to the queue of this name.
        topics, key = [key], ()
    for topic in topics or [()]:
        yield CallFact(message.kind, topic, call.line, message.broker, path=key)


def _topics(program: Program, texts: Texts, node: Node | None) -> list[Text]:
    made = program.made_by(node) if node is not None else None
    if made is not None and made.type == "composite_literal":
        items = [bare(value) for key, value in entries(made) if not key]
        return [text for item in items[:100] if (text := texts.known(item))]
    text = texts.known(node) if node is not None else ()
    return [text] if text else []
