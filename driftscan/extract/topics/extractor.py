"""Constants of code that name what messages are sent to: `ORDERS_TOPIC = "orders"`, and all that an
enumeration or class of such names holds. Files with nothing else are kept apart from their readers'
gates, for they tell nothing by themselves; whoever sends or receives there is another file's."""

import re
from collections.abc import Iterator

from driftscan.extract.entity_models import without_model
from driftscan.extract.pieces import plain
from driftscan.extract.possessive import compiled
from driftscan.model.service_fact import ServiceFacts, ValueFact

# Looked for one by one, which is many times quicker than by a pattern.
_WORDS = (
    *(b"opic", b"OPIC", b"ueue", b"UEUE", b"xchange", b"XCHANGE", b"outing", b"ROUTING"),
    *(b"hannels", b"ubjects", b"vents ", b"vents{", b"vents(", b"ventNames", b"ventTypes"),
)
_TEXT = (
    rb"(?P<quote>[\"'`])(?P<text>[A-Za-z][\w.:/-]{0,120})(?P=quote)"
    rb"[ \t]*+[;,)]?[ \t]*+(?:\}|//|#|$)"
)
# From a word of messages on to the text; the name before it is looked for backwards.
_NAMED = compiled(
    rb"(?:opic|OPIC|ueue|UEUE|xchange|XCHANGE|outing_?[kK]ey|OUTING_KEY|hannel_?[nN]ame)\w*+"
    rb"(?:[ \t]*+:[ \t]*+[&\w' ]++)?[ \t]*+=[ \t]*+" + _TEXT,
    re.MULTILINE,
)
_NAME = re.compile(rb"\w+$")
_WORD = re.compile(rb"\w*")
# `enum Topics {`, `public static class Queues`, `const TOPICS = {`, `class Topics(str, Enum):`
_GROUP = compiled(
    rb"^[ \t]*+(?:[a-z]++[ \t]++){0,4}(?:enum|class|interface|object|module|struct|const|namespace)"
    rb"[ \t]++(?:class[ \t]++)?(?P<owner>\w*(?:[tT]opic|TOPIC|[qQ]ueue|QUEUE|[eE]xchange|EXCHANGE"
    rb"|[rR]outingKey|ROUTING_KEY|[cC]hannel|CHANNEL|[sS]ubject|[eE]vent|EVENT)"
    rb"(?:s|S|Names?|NAMES?|Types?|TYPES?|Keys?)\w{0,12}+)[^\n{};]{0,80}",
    re.MULTILINE,
)
_MEMBER = compiled(
    rb"(?:^|[{,;])[ \t]*+(?:[\w&:<>' \t]*[ \t])?(?P<name>[A-Za-z]\w*+)[ \t]*+"
    rb"(?::[ \t]*+(?:String|string|&str)[ \t]*+)?[=:(][ \t]*+" + _TEXT,
    re.MULTILINE,
)
_LONGEST_NAME = 80
_LONGEST_GROUP = 6_000
_MOST = 300
_LARGEST = 1 << 20  # as for the readers of each language: more than that is a bundle of many files


def extract(content: bytes) -> ServiceFacts:
    """Each constant once; a text with blanks names nothing."""
    if len(content) > _LARGEST:
        return ServiceFacts()
    content = without_model(content)
    if b"\0" in content or not any(word in content for word in _WORDS):
        return ServiceFacts()
    found = dict.fromkeys(sorted(_constants(content), key=lambda fact: (fact.line, fact.name)))
    return ServiceFacts(values=tuple(found)[:_MOST])


def _constants(content: bytes) -> Iterator[ValueFact]:
    grouped: set[int] = set()
    for group in _GROUP.finditer(content):
        body = _body(content, group.end())
        for member in _MEMBER.finditer(content, group.end(), body):
            grouped.add(member.start("text"))
            yield _value(content, member, member["name"], group["owner"].decode())
    for match in _NAMED.finditer(content):
        before = _NAME.search(content[max(0, match.start() - _LONGEST_NAME) : match.start()])
        if match.start("text") not in grouped:
            rest = _WORD.match(content, match.start())
            name = (before[0] if before else b"") + (rest[0] if rest else b"")
            yield _value(content, match, name, "")


def _value(content: bytes, match: re.Match[bytes], name: bytes, owner: str) -> ValueFact:
    line = content.count(b"\n", 0, match.start("text")) + 1
    return ValueFact("code", name.decode(), plain(match["text"].decode()), line, owner)


def _body(content: bytes, start: int) -> int:
    """Where a group ends: with its brace, or with the first line that is written as far left."""
    longest = min(len(content), start + _LONGEST_GROUP)
    brace = re.compile(rb"\s*\{").match(content, start)
    if brace:
        depth = 0
        for mark in re.finditer(rb"[{}]", content[start:longest]):
            depth += 1 if mark[0] == b"{" else -1
            if depth == 0:
                return start + mark.end()
        return longest
    line = content.rfind(b"\n", 0, start) + 1
    indent = len(content[line:start]) - len(content[line:start].lstrip())
    end = re.compile(rb"\n[ \t]{0,%d}\S" % indent).search(content, start, longest)
    return end.start() if end else longest
