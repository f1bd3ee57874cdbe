"""What calls a function of the Serverless Framework."""

from collections.abc import Iterator

from driftscan.extract.manifest.scalars import written
from driftscan.extract.pieces import plain
from driftscan.extract.serverless.references import address_of
from driftscan.model.service_fact import CallFact, ServedFact
from driftscan.notation.node import Node

_HTTP = ("http", "httpApi", "alb")
# An event, the broker that it comes from, and where the address may stand.
_BROKERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "sqs": ("sqs", ("arn",)),
    "sns": ("sns", ("topicName", "arn")),
    "stream": ("kinesis", ("arn",)),
    "kafka": ("kafka", ("topic",)),
    "msk": ("kafka", ("topic",)),
    "rabbitmq": ("rabbitmq", ("queue",)),
    "activemq": ("activemq", ("queue",)),
    "eventBridge": ("eventbridge", ("eventBus",)),
    "pubsub": ("pubsub", ("topic",)),
    "s3": ("s3", ("bucket",)),
}


def served(event: Node) -> Iterator[ServedFact]:
    """`http: GET /path`, or a table with method and path."""
    for kind in _HTTP:
        request = event.get(kind)
        if not request:
            continue
        method, _, path = written(request).rpartition(" ")
        if request.is_table:
            method, path = written(request.get("method")), written(request.get("path"))
        method = "" if method in ("*", "any", "ANY") else method.upper()
        path = "" if path == "*" else "/" + path.lstrip("/")
        yield ServedFact("http", request.line, method, plain(path), framework="serverless")


def consumed(event: Node) -> Iterator[CallFact]:
    """Messages, records and files that a function is started for."""
    for kind, (client, keys) in _BROKERS.items():
        source = event.get(kind)
        if not source:
            continue
        address = address_of(source)
        for key in keys if source.is_table else ():
            address = address or address_of(source.get(key))
        is_table_stream = client == "kinesis" and source.get("type").text == "dynamodb"
        yield CallFact("consume", address, source.line, "dynamodb" if is_table_stream else client)
