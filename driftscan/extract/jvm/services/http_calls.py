"""Requests that a file makes by a client library."""

import re
from collections.abc import Iterator
from functools import reduce
from operator import attrgetter

from driftscan.extract.jvm.services.http_signatures import (
    CONSTRUCTED,
    DIRECT,
    FLUENT,
    OPENED,
    Direct,
    Fluent,
)
from driftscan.extract.jvm.services.mappings import under
from driftscan.extract.jvm.services.rows import by_method
from driftscan.extract.jvm.services.scope import Scope, argument
from driftscan.extract.jvm.services.texts import UNKNOWN, Texts
from driftscan.extract.jvm.services.written import Called, Expression, Link
from driftscan.model.service_fact import CallFact, Piece, Text

_VERB = re.compile(r"(?:HttpMethod|Method)?\.?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)")
_NO_ADDRESS = ("function", "type", "other")


class HttpCalls:
    """The requests of one file."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._scope: Scope = texts.scope
        has = texts.scope.imports
        direct = [each for each in DIRECT if not each.packages or has(*each.packages)]
        fluent = [each for each in FLUENT if not each.packages or has(*each.packages)]
        self._direct = by_method(direct, attrgetter("methods"))
        self._fluent = by_method(fluent, attrgetter("address"))

    def facts(self) -> Iterator[CallFact]:
        """In the order of the text."""
        for call in self._scope.written.calls:
            for at, link in enumerate(call.chain.links):
                yield from self._of_link(call, at, link)

    def _of_link(self, call: Called, at: int, link: Link) -> Iterator[CallFact]:
        if at == 0 and link.name == "new" and call.chain.value in CONSTRUCTED and link.arguments:
            verb = CONSTRUCTED[call.chain.value]
            yield from self._facts(link.arguments[0].value, call, link, "httpclient", verb)
        for direct in self._direct.get(link.name, ()):
            if self._is_direct(call, at, direct):
                yield from self._of_direct(call, link, direct)
        for fluent in self._fluent.get(link.name, ()):
            if self._scope.is_on(call, at, fluent.types):
                yield from self._of_fluent(call, at, fluent)
        if link.name in OPENED and not link.arguments:
            yield from self._of_url(call, at)

    def _is_direct(self, call: Called, at: int, direct: Direct) -> bool:
        return call.chain.links[at].name in direct.sure or self._scope.is_on(call, at, direct.types)

    def _of_direct(self, call: Called, link: Link, direct: Direct) -> Iterator[CallFact]:
        verb = direct.methods[link.name] or _verb(link)
        address = argument(link, "url", "urlString", "uri", place=direct.place)
        if address is not None and address.kind not in _NO_ADDRESS:
            yield from self._facts(address, call, link, direct.client, verb)
        elif direct.client == "ktor":
            yield from self._of_block(call, direct, verb)

    def _of_block(self, call: Called, direct: Direct, verb: str) -> Iterator[CallFact]:
        """`client.post { url("http://cart") }`"""
        for inner in self._scope.within(call):
            link = inner.chain.links[0]
            if link.name == "url" and not inner.chain.value and link.arguments:
                yield from self._facts(link.arguments[0].value, inner, link, direct.client, verb)

    def _of_url(self, call: Called, at: int) -> Iterator[CallFact]:
        chain = call.chain
        if not self._scope.is_on(call, at, frozenset(("URL",))):
            return
        if at:
            before = Expression("call", chain.value, chain.parts, chain.links[:at], chain.line)
        else:
            before = Expression("name", chain.value)
        yield from self._facts(before, call, chain.links[at], "urlconnection", "")

    def _of_fluent(self, call: Called, at: int, fluent: Fluent) -> Iterator[CallFact]:
        chain, link = call.chain, call.chain.links[at]
        verbs = [fluent.verbs[each.name] for each in chain.links if each.name in fluent.verbs]
        verb = next(filter(None, verbs), "") or next(filter(None, map(_verb, chain.links)), "")
        address = argument(link, "uri", "url", place=0)
        if address is None:
            return
        for text, line in self._addresses(address, call, link.line):
            rest = [
                each for each in chain.links[at + 1 :] if each.name == "path" and each.arguments
            ]
            more = [self._texts.of(each.arguments[0].value, call.method) for each in rest]
            whole = reduce(under, more, text)
            yield self._with_base(call, whole, line, fluent, verb or fluent.default)

    def _addresses(self, address: Expression, call: Called, line: int) -> list[tuple[Text, int]]:
        """Of a function that builds one, only the path is written."""
        found = self._texts.alternatives(address, call.method, line)
        if address.kind != "function":
            return found
        return [
            (text[1:] if text[:1] and text[0].kind == "name" else text, at) for text, at in found
        ]

    def _with_base(
        self, call: Called, text: Text, line: int, fluent: Fluent, verb: str
    ) -> CallFact:
        """Where a path is asked for, the address is the client's."""
        is_path = not text or (text[0].kind == "text" and text[0].value[:1] in ("/", "?", "{"))
        if not fluent.base or not is_path:
            return CallFact("http", text, line, fluent.client, verb)
        return CallFact("http", self._base(call, fluent), line, fluent.client, verb, text)

    def _base(self, call: Called, fluent: Fluent) -> Text:
        own = base_of(self._texts, call.chain, call.method)
        if own:
            return own
        name = call.chain.value
        for binding in self._scope.local(name, call.method) or self._scope.fields(name):
            value = binding.value
            if value is not None and (text := base_of(self._texts, value, binding.method)):
                return text
        is_name = name and not name[0].isupper()
        return (Piece("name", name),) if is_name else ()

    def _facts(
        self, address: Expression, call: Called, link: Link, client: str, verb: str
    ) -> Iterator[CallFact]:
        for text, line in self._texts.alternatives(address, call.method, link.line):
            yield CallFact("http", text or UNKNOWN, line, client, verb)


_BASES = frozenset(("baseUrl", "rootUri"))
_MADE_WITH_BASE = frozenset(("WebClient", "RestClient"))


def base_of(texts: Texts, value: Expression, method: int) -> Text:
    """The address that a client is made with."""
    if value.kind != "call":
        return ()
    for link in value.links:
        is_base = link.name in _BASES or (link.name == "create" and value.value in _MADE_WITH_BASE)
        if is_base and link.arguments:
            return texts.of(link.arguments[0].value, method)
    return ()


def _verb(link: Link) -> str:
    """Of `exchange(url, HttpMethod.GET, ..)` and `method("GET", ..)`."""
    for each in link.arguments[:2]:
        found = _VERB.fullmatch(each.value.value.rpartition("HttpMethod.")[2])
        if found and each.value.kind in ("name", "text"):
            return found[1]
    return ""
