"""A bundler's settings to facts: which names lead to which folders. They are read, never run."""

from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.bundler_config.defaults import defaults
from driftscan.extract.bundler_config.patterns import Row, of_expression, of_name
from driftscan.extract.bundler_config.places import Place, joined, text
from driftscan.extract.bundler_config.values import Values, arguments, entries, key_of
from driftscan.extract.javascript.syntax.literals import literal
from driftscan.extract.syntax.parsed import line_of, parse, text_of
from driftscan.model.fact import FileFacts, Problem, SettingFact

_WORDS = (b"alias", b"Alias", b"moduleNameMapper", b"modules")
_QUERY = """
(pair key: (_) @key value: (_) @value) @place
(object (shorthand_property_identifier) @value @key) @place
(assignment_expression left: (member_expression property: (_) @key) right: (_) @value) @place
(assignment_expression left: (subscript_expression object: (_) @owner index: (_) @name)
  right: (_) @value) @place
(call_expression function: (_) @called) @call
"""
_ROOT_DIR = "<rootDir>"


def extract(content: bytes) -> FileFacts:
    """Settings: `alias` (pattern with at most one star, base, target), in the order of the text.

    base: see javascript.bases. What can't be read is left out; problems are told of the module that
    the file is, too.
    """
    if not any(word in content for word in _WORDS):
        return FileFacts(settings=tuple(_facts([(1, defaults(content, set()))])))
    parsed = parse(content, "tsx")
    if isinstance(parsed, Problem):
        return FileFacts()
    reading = _Reading(Values(parsed.root))
    for captured in parsed.matches(_QUERY):
        reading.take({name: nodes[0] for name, nodes in captured.items()})
    said = {pattern for _, rows in reading.rows for pattern, _ in rows}
    return FileFacts(settings=tuple(_facts([*reading.rows, (1, defaults(content, said))])))


def _facts(found: list[tuple[int, list[Row]]]) -> Iterator[SettingFact]:
    seen = set()
    for line, rows in sorted(found, key=lambda each: each[0]):
        for pattern, place in rows:
            values = (pattern, place.base, place.path)
            if pattern and place.path.count("*") <= 1 and values not in seen:
                seen.add(values)
                yield SettingFact("alias", values, line)


class _Reading:
    """rows: by line what stands there."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self.rows: list[tuple[int, list[Row]]] = []

    def take(self, captured: dict[str, Node]) -> None:
        """One place that may say something of aliases."""
        if "call" in captured:
            self._call(captured["call"], captured["called"])
        elif "owner" in captured:
            if text_of(captured["owner"]).endswith("alias"):
                name = literal(captured["name"])
                self._one(name, captured["value"])
        else:
            key = key_of(captured["key"]) or text_of(captured["key"])
            if key in ("alias", "aliases", "entries"):
                self._several(captured["value"])
            elif key == "moduleNameMapper":
                self._mapped(captured["value"])
            elif key == "modules":
                self._folders(captured["value"])

    def _call(self, call: Node, called: Node) -> None:
        """`alias.set(a, b)`, `mix.alias({...})`, `Object.assign(config.resolve.alias, {...})`."""
        given = arguments(call)
        name = text_of(called).rpartition(".")[2]
        if name == "set" and len(given) == 2 and _is_of_alias(called):
            self._one(literal(given[0]), given[1])
        elif name == "alias" and given:
            self._several(given[0])
        elif text_of(called) == "Object.assign" and given and text_of(given[0]).endswith("alias"):
            for each in given[1:]:
                self._several(each)

    def _one(self, name: str | None, value: Node) -> None:
        if name:
            rows = [row for place in self._places(value) for row in of_name(name, place)]
            self.rows.append((line_of(value), rows))

    def _several(self, node: Node, depth: int = 0) -> None:
        held = self._values.value(node)
        if held is None or depth > 4:
            return
        if held.type == "call_expression":
            for each in arguments(held):
                self._several(each, depth + 1)
        for name, value in entries(held).items():
            self._one(name, value)
        if held.type == "array":
            for each in held.named_children:
                self._pair(each)
        for each in held.named_children if held.type in ("object", "array") else ():
            if each.type == "spread_element" and each.named_children:
                self._several(each.named_children[0], depth + 1)

    def _pair(self, node: Node) -> None:
        """`{ find: "@", replacement: src }`, and `{ name: "a", alias: b, onlyModule: true }`."""
        held = self._values.value(node)
        row = entries(held) if held is not None else {}
        find, target = row.get("find", row.get("name")), row.get("replacement", row.get("alias"))
        if find is None or target is None:
            return
        place = self._values.place(target)
        if place is not None and find.type == "regex":
            pattern = find.child_by_field_name("pattern")
            rows = of_expression(text_of(pattern), place) if pattern is not None else []
            self.rows.append((line_of(find), rows))
        elif (name := literal(find)) is not None:
            only = "onlyModule" in row and text_of(row["onlyModule"]) == "true"
            self._one(f"{name}$" if only else name, target)

    def _mapped(self, node: Node) -> None:
        """`{ "^@/(.*)$": "<rootDir>/src/$1" }` of Jest."""
        held = self._values.value(node)
        for expression, value in entries(held).items() if held is not None else ():
            rows = [
                row for place in self._places(value) for row in of_expression(expression, place)
            ]
            self.rows.append((line_of(value), rows))

    def _folders(self, node: Node) -> None:
        """`modules: [src, "node_modules"]`: where names are looked for that nobody else has."""
        held = self._values.value(node)
        if held is None or held.type != "array":
            return
        for place in self._places(held):
            if "node_modules" not in place.path:
                self.rows.append((line_of(held), [("*", joined([place, text("*")]))]))

    def _places(self, node: Node) -> Iterator[Place]:
        """Where a value leads: one place, or several to be tried."""
        held = self._values.value(node)
        if held is None:
            return
        for each in held.named_children if held.type == "array" else [held]:
            if (place := self._values.place(each)) is not None:
                yield text(place.path.removeprefix(_ROOT_DIR)) if place.base == "" else place


def _is_of_alias(called: Node) -> bool:
    """Whether a method is called of something's `alias`, maybe after others."""
    node = called.child_by_field_name("object")
    while node is not None and node.type == "call_expression":
        function = node.child_by_field_name("function")
        node = function.child_by_field_name("object") if function is not None else None
    return node is not None and text_of(node).endswith("alias")
