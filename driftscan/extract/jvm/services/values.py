"""Names of the file that are given an address, or something of the environment or the settings."""

import re
from collections.abc import Iterator

from driftscan.extract.jvm.services.http_calls import base_of
from driftscan.extract.jvm.services.http_signatures import CONSTRUCTED
from driftscan.extract.jvm.services.scope import annotation, argument
from driftscan.extract.jvm.services.text_calls import is_known, property_name
from driftscan.extract.jvm.services.text_words import ADDRESS_WORDS, WITH_PORT, WRAPPERS
from driftscan.extract.jvm.services.texts import Texts, constructor_argument
from driftscan.extract.jvm.services.written import Binding
from driftscan.model.service_fact import Piece, Text, ValueFact

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_ADDRESS = frozenset(ADDRESS_WORDS)
_URL = re.compile(r"\s*[A-Za-z][\w+.\-:]*://")
_HOST_PORT = re.compile(r"[\w.-]*[A-Za-z][\w.-]*:\d{2,5}")
_SURE = frozenset(("url", "uri", "host", "endpoint", "addr", "dsn", "topic", "queue"))
_LONGEST = 2000
_MOST_ARGUMENTS = 8
_OF_LIBRARIES = {*WRAPPERS, *WITH_PORT, *CONSTRUCTED}


def values(texts: Texts, used: frozenset[str]) -> Iterator[ValueFact]:
    """Fields, and methods that give a text. used: names that stand in addresses of the file."""
    for binding in texts.scope.all_fields():
        name = binding.name.rpartition(".")[2]
        text = _text(texts, binding)
        if _is_wanted(name, text, used):
            yield ValueFact("code", name, text, binding.line, _owner(texts, binding.owner))
    for at, method in enumerate(texts.scope.written.methods):
        if method.given is None or method.result == "void":
            continue
        name = property_name(method.name)
        text = base_of(texts, method.given, at) or texts.of(method.given, at)
        if text != (Piece("name", name),) and _is_wanted(name, text, used):
            yield ValueFact("code", name, text, method.line, _owner(texts, method.owner))
    yield from _given_to_constructors(texts)


def _given_to_constructors(texts: Texts) -> Iterator[ValueFact]:
    """`new CartClient(CART_URL)`: the type itself is in another file, as a rule."""
    for call in texts.scope.written.calls:
        link, kind = call.chain.links[0], call.chain.value
        if link.name != "new":
            continue
        for place, each in enumerate(link.arguments[:_MOST_ARGUMENTS]):
            if each.value.kind in ("name", "plus", "text", "call") and kind not in _OF_LIBRARIES:
                text = texts.of(each.value, call.method)
                if _is_address(text):
                    name = constructor_argument(kind, place)
                    yield ValueFact("code", name, text, link.line, _owner(texts, call.owner))


def _is_address(text: Text) -> bool:
    """Whether it is one by itself, or is named like one."""
    if len(text) == 1 and text[0].kind == "name":
        words = _WORDS.findall(text[0].value.rpartition(".")[2])
        return any(word.lower() in _SURE for word in words)
    return _is_wanted("", text, frozenset())


def _text(texts: Texts, binding: Binding) -> Text:
    if setting := texts.setting_of(binding.annotations):
        return setting
    if own := _of_properties(texts, binding):
        return own
    if binding.value is None:
        return ()
    base = base_of(texts, binding.value, binding.method)
    return base or texts.of(binding.value, binding.method)


def _of_properties(texts: Texts, binding: Binding) -> Text:
    """Spring fills the fields of a type with the settings below its prefix."""
    if binding.owner < 0 or binding.form != "field":
        return ()
    written = texts.scope.written.types[binding.owner]
    found = annotation(written.annotations, "ConfigurationProperties")
    prefix = texts.in_annotation(argument(found, "prefix", "value", place=0)) if found else ()
    if len(prefix) != 1 or prefix[0].kind != "text":
        return ()
    # `endpoints.cart` is an address by what it belongs to.
    names = (binding.name, _last_word(prefix[0].value), _last_word(written.name))
    if not any(map(_is_address_name, names)):
        return ()
    default = texts.of(binding.value, binding.method)
    return (Piece("setting", f"{prefix[0].value}.{binding.name}", default),)


def _last_word(name: str) -> str:
    """Of `shop.endpoints`, or of the name of a type, as if there were one."""
    return name.rpartition(".")[2].removesuffix("s")


def _is_wanted(name: str, text: Text, used: frozenset[str]) -> bool:
    if not is_known(text) or sum(len(piece.value) for piece in text) > _LONGEST:
        return False
    if name in used or any(piece.kind in ("env", "setting") for piece in text):
        return True
    if len(text) == 1 and text[0].kind == "name":
        return _is_address_name(name) and _is_address_name(text[0].value)
    first = text[0].value if text[0].kind == "text" else ""
    return bool(_URL.match(first)) or bool(_HOST_PORT.match(first)) or _is_address_name(name)


def _is_address_name(name: str) -> bool:
    return any(word.lower() in _ADDRESS for word in _WORDS.findall(name))


def _owner(texts: Texts, owner: int) -> str:
    return texts.scope.written.types[owner].name if owner >= 0 else ""
