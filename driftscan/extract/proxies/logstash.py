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
    reading = _Reading()
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup or ""
        if kind == "mark":
            yield from reading.bracket(token[0])
        elif kind == "arrow":
            reading.option, reading.words = (reading.words or [""])[-1], []
        elif kind in ("word", "double", "single"):
            reading.word(token[kind])
        reading.line += token[0].count("\n")


class _Reading:
    """A word and a brace inside a stage, or inside an `if` of it, begin a plugin; one behind an
    arrow is a value."""

    def __init__(self) -> None:
        self.line = 1
        self.option = ""
        self.words: list[str] = []
        self._stage = ""
        self._open: list[str] = []
        self._plugin: _Plugin | None = None

    def word(self, said: str) -> None:
        """An option's value, or something that the next mark tells the meaning of."""
        self.words.append(said)
        if self._plugin and self.option and self._open[-1] in ("plugin", "["):
            self._plugin.options.setdefault(self.option, []).append(said)
            self.option = self.option if self._open[-1] == "[" else ""

    def bracket(self, said: str) -> Iterator[_Plugin]:
        """The plugin that a brace closes, if it does."""
        if said in "{[":
            self._begin(said)
        elif self._open and self._open.pop() == "plugin" and self._plugin:
            yield self._plugin
            self._plugin = None
        if said in "{}":
            self.words = []
        if said == "]":
            self.option = ""

    def _begin(self, said: str) -> None:
        if not self._open and self.words:
            self._stage = self.words[-1]
        elif said == "{" and not self._plugin and self.words and not _BRANCH & set(self.words):
            self._plugin = _Plugin(self._stage, self.words[-1], self.line, {})
            said = "plugin"
        self._open.append(said)


_BRANCH = frozenset(("if", "else"))
