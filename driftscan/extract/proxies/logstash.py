"""Logstash pipelines: brokers they read from, stores and programs they write to."""

import re
from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.pieces import shell_text
from driftscan.extract.service_union import united
from driftscan.model.service_fact import AccessFact, CallFact, ServiceFacts, StoreFact

_TOKEN = re.compile(
    r"""(?P<skip>\s+|\#[^\n]*|,)|(?P<arrow>=>)|(?P<mark>[{}\[\]])
      |"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<word>[^\s{}\[\],"'=]+)|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


class _Plugin(Struct):
    """stage: 'input', 'filter', 'output'. options: the texts of each."""

    stage: str
    name: str
    line: int
    options: dict[str, list[str]]

    def texts(self, *names: str) -> list[str]:
        """Of the first of these options that is given; several may stand in one, by commas."""
        given = next((self.options[name] for name in names if name in self.options), [])
        return [text.strip() for each in given for text in each.split(",") if text.strip()]


BROKERS = {"kafka": "kafka", "rabbitmq": "rabbitmq", "redis": "redis", "sqs": "sqs", "jms": "jms"}
STORES = {
    "elasticsearch": "elasticsearch",
    "opensearch": "opensearch",
    "mongodb": "mongodb",
    "influxdb": "influxdb",
    "jdbc": "",
    **BROKERS,
}
_ADDRESSES = ("hosts", "bootstrap_servers", "uri", "jdbc_connection_string", "host", "urls", "url")
_CHANNELS = ("topics", "topic_id", "queue", "exchange", "key", "destination")


def read(text: str) -> ServiceFacts:
    """Facts of the plugins of inputs and outputs."""
    return united(_facts(plugin) for plugin in _plugins(text) if plugin.stage != "filter")


def _facts(plugin: _Plugin) -> ServiceFacts:
    addresses = [shell_text(each) for each in plugin.texts(*_ADDRESSES)]
    line, name = plugin.line, plugin.name
    if name in ("http", "http_poller", "loki") and plugin.stage == "output":
        calls = tuple(CallFact("http", each, line, "logstash") for each in addresses)
        return ServiceFacts(calls=calls)
    if name not in STORES:
        return ServiceFacts()
    direction = "consume" if plugin.stage == "input" else "publish"
    return ServiceFacts(
        stores=tuple(StoreFact(STORES[name], each, line, "logstash") for each in addresses or [()]),
        calls=tuple(
            CallFact(direction, shell_text(each), line, BROKERS[name])
            for each in (plugin.texts(*_CHANNELS) if name in BROKERS else ())
        ),
        accesses=tuple(
            AccessFact(STORES[name], shell_text(each), direction[0].replace("p", "w"), line, name)
            for each in (plugin.texts("index", "collection") if name not in BROKERS else ())
        ),
    )


def _plugins(text: str) -> Iterator[_Plugin]:
    """A word and a brace two blocks deep (or deeper, inside `if`) is a plugin; `=> {` is a value."""
    stage, line, option = "", 1, ""
    open_: list[str] = []
    words: list[str] = []
    plugin: _Plugin | None = None
    for token in _TOKEN.finditer(text):
        kind, said = token.lastgroup or "", token[token.lastgroup or 0]
        if kind == "arrow":
            option, words = (words[-1] if words else ""), []
        elif said in ("{", "[") and kind == "mark":
            if not open_ and words:
                stage = words[-1]
            elif said == "{" and plugin is None and words and "if" not in words and words[-1] != "else":
                plugin = _Plugin(stage, words[-1], line, {})
                open_.append("plugin")
                words = []
                continue
            open_.append(said)
            words = words if said == "[" else []
        elif kind == "mark":
            if open_ and open_.pop() == "plugin" and plugin:
                yield plugin
                plugin = None
            words = [] if said == "}" else words
        elif kind in ("word", "double", "single"):
            words.append(said)
            if plugin and option and open_[-1:] in (["plugin"], ["["]):
                plugin.options.setdefault(option, []).append(said)
        line += token[0].count("\n")
