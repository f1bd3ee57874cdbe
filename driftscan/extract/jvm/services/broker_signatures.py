"""Which calls and annotations send or receive messages, and where the topic stands; a newcomer adds
a line here."""

from msgspec import Struct


class Sends(Struct, frozen=True):
    """broker: as client of CallFact. place: of the topic, queue or exchange among the arguments; -1
    if it stands in none. alone: least number of arguments that there must be for the first to be
    one. packages: one of them must be imported."""

    broker: str
    types: frozenset[str]
    methods: frozenset[str]
    kind: str = "publish"
    place: int = 0
    alone: int = 1
    packages: tuple[str, ...] = ()


def _row(broker: str, types: str, methods: str, kind: str = "publish", place: int = 0,
         alone: int = 1, packages: tuple[str, ...] = ()) -> Sends:  # fmt: skip
    words = frozenset(methods.split())
    return Sends(broker, frozenset(types.split()), words, kind, place, alone, packages)


_NATS = ("io.nats",)
_RABBIT = ("com.rabbitmq",)
_KAFKA = ("org.apache.kafka",)

CALLS = (
    _row("kafka", "KafkaTemplate KafkaOperations ReactiveKafkaProducerTemplate "
         "ReplyingKafkaTemplate", "send sendDefault sendAndReceive", alone=2),
    _row("kafka", "ProducerRecord", "new"),
    _row("kafka", "KafkaConsumer Consumer", "subscribe", "consume", packages=_KAFKA),
    _row("kafka", "StreamsBuilder", "stream table globalTable", "consume", packages=_KAFKA),
    _row("kafka", "KStream", "to through", packages=_KAFKA),
    _row("stream", "StreamBridge", "send"),
    _row("rabbitmq", "RabbitTemplate AmqpTemplate RabbitMessagingTemplate RabbitOperations "
         "AsyncRabbitTemplate", "convertAndSend send convertSendAndReceive sendAndReceive "
         "convertSendAndReceiveAsType", alone=2),
    _row("rabbitmq", "RabbitTemplate AmqpTemplate", "receiveAndConvert receive", "consume"),
    _row("rabbitmq", "Channel", "basicPublish", packages=_RABBIT),
    _row("rabbitmq", "Channel", "basicConsume basicGet", "consume", packages=_RABBIT),
    _row("jms", "JmsTemplate JmsMessagingTemplate JmsOperations",
         "convertAndSend send sendAndReceive", alone=2),
    _row("jms", "JmsTemplate", "receiveAndConvert receive", "consume"),
    _row("sqs", "SqsTemplate QueueMessagingTemplate", "send convertAndSend sendAsync", alone=2),
    _row("sqs", "AmazonSQS AmazonSQSClient AmazonSQSAsync", "sendMessage", alone=2),
    _row("sqs", "SendMessageRequest", "queueUrl withQueueUrl"),
    _row("sqs", "ReceiveMessageRequest", "queueUrl withQueueUrl", "consume"),
    _row("sns", "PublishRequest", "topicArn withTopicArn"),
    _row("sns", "SnsTemplate NotificationMessagingTemplate", "sendNotification convertAndSend"),
    _row("redis", "StringRedisTemplate RedisTemplate ReactiveRedisTemplate "
         "ReactiveStringRedisTemplate RedisOperations", "convertAndSend"),
    _row("redis", "Jedis JedisPooled", "publish", alone=2),
    _row("nats", "Connection JetStream", "publish request", packages=_NATS),
    _row("nats", "Connection Dispatcher JetStream", "subscribe", "consume", packages=_NATS),
    _row("pulsar", "PulsarTemplate ReactivePulsarTemplate", "send sendAsync", alone=2),
    _row("pubsub", "PubSubTemplate PubSubPublisherTemplate", "publish"),
    _row("pubsub", "PubSubTemplate PubSubSubscriberTemplate", "subscribe pull", "consume"),
    _row("mqtt", "MqttClient MqttAsyncClient IMqttClient", "publish"),
    _row("mqtt", "MqttClient MqttAsyncClient IMqttClient", "subscribe", "consume"),
)  # fmt: skip


class Marked(Struct, frozen=True):
    """An annotation that makes a method receive or send. names: of the argument with the topic,
    which may also be the first without a name. packages: one of them must be imported."""

    broker: str
    kind: str
    names: tuple[str, ...]
    packages: tuple[str, ...] = ()


ANNOTATIONS = {
    "KafkaListener": Marked("kafka", "consume", ("topics", "topicPattern")),
    "RabbitListener": Marked("rabbitmq", "consume", ("queues", "queuesToDeclare", "bindings")),
    "JmsListener": Marked("jms", "consume", ("destination",)),
    "SqsListener": Marked("sqs", "consume", ("value", "queueNames")),
    "PulsarListener": Marked("pulsar", "consume", ("topics",)),
    "NatsListener": Marked("nats", "consume", ("subject", "value")),
    "StreamListener": Marked("stream", "consume", ("value", "target")),
    "Input": Marked("stream", "consume", ("value",), ("org.springframework.cloud.stream",)),
    "Output": Marked("stream", "publish", ("value",), ("org.springframework.cloud.stream",)),
    "SendTo": Marked("stream", "publish", ("value",), ("org.springframework.cloud.stream",)),
    "Incoming": Marked("reactive-messaging", "consume", ("value",)),
    "Outgoing": Marked("reactive-messaging", "publish", ("value",)),
    "Channel": Marked("reactive-messaging", "publish", ("value",), ("org.eclipse.microprofile",)),
}
PLACED = frozenset(("value", "topics", "queues", "destination", "subject"))
"""Names of arguments that may be left out."""

MICRONAUT = {"KafkaListener": ("kafka", "consume"), "KafkaClient": ("kafka", "publish"),
             "RabbitListener": ("rabbitmq", "consume"), "RabbitClient": ("rabbitmq", "publish"),
             "NatsListener": ("nats", "consume"), "NatsClient": ("nats", "publish")}  # fmt: skip
"""Annotations of types, whose methods name what they are about."""
ABOUT = ("Topic", "Queue", "Subject", "Binding")

CHANNELS = {
    "stream": "spring.cloud.stream.bindings.{}.destination",
    "consume": "mp.messaging.incoming.{}.topic",
    "publish": "mp.messaging.outgoing.{}.topic",
}
"""Settings that say what the channel of a program is on the broker, by broker or kind."""

FUNCTIONS = {
    "Consumer": (("consume", "in"),),
    "Supplier": (("publish", "out"),),
    "Function": (("consume", "in"), ("publish", "out")),
}
"""Types of beans that Spring Cloud Stream binds by settings."""
