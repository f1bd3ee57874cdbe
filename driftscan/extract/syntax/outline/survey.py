"""One file's program with all that is asked of it while facts are made."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec.structs import replace

from driftscan.extract.pieces import joined, plain
from driftscan.extract.syntax.outline.origins import Origins
from driftscan.extract.syntax.outline.program import Binding, Places, Program
from driftscan.extract.syntax.outline.texts import UNKNOWN, Texts, chosen, is_known
from driftscan.extract.syntax.outline.values import Value, last_part
from driftscan.extract.syntax.outline.vocabulary import Signature, Vocabulary
from driftscan.model.service_fact import Text

_ABSOLUTE = re.compile(r"[\w+.-]+://|[\w.-]+:\d+(?:/|$)")
_HIGHEST = 40


class Survey:
    """The program, and its texts, types and signatures."""

    def __init__(self, program: Program, vocabulary: Vocabulary) -> None:
        self.program = program
        self.words = vocabulary
        self.places = Places(program)
        self.origins = Origins(self.places, vocabulary)
        self.texts = Texts(self.places, self.origins, vocabulary)

    def signed(self, *does: str) -> Iterator[tuple[Value, Signature]]:
        """All calls that mean one of these, with what they mean."""
        for call, signature in self._all_signed:
            if signature.does in does and _holds(call, signature):
                yield call, signature

    @cached_property
    def _all_signed(self) -> list[tuple[Value, Signature]]:
        """Of most calls of a file nothing is known, and a dozen readers ask for the others."""
        calls = self.program.calls
        return [(call, each) for call in calls for each in self.origins.signatures_of(call)]

    def text(self, call: Value, words: Iterable[str]) -> Text:
        """The first of several arguments of which something is known; () if none."""
        for word in words:
            if found := self._chosen_text(call, word):
                return found
        return ()

    def _chosen_text(self, call: Value, word: str) -> Text:
        if word.startswith("<"):
            at = int(word.strip("<>"))
            return plain(short_type(call.types[at])) if at < len(call.types) else ()
        if word.endswith("!"):
            value = call.argument(int(word[:-1]))
            made = self.origins.of(value)
            return plain(short_type(made))
        if word == "^":
            first = call.holder
            for _ in range(_HIGHEST):
                if first is None or first.kind != "call":
                    break
                first = first.holder
            return self.texts.known(first)
        if word.startswith("^"):
            maker = self.origins.making(call.holder)
            return self.texts.known(chosen(maker, word[1:])) if maker is not None else ()
        if word.endswith("~"):
            return self.base(chosen(call, word[:-1]))
        if word == "host:port":
            return self._host_and_port(call)
        return self.texts.known(chosen(call, word))

    def _host_and_port(self, call: Value) -> Text:
        host = self.texts.known(chosen(call, "host") or chosen(call, "HostName"))
        port = self.texts.known(chosen(call, "port") or chosen(call, "Port"))
        return joined([host, plain(":"), port]) if host and port else host

    def chain(self, value: Value | None) -> Iterator[Value]:
        """A receiver, and what it was called on or made from, from the last call to the first."""
        for _ in range(_HIGHEST):
            made = self.origins.making(value)
            if made is None:
                return
            yield made
            value = made.holder

    def base(self, holder: Value | None) -> Text:
        """The address that a client was made with."""
        return next(iter(self.said_before(holder, "base")), ()) or self._assigned_base(holder)

    def said_before(self, holder: Value | None, does: str) -> list[Text]:
        """What the calls say that a receiver was made by, the last one first."""
        return [
            text
            for made in self.chain(holder)
            for signature in self.origins.signatures_of(made)
            if signature.does == does and (text := self.text(made, signature.at))
        ]

    def _assigned_base(self, holder: Value | None) -> Text:
        """`client.BaseAddress = new Uri(url)`"""
        name = holder.word if holder is not None and holder.kind == "name" else ""
        if not name:
            return ()
        for field in ("BaseAddress", "BaseUrl", "base_url", "base_uri"):
            for binding in self.places.bindings.get(field, ())[:50]:
                if binding.name == f"{name}.{field}" and binding.value is not None:
                    return self.texts.known(binding.value)
        return ()

    def set_inside(self, call: Value, fields: Iterable[str]) -> Iterator[Binding]:
        """What the lambda of a call gives some fields of its parameter."""
        inside = self.lambda_of(call)
        for field in fields if inside is not None else ():
            for binding in self.places.bindings.get(field, ())[:200]:
                if inside and inside.start <= binding.start < inside.end:
                    yield binding

    def lambda_of(self, call: Value) -> Value | None:
        """The function or block that a call is given."""
        found = next((part for part in call.parts if part.kind == "lambda"), None)
        return call.block or found


def _holds(call: Value, signature: Signature) -> bool:
    """Whether arguments are as the signature wants them: `1=CURLOPT_URL`."""
    for word in signature.at:
        place, is_condition, wanted = word.partition("=")
        if is_condition:
            value = chosen(call, place)
            if value is None or last_part(value.word) != wanted:
                return False
    return True


def is_absolute(text: Text) -> bool:
    """Whether a text begins with a host or with what may hold one, rather than with a path."""
    if not text or text[0].kind == "unknown":
        return False
    return text[0].kind != "text" or bool(_ABSOLUTE.match(text[0].value))


def without_unknown_ends(text: Text) -> Text:
    """() for a text of which nothing is known."""
    return text if is_known(text) else ()


def short_type(name: str) -> str:
    """A type's own name without what is in front of and behind it."""
    return last_part(name.partition("<")[0].replace("::", ".").replace("\\", ".")).strip(" ?&")


def moved(fact: object, line: int) -> object:
    """A fact at another line."""
    return replace(fact, line=line)  # type: ignore[type-var]


__all__ = ["UNKNOWN", "Survey", "is_absolute", "moved", "short_type", "without_unknown_ends"]
