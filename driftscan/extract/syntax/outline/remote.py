"""Calls of other programs: HTTP, gRPC, brokers."""

from collections.abc import Iterator

from driftscan.extract.pieces import plain
from driftscan.extract.syntax.outline.survey import Survey, is_absolute
from driftscan.extract.syntax.outline.texts import chosen, named_like_address
from driftscan.extract.syntax.outline.values import Value, is_call
from driftscan.extract.syntax.outline.vocabulary import Signature
from driftscan.model.service_fact import CallFact, Text

# What all messages have in common names none of them.
_TOO_GENERAL = frozenset(
    "IntegrationEvent Event IEvent IMessage Message T TEvent TMessage object".split()
)
_VERBS = frozenset("GET POST PUT DELETE PATCH HEAD OPTIONS".split())


def remote_calls(survey: Survey) -> Iterator[CallFact]:
    """All calls of a file."""
    for call, signature in survey.signed("http"):
        yield from _http(survey, call, signature)
    for call, signature in survey.signed("url"):
        text = survey.text(call, signature.at)
        if is_url(text):
            yield CallFact("http", text, call.line, signature.client, signature.detail)
    for call, signature in survey.signed("publish", "consume"):
        topic = survey.text(call, signature.at)
        if topic and topic[0].value not in _TOO_GENERAL:
            yield CallFact(signature.does, topic, call.line, signature.client)
    for call, signature in survey.signed("registered"):
        yield from _registered(survey, call, signature)
    for call in survey.program.calls:
        yield from _stub_call(survey, call)
    yield from _consumers(survey)


def _http(survey: Survey, call: Value, signature: Signature) -> Iterator[CallFact]:
    text = survey.text(call, signature.at) if signature.at else ()
    base = survey.base(call.holder)
    verb = _verb(survey, call, signature)
    if is_absolute(text) and not (base and text[0].kind != "text"):
        yield CallFact("http", text, call.line, signature.client, verb)
    elif base:
        yield CallFact("http", base, call.line, signature.client, verb, text)
    elif text and text[0].kind == "text" and call.holder is not None:
        yield CallFact("http", (), call.line, signature.client, verb, text)


def is_url(text: Text) -> bool:
    """Whether a text that may be a file's name is an address."""
    if not text or text[0].kind == "unknown":
        return False
    if text[0].kind == "text":
        return text[0].value.startswith(("http://", "https://"))
    return named_like_address(text[0].value.replace("-", "_"))


def _verb(survey: Survey, call: Value, signature: Signature) -> str:
    if not signature.detail.startswith("@"):
        return signature.detail
    for word in signature.detail[1:].split("|"):
        value = chosen(call, word)
        said = (value.word if value else "").rpartition(".")[2].upper()
        if said in _VERBS:
            return said
    return ""


def _registered(survey: Survey, call: Value, signature: Signature) -> Iterator[CallFact]:
    """A client that is made elsewhere, with an address given in a lambda here."""
    interface = _interface(survey, call.types[0]) if call.types else ""
    kind, client = signature.detail, signature.client
    for binding in survey.set_inside(call, signature.at):
        if address := survey.texts.known(binding.value):
            yield CallFact(kind, address, binding.line, client, interface=interface)


def _interface(survey: Survey, type_: str) -> str:
    pattern = survey.words.interface
    found = pattern.fullmatch(survey.origins.type_named(type_)) if pattern else None
    return found[1] if found else ""


def _stub_call(survey: Survey, call: Value) -> Iterator[CallFact]:
    """A method of a gRPC stub."""
    pattern, holder = survey.words.interface, call.holder
    if pattern is None or call.kind != "call" or holder is None or holder.kind == "text":
        return
    found = pattern.fullmatch(survey.origins.of(holder))
    if found is None or pattern.fullmatch(holder.word):
        return
    address = _channel(survey, holder)
    yield CallFact("grpc", address, call.line, "grpc", interface=found[1])


def _channel(survey: Survey, stub: Value) -> Text:
    """The address that a stub or its channel was made with."""
    made = survey.origins.making(stub)
    if made is None or not made.parts:
        return ()
    first = made.parts[0]
    channel = survey.origins.making(first)
    if is_call(channel):
        for each in survey.chain(first):
            for signature in survey.origins.signatures_of(each):
                if signature.does == "base" and (text := survey.text(each, signature.at)):
                    return text
    return survey.texts.known(first) if made.kind == "new" else ()


def _consumers(survey: Survey) -> Iterator[CallFact]:
    """Types that say by their base what they consume: `IConsumer<OrderPlaced>`."""
    for type_ in survey.program.types:
        for base in type_.bases:
            name, _, inside = base.partition("<")
            for signature in survey.words.signatures.get(f":{name.strip()}", ()):
                topic = inside.rpartition(">")[0].partition(",")[0].strip()
                text = plain(topic) if signature.at == ("<0>",) else plain(type_.name)
                if text:
                    yield CallFact(signature.does, text, type_.line, signature.client)
