"""Messages that a file sends to brokers and takes from them."""

from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.javascript.services.nodes import arguments_of
from driftscan.extract.javascript.services.picking import Picker, holder_of
from driftscan.extract.javascript.services.program import Call
from driftscan.extract.javascript.services.serving import decorators_of
from driftscan.extract.pieces import plain
from driftscan.extract.syntax.alternatives import written
from driftscan.extract.syntax.parsed import text_of
from driftscan.model.service_fact import CallFact, Text


class Message(Struct, frozen=True):
    """kind: 'publish' or 'consume'; broker; address, key: words of picking."""

    kind: str
    broker: str
    address: str
    key: str = ""


_SENT, _TAKEN = "publish", "consume"

MESSAGES = {
    "kafka-producer.send": Message(_SENT, "kafka", "0.topic"),
    "kafka-producer.sendBatch": Message(_SENT, "kafka", "0.topicMessages[].topic"),
    "kafka-consumer.subscribe": Message(_TAKEN, "kafka", "0.topic 0.topics"),
    "kafka-node-producer.send": Message(_SENT, "kafka", "0[].topic"),
    "kafka-node.Consumer()": Message(_TAKEN, "kafka", "1[].topic"),
    "kafka-node.ConsumerGroup()": Message(_TAKEN, "kafka", "1[]"),
    "kafka-node.ConsumerStream()": Message(_TAKEN, "kafka", "1[].topic"),
    "rdkafka-producer.produce": Message(_SENT, "kafka", "0"),
    "rdkafka-consumer.subscribe": Message(_TAKEN, "kafka", "0[]"),
    "amqp-channel.publish": Message(_SENT, "rabbitmq", "0", "1"),
    "amqp-channel.sendToQueue": Message(_SENT, "rabbitmq", "0"),
    "amqp-channel.consume": Message(_TAKEN, "rabbitmq", "0"),
    "amqp-channel.get": Message(_TAKEN, "rabbitmq", "0"),
    "amqp-channel.bindQueue": Message(_TAKEN, "rabbitmq", "1", "2"),
    "nats-connection.publish": Message(_SENT, "nats", "0"),
    "nats-connection.request": Message(_SENT, "nats", "0"),
    "nats-connection.subscribe": Message(_TAKEN, "nats", "0"),
    "mqtt-client.publish": Message(_SENT, "mqtt", "0"),
    "mqtt-client.publishAsync": Message(_SENT, "mqtt", "0"),
    "mqtt-client.subscribe": Message(_TAKEN, "mqtt", "0[]"),
    "redis-client.publish": Message(_SENT, "redis", "0"),
    "redis-client.subscribe": Message(_TAKEN, "redis", "0[]"),
    "redis-client.pSubscribe": Message(_TAKEN, "redis", "0[]"),
    "redis-client.psubscribe": Message(_TAKEN, "redis", "0[]"),
    "redis-client.xadd": Message(_SENT, "redis", "0"),
    "redis-client.xAdd": Message(_SENT, "redis", "0"),
    "bullmq.Worker()": Message(_TAKEN, "redis", "0"),
    "@aws-sdk/client-sqs.SendMessageCommand()": Message(_SENT, "sqs", "0.QueueUrl"),
    "@aws-sdk/client-sqs.SendMessageBatchCommand()": Message(_SENT, "sqs", "0.QueueUrl"),
    "@aws-sdk/client-sqs.ReceiveMessageCommand()": Message(_TAKEN, "sqs", "0.QueueUrl"),
    "@aws-sdk/client-sns.PublishCommand()": Message(_SENT, "sns", "0.TopicArn"),
    "aws.SQS().sendMessage": Message(_SENT, "sqs", "0.QueueUrl"),
    "aws.SQS().sendMessageBatch": Message(_SENT, "sqs", "0.QueueUrl"),
    "aws.SQS().receiveMessage": Message(_TAKEN, "sqs", "0.QueueUrl"),
    "aws.SNS().publish": Message(_SENT, "sns", "0.TopicArn"),
    "sqs-consumer.Consumer.create": Message(_TAKEN, "sqs", "0.queueUrl"),
    "@google-cloud/pubsub.PubSub().topic": Message(_SENT, "pubsub", "0"),
    "@google-cloud/pubsub.PubSub().subscription": Message(_TAKEN, "pubsub", "0"),
    "@azure/service-bus.ServiceBusClient().createSender": Message(_SENT, "servicebus", "0"),
    "@azure/service-bus.ServiceBusClient().createReceiver": Message(_TAKEN, "servicebus", "0"),
    "nest-client.emit": Message(_SENT, "nestjs", "0"),
    "nest-client.send": Message(_SENT, "nestjs", "0"),
}
# Queues that are made with a name and used by methods.
_BULL = {"add": _SENT, "addBulk": _SENT, "createJob": _SENT, "process": _TAKEN}
_DECORATORS = {
    "MessagePattern": Message(_TAKEN, "nestjs", "0"),
    "EventPattern": Message(_TAKEN, "nestjs", "0"),
    "SqsMessageHandler": Message(_TAKEN, "sqs", "0"),
    "RabbitSubscribe": Message(_TAKEN, "rabbitmq", "0.queue 0.exchange"),
    "RabbitRPC": Message(_TAKEN, "rabbitmq", "0.queue 0.exchange"),
    "Processor": Message(_TAKEN, "redis", "0.name 0"),
    "GrpcMethod": Message("", "", ""),
}


def messages(picker: Picker) -> Iterator[CallFact]:
    """Everything that is sent or taken, a fact for each topic."""
    for call in picker.program.calls:
        if message := MESSAGES.get(call.origin):
            yield from _facts(picker, call, call.line, message)
        elif call.origin.startswith("bull-queue.") and (kind := _BULL.get(call.method)):
            yield CallFact(kind, _queue_name(picker, call), call.line, "redis")
    for each in decorators_of(picker):
        if each.call and (message := _DECORATORS.get(each.name)) and message.kind:
            yield from _facts(picker, each.call, each.line, message)


def _facts(picker: Picker, call: Call, line: int, message: Message) -> Iterator[CallFact]:
    if message.broker == "nestjs":
        address = picker.text(call, "0") or _pattern(picker, call)
        yield CallFact(message.kind, address, line, message.broker)
        return
    key = picker.text(call, message.key) if message.key else ()
    addresses = picker.texts_of(call, message.address)
    if not addresses and key:
        # The default exchange takes a message straight to the queue of this name.
        addresses, key = [key], ()
    for address in addresses or [()]:
        yield CallFact(message.kind, address, line, message.broker, path=key)


def _pattern(picker: Picker, call: Call) -> Text:
    """`{cmd: 'sum'}`, written the same way by whoever sends and whoever takes."""
    options = picker.options(call.arguments[0]) if call.arguments else {}
    said = sorted((key, written(picker.texts.known(value))) for key, value in options.items())
    return plain(",".join(f"{key}:{value}" for key, value in said))


def _queue_name(picker: Picker, call: Call) -> Text:
    holder = holder_of(call)
    made = picker.made_by(holder)
    first = next(iter(arguments_of(made)), None) if made is not None else None
    if first is not None and (name := picker.texts.known(first)):
        return name
    return plain(text_of(holder).rpartition(".")[2]) if holder is not None and not made else ()
