"""Expressions as texts: what is known stands as written, the rest as pieces that linking follows.

Local variables are followed here, for their names mean something only in their method; what a
method is given as a parameter is taken from where the same file calls it.
"""

from driftscan.extract.jvm.services.scope import Scope, annotation, argument
from driftscan.extract.jvm.services.text_calls import TextOfCalls, is_known
from driftscan.extract.jvm.services.written import Annotation, Binding, Expression
from driftscan.extract.pieces import joined, plain, spring_text
from driftscan.model.service_fact import Piece, Text

UNKNOWN: Text = (Piece("unknown", ""),)
_DEEPEST = 12
_MOST_INLINED = 3
_MOST_STEPS = 1000  # for a name may stand in the value of another many times, and so on
_SETTING = ("Value", "ConfigProperty", "Property")


class Texts:
    """The texts of one file."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._calls = TextOfCalls(self._of, self._inlined)
        self._left = self._inlining = 0

    def of(self, expression: Expression | None, method: int = -1) -> Text:
        """The text of code. Parameters are unknown, see alternatives()."""
        return _without_parameters(self._begun(expression, method)) if expression else ()

    def in_annotation(self, expression: Expression | None) -> Text:
        """The text of an annotation's argument, where `${key}` is a setting."""
        if expression is None:
            return ()
        if expression.kind == "items":
            return self.in_annotation(expression.parts[0]) if expression.parts else ()
        if expression.kind == "plus":
            return _settings(joined(self.in_annotation(part) for part in expression.parts))
        return _settings(self._begun(expression, -1))

    def all_in_annotation(self, expression: Expression | None) -> list[Text]:
        """The same of each item of a list."""
        if expression is None:
            return []
        items = expression.parts if expression.kind == "items" else (expression,)
        return [text for each in items if (text := self.in_annotation(each))]

    def alternatives(
        self, expression: Expression, method: int, line: int
    ) -> list[tuple[Text, int]]:
        """The text with its line; one for each call in the file if it is made of parameters."""
        text = self._begun(expression, method)
        names = {piece.value for piece in text if piece.kind == "parameter"}
        if not names or method < 0:
            return [(_without_parameters(text), line)]
        callers = self.scope.callers(method)
        places = self.scope.written.methods[method].parameters
        found = []
        for call, link in callers:
            given = {
                name: self.of(argument(link, name, place=places.index(name)), call.method)
                for name in names
                if name in places
            }
            parts = (given.get(p.value, UNKNOWN) if p.kind == "parameter" else (p,) for p in text)
            found.append((joined(parts), link.line))
        return found or [(_without_parameters(text), line)]

    def setting_of(self, annotations: tuple[Annotation, ...]) -> Text:
        """What @Value and the like say of a field or parameter."""
        found = annotation(annotations, *_SETTING)
        if found is None:
            return ()
        if found.name == "Value":
            return self.in_annotation(argument(found, "value", place=0))
        key = self.in_annotation(argument(found, "name", "value", place=0))
        default = self.in_annotation(argument(found, "defaultValue"))
        plain_key = len(key) == 1 and key[0].kind == "text"
        return (Piece("setting", key[0].value, default),) if plain_key else key

    def _begun(self, expression: Expression, method: int) -> Text:
        self._left = _MOST_STEPS
        return self._of(expression, method, 0)

    def _inlined(self, name: str, given: list[Text]) -> Text:
        """What a function of the file gives, its parameters put in."""
        at = self.scope.method_at(name, len(given))
        if at < 0:
            return UNKNOWN
        method = self.scope.written.methods[at]
        if method.given is None:
            return UNKNOWN
        if self._inlining >= _MOST_INLINED:
            return UNKNOWN
        values = dict(zip(method.parameters, given, strict=False))
        self._inlining += 1
        text = self._of(method.given, at, 0)
        self._inlining -= 1
        return joined(
            values.get(piece.value, UNKNOWN) if piece.kind == "parameter" else (piece,)
            for piece in text
        )

    def _of(self, expression: Expression, method: int, depth: int) -> Text:
        self._left -= 1
        if depth > _DEEPEST or self._left < 0:
            return UNKNOWN
        if expression.kind == "text":
            return plain(expression.value)
        if expression.kind == "name":
            return self._of_name(expression.value, method, depth)
        if expression.kind == "plus":
            return joined(self._of(part, method, depth + 1) for part in expression.parts)
        if expression.kind == "either":
            return self._either(expression, method, depth)
        if expression.kind in ("function", "items") and expression.parts:
            return self._of(expression.parts[0], method, depth + 1)
        if expression.kind == "call":
            return self._calls.of(expression, method, depth)
        return UNKNOWN

    def _either(self, expression: Expression, method: int, depth: int) -> Text:
        ways = [self._of(part, method, depth + 1) for part in expression.parts]
        known = [way for way in ways if is_known(way)]
        for read in known:
            if len(read) == 1 and read[0].kind in ("env", "setting") and not read[0].default:
                others = [way for way in known if way != read]
                return (Piece(read[0].kind, read[0].value, others[0]),) if others else read
        return known[0] if known else UNKNOWN

    def _of_name(self, name: str, method: int, depth: int) -> Text:
        found = self.scope.local(name, method)
        if not found:
            return (Piece("name", name),)
        if found[0].form == "parameter":
            setting = self.setting_of(found[0].annotations)
            return setting or (self._parameter(name, found[0].method),)
        return self._of_local(found, depth)

    def _parameter(self, name: str, method: int) -> Piece:
        """Of a constructor as linking may find it in another file, see constructor_argument()."""
        written = self.scope.written.methods[method]
        is_constructor = self.scope.owner(method) == written.name and name in written.parameters
        if not is_constructor:
            return Piece("parameter", name)
        return Piece("name", constructor_argument(written.name, written.parameters.index(name)))

    def _of_local(self, found: list[Binding], depth: int) -> Text:
        for binding in found:
            if binding.value is not None:
                text = self._of(binding.value, binding.method, depth + 1)
                if is_known(text) or any(piece.kind == "parameter" for piece in text):
                    return text
        return UNKNOWN


def constructor_argument(kind: str, place: int) -> str:
    """A name for what a constructor is given, the same where it is called and where it is."""
    return f"{kind}({place})"


def _without_parameters(text: Text) -> Text:
    return tuple(Piece("unknown", "") if piece.kind == "parameter" else piece for piece in text)


def _settings(text: Text) -> Text:
    parts = (
        spring_text(piece.value) if piece.kind == "text" and "{" in piece.value else (piece,)
        for piece in _without_parameters(text)
    )
    return joined(parts)
