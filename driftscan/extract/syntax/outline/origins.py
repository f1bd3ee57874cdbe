"""What a receiver is: its type as declared, as made, as given back by another call, or as its name
suggests."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.extract.syntax.outline.program import Binding, Parameter, Places
from driftscan.extract.syntax.outline.values import Value, last_part
from driftscan.extract.syntax.outline.vocabulary import Signature, Vocabulary

_DEEPEST = 12
_ARGUMENTS = re.compile(r"<.*>|[?&*\[\]]|\bmut\b|\bdyn\b|'\w+")
_WRAPPED = re.compile(r"\s*(?:\w+(?:\.|::))*(?:Task|ValueTask|Lazy|Arc|Rc|Box|Option|Result|Data|"
                      r"Extension|State|Mutex|RwLock)\s*<(.*)>\s*")  # fmt: skip
_CLASS = re.compile(r"[A-Z]\w*|\w*[.]\w*")


class Origins:
    """Types of the values of one file."""

    def __init__(self, places: Places, vocabulary: Vocabulary) -> None:
        self._places = places
        self._words = vocabulary
        self._depth = 0
        self._known: dict[tuple[str, int], str] = {}
        self._meant: dict[tuple[int, int, str], tuple[Signature, ...]] = {}

    def signatures_of(self, call: Value) -> tuple[Signature, ...]:
        """What a call means, by the origin of its holder and its name."""
        key = (call.start, call.end, call.word)
        if key not in self._meant:
            self._meant[key] = self._meaning(call)
        return self._meant[key]

    def _meaning(self, call: Value) -> tuple[Signature, ...]:
        table = self._words.signatures
        if call.kind == "new":
            type_ = self.type_named(call.word)
            return table.get(f"{type_}()", ()) or table.get(f"{last_part(type_)}()", ())
        if call.holder is None:
            return table.get(self._function(call.word), ()) or table.get(f"*.{call.word}", ())
        if call.word.rpartition(".")[2] not in self._words.methods:
            return ()  # whatever the holder is
        owner = self.of(call.holder)
        for name in (owner, self._guessed(last_part(owner)), "*"):
            if found := table.get(f"{name}.{call.word}", ()):
                return found
        return ()

    def of(self, value: Value | None) -> str:
        """The type of a value, '' if unknown."""
        if value is None or self._depth > _DEEPEST:
            return ""
        self._depth += 1
        found = self._of(value)
        self._depth -= 1
        return found

    def _of(self, value: Value) -> str:
        if value.kind == "new":
            return self.type_named(value.word)
        if value.kind == "call":
            return self._given_back(value)
        if value.kind in ("choice", "ways"):
            return next((found for part in value.parts if (found := self.of(part))), "")
        if value.kind == "member":
            return self._words.types.get(f"{self.of(value.holder)}.{value.word}") or self._guessed(
                value.word
            )
        return self._named(value) if value.kind == "name" else ""

    def type_named(self, written: str) -> str:
        """A type's full name if an import tells it, in the words of the vocabulary."""
        for _ in range(3):
            if not (wrapped := _WRAPPED.fullmatch(written)):
                break
            written = wrapped[1]
        name = _ARGUMENTS.sub("", written).strip().replace("::", ".").replace("\\", ".").strip(".")
        first, _, rest = name.partition(".")
        imports = self._places.program.imports
        if first in imports:
            name = imports[first] + (f".{rest}" if rest else "")
        types = self._words.types
        return types.get(name) or types.get(last_part(name)) or name

    def _function(self, name: str) -> str:
        return self._places.program.imports.get(name, name)

    def _given_back(self, call: Value) -> str:
        owner = self.of(call.holder) if call.holder else ""
        key = f"{owner}.{call.word}()" if call.holder else f"{self._function(call.word)}()"
        if found := self._words.types.get(key) or self._words.types.get(f"*.{call.word}()"):
            return found
        if call.holder and (owner in self._words.fluent or call.word in self._words.same):
            return owner
        for at in self._places.functions.get(call.word, ())[:1]:
            return self.type_named(self._places.program.functions[at].type)
        return ""

    def _named(self, value: Value) -> str:
        key = (value.word, value.start)
        if key not in self._known:
            self._known[key] = ""
            self._known[key] = self._looked_up(value)
        return self._known[key]

    def _looked_up(self, value: Value) -> str:
        """Local names first, then parameters, fields, and parameters of the type."""
        functions = [
            self._places.program.functions[at] for at in self._places.functions_around(value.start)
        ]
        type_ = self._places.type_around(value.start)
        found = self._of_bindings(self._places.local(value.word, value.start)[:4])
        for function in functions:
            found = found or self._of_parameter(function.parameters, value.word)
        found = found or self._of_bindings(self._places.members(value.word)[:6])
        if type_ and not found:
            found = self._of_parameter(type_.parameters, value.word)
        return found or self._without_binding(value)

    def _of_bindings(self, bindings: Sequence[Binding]) -> str:
        return next((found for each in bindings if (found := self._of_binding(each))), "")

    def _of_parameter(self, parameters: Sequence[Parameter], name: str) -> str:
        types = (each.type for each in parameters if each.name == name and each.type)
        return next((self.type_named(type_) for type_ in types), "")

    def _without_binding(self, value: Value) -> str:
        name = value.word
        holder, _, last = name.rpartition(".")
        if holder and last:
            owner = self.of(replace(value, word=holder)) or holder
            if found := self._words.types.get(f"{owner}.{last}"):
                return found
        if guess := self._guessed(last):
            return guess
        known = name.partition(".")[0] in self._places.program.imports
        return self.type_named(name) if known or _CLASS.fullmatch(name) else ""

    def _guessed(self, name: str) -> str:
        bare = name.lstrip("_@$")
        return next((o for pattern, o in self._words.guesses if pattern.fullmatch(bare)), "")

    def _of_binding(self, binding: Binding) -> str:
        if binding.type and binding.type not in ("var", "dynamic", "object"):
            return self.type_named(binding.type)
        key = ("", binding.start)
        if key not in self._known:
            self._known[key] = ""
            self._known[key] = self.of(binding.value)
        return self._known[key]

    def making(self, value: Value | None, depth: int = 0) -> Value | None:
        """The call that made what a value stands for, the first of a chain of calls."""
        for _ in range(_DEEPEST):
            if value is None or value.kind not in ("call", "new", "name", "choice"):
                return None
            if value.kind == "choice":
                value = value.parts[-1] if value.parts else None
            elif value.kind == "name":
                value = self._value_of(value)
            else:
                return value
        return None

    def _value_of(self, name: Value) -> Value | None:
        bindings = [
            *self._places.local(name.word, name.start),
            *self._places.members(name.word),
        ]
        return next((each.value for each in bindings if each.value is not None), None)
