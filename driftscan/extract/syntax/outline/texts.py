"""What a value says as a text, in pieces."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from driftscan.extract.pieces import joined, plain
from driftscan.extract.syntax.outline.origins import Origins
from driftscan.extract.syntax.outline.program import Binding, Places
from driftscan.extract.syntax.outline.values import Value, is_call, last_part
from driftscan.extract.syntax.outline.vocabulary import Signature, Vocabulary
from driftscan.model.service_fact import Piece, Text

UNKNOWN: Text = (Piece("unknown", ""),)
PARAMETER = "parameter"
"""Kind of a piece that stands for a parameter, until its function's calls are known: its value is
'position of the function:place'."""
_DEEPEST = 14
_MOST_PIECES = 24
_LONGEST = 20_000
_GAP = re.compile(r"%(?:\d+\$)?[-+0]?\d*\.?\d*[sdvu]|\{\w*(?::[^{}]*)?\}")
_EMPTY = frozenset(["string.Empty", "String.Empty", "value", "null", "nil", "None", "NULL"])
_LIKE_ADDRESS = re.compile(
    r"(?:url|uri|host|hostname|addr|address|endpoint|dsn|topic|queue|exchange|base_?path|server)s?$",
    re.IGNORECASE,
)


class Texts:
    """Values of one file as texts."""

    def __init__(self, places: Places, origins: Origins, vocabulary: Vocabulary) -> None:
        self._places = places
        self._origins = origins
        self._words = vocabulary
        self._depth = 0
        self._said: dict[int, Text] = {}  # by where a binding or function begins

    def of(self, value: Value | None) -> Text:
        """The text; one unknown piece where nothing is known."""
        if value is None or self._depth > _DEEPEST:
            return UNKNOWN
        self._depth += 1
        found = getattr(self, f"_{value.kind}", self._opaque)(value)
        self._depth -= 1
        return found[:_MOST_PIECES] if found else UNKNOWN

    def known(self, value: Value | None) -> Text:
        """As of(), but () where nothing is known."""
        found = self.of(value)
        return found if is_known(found) else ()

    def _opaque(self, value: Value) -> Text:
        return UNKNOWN

    def _text(self, value: Value) -> Text:
        return plain(value.word[:_LONGEST]) or (Piece("text", ""),)

    def _joined(self, value: Value) -> Text:
        return joined(self.of(part) for part in value.parts)

    def _choice(self, value: Value) -> Text:
        found = [self.of(part) for part in value.parts]
        return with_default(found[0], found[-1]) if found else UNKNOWN

    def _ways(self, value: Value) -> Text:
        return likeliest(self.of(part) for part in value.parts)

    def _index(self, value: Value) -> Text:
        key = value.parts[0].word if value.parts and value.parts[0].kind == "text" else ""
        holder = value.holder.word if value.holder else ""
        if not key:
            return UNKNOWN
        if holder in self._words.environments:
            return (Piece("env", key),)
        section = self._section(value.holder)
        if section or self._words.configurations.search(holder):
            return (Piece("setting", section + key),)
        return UNKNOWN

    def _section(self, holder: Value | None) -> str:
        """`Services:` in `configuration.GetSection("Services")["CartUrl"]`."""
        text = self.of(holder) if self._words.section and holder is not None else ()
        is_one = len(text) == 1 and text[0].kind == "setting"
        return text[0].value + self._words.section if is_one else ""

    def _new(self, value: Value) -> Text:
        return self._call(value)

    def _member(self, value: Value) -> Text:
        return self.of(value.holder) if value.word in self._words.same else UNKNOWN

    def _call(self, value: Value) -> Text:
        for signature in self._origins.signatures_of(value):
            if signature.does in ("env", "setting", "same", "format"):
                return self._said_by(value, signature)
        if value.kind == "call" and value.word in self._words.same and value.holder:
            return self._same(value, value.holder)
        return self._returned(value)

    def _same(self, value: Value, holder: Value) -> Text:
        """`text.trim()`, and `.unwrap_or("x")`, whose argument is a default."""
        text = self.of(holder)
        first = value.argument(0)
        is_default = value.word.startswith(("unwrap_or", "get_or", "or"))
        if first is not None and is_default and first.kind in ("text", "lambda"):
            fallback = first.parts[0] if first.kind == "lambda" and first.parts else first
            return with_default(text, self.of(fallback))
        return text

    def _said_by(self, value: Value, signature: Signature) -> Text:
        words = [word for word in signature.at if not word.startswith("@")]
        first = next((a for word in words if (a := chosen(value, word)) is not None), None)
        if signature.does == "same":
            return self.of(first)
        if signature.does == "format":
            return self._formatted(value, first)
        if first is None or first.kind != "text":
            return UNKNOWN
        default = next((chosen(value, w[1:]) for w in signature.at if w.startswith("@")), None)
        if default is None and value.block is not None and value.block.parts:
            default = value.block.parts[0]
        given = self.known(default)
        section = self._section(value.holder) if signature.does == "setting" else ""
        key = section + signature.detail + first.word
        return (Piece(signature.does, key, given),)

    def _formatted(self, value: Value, template: Value | None) -> Text:
        if template is None or template.kind != "text":
            return UNKNOWN
        given = [part for part in value.parts if part is not template]
        parts: list[Text] = []
        at = 0
        for place, gap in enumerate(_GAP.finditer(template.word)):
            parts.append(plain(template.word[at : gap.start()]))
            word = gap.group()[1:-1].partition(":")[0] if gap.group().startswith("{") else ""
            parts.append(self._filled(given, place, word, template.start))
            at = gap.end()
            if place > _MOST_PIECES:
                break
        return joined([*parts, plain(template.word[at:])])

    def _filled(self, given: list[Value], place: int, word: str, start: int) -> Text:
        if word.isdigit():
            place = int(word)
        elif word:
            return self.of(Value("name", word, start=start))
        return self.of(given[place]) if place < len(given) else UNKNOWN

    def _name(self, value: Value) -> Text:
        name = value.word
        if name in _EMPTY:
            return UNKNOWN
        before, _, last = name.rpartition(".")
        if before in self._words.environments:
            return (Piece("env", last),)
        if option := self._words.options.fullmatch(name):
            return (Piece("setting", option[1].replace(".", ":")),)
        if last in self._words.same and before:
            return self.of(replace(value, word=before))
        return self._local(value) or self._of_member(value)

    def _local(self, value: Value) -> Text:
        bindings = self._places.local(value.word, value.start)
        texts = [self._held(each) for each in bindings[:8] if each.value is not None]
        found = likeliest(texts)
        if is_known(found) or bindings:
            return found if texts else UNKNOWN
        for at in self._places.functions_around(value.start):
            function = self._places.program.functions[at]
            for place, parameter in enumerate(function.parameters):
                if parameter.name == value.word:
                    default = self.known(parameter.default)
                    return (Piece(PARAMETER, f"{at}:{place}", default),)
        return ()

    def _of_member(self, value: Value) -> Text:
        """A field or constant: what it is given in this file, if that is one text only; else its
        name, for others to look it up."""
        bindings = self._places.members(value.word)
        texts = {text for each in bindings[:8] if (text := self._given(each))}
        if len(texts) == 1:
            return texts.pop()
        if not bindings and (owner := self._places.type_around(value.start)):
            for place, parameter in enumerate(owner.parameters):
                if parameter.name == value.word and not named_like_address(value.word):
                    return (Piece("name", argument_name(owner.name, place)),)
        return (Piece("name", value.word),)

    def _given(self, binding: Binding) -> Text:
        text = self._held(binding)
        return text if is_known(text) else ()

    def _held(self, binding: Binding) -> Text:
        """Found once for each binding; what is needed to find itself is not known."""
        known = self._said.get(binding.start)
        if known is None:
            self._said[binding.start] = UNKNOWN
            known = self._said[binding.start] = self.of(binding.value)
        return known

    def _returned(self, value: Value) -> Text:
        """What a function of this file gives back, or the name of one that seems to tell an
        address."""
        own = value.holder is None or value.holder.word in ("self", "this", "static")
        found = self._places.functions.get(value.word, ()) if own and value.kind == "call" else ()
        for at in found[:2]:
            text = self.returned_by(at)
            if is_known(text):
                return self.filled_in(text, at, value)
        if value.kind == "call" and not value.parts and _LIKE_ADDRESS.search(value.word):
            return (Piece("name", value.word),)
        return UNKNOWN

    def returned_by(self, at: int) -> Text:
        """What the function at a position gives back, found once."""
        function = self._places.program.functions[at]
        known = self._said.get(-1 - at)
        if known is None:
            self._said[-1 - at] = UNKNOWN
            known = self._said[-1 - at] = likeliest(self.of(v) for v in function.returns[:8])
        return known

    def filled_in(self, text: Text, at: int, call: Value) -> Text:
        """A text with the arguments of a call for the parameters of the function at a position."""
        parts: list[Text] = []
        function = self._places.program.functions[at]
        for piece in text:
            owner, _, place = piece.value.partition(":")
            if piece.kind != PARAMETER or owner != str(at):
                parts.append((piece,))
                continue
            argument = call.named(function.parameters[int(place)].name)
            argument = argument or call.argument(int(place))
            given = self.of(argument) if argument is not None else piece.default
            parts.append(given or UNKNOWN)
        return joined(parts)


def chosen(call: Value, word: str) -> Value | None:
    """The argument that a word of a signature chooses."""
    place, _, key = word.partition(".")
    if place.isdigit():
        found = call.argument(int(place))
        return found.named(key) if key and found is not None else found if not key else None
    found = call.named(word)
    if found is None:
        maps = [part for part in call.parts if part.kind == "map" or is_call(part)]
        found = next((f for part in maps if (f := part.named(word)) is not None), None)
    return found


def is_known(text: Text) -> bool:
    """Whether anything of a text is known."""
    return any(
        piece.kind == PARAMETER or (piece.kind != "unknown" and piece.value) for piece in text
    )


def with_default(text: Text, default: Text) -> Text:
    """`getenv('X') ?: 'y'`: a default for what may be empty; a literal is never empty."""
    if not is_known(text):
        return default
    if len(text) == 1 and text[0].kind != "text" and not text[0].default and is_known(default):
        return (Piece(text[0].kind, text[0].value, default),)
    return text


def likeliest(texts: Iterable[Text]) -> Text:
    """Of several that a value may be, the first that tells most."""
    best: Text = ()
    for text in texts:
        if is_known(text) and (not is_known(best) or _worth(text) > _worth(best)):
            best = text
        best = best or text
    return best


def _worth(text: Text) -> int:
    kinds = {piece.kind for piece in text}
    return 2 * bool(kinds & {"env", "setting"}) + ("unknown" not in kinds)


def argument_name(type_: str, place: int) -> str:
    """What an argument is called that a type is made with, in whichever file that is."""
    return f"new {type_} {place}"


def named_like_address(name: str) -> bool:
    """Whether a name says that it holds an address or a topic."""
    return bool(_LIKE_ADDRESS.search(last_part(name)))
