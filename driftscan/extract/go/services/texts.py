"""What an expression says as a text, in pieces."""

import re
from collections.abc import Callable

from tree_sitter import Node

from driftscan.extract.go.services.nodes import (
    FUNCTIONS,
    arguments_of,
    bare,
    dotted,
    entries,
    string_of,
)
from driftscan.extract.go.services.program import Binding, Program
from driftscan.extract.pieces import joined, plain
from driftscan.extract.syntax.alternatives import (
    UNKNOWN,
    host_and_port,
    is_known,
    is_marked,
    is_outside,
    likeliest,
    short,
    with_default,
    written,
)
from driftscan.extract.syntax.parameters import mark
from driftscan.extract.syntax.parsed import text_of
from driftscan.model.service_fact import Piece, Text

_DEEPEST = 12
_MOST_TERMS = 64
_GAP = re.compile(r"%(?:\[\d+\])?[-+# 0]*\d*(?:\.\d+)?([a-zA-Z%])")
ENV_NAME = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")
_SPEAKS_OF_ENV = re.compile(r"env", re.IGNORECASE)
_SPEAKS_OF_CONFIG = re.compile(r"(?:viper|config|conf|cfg|settings|koanf|k|v)$", re.IGNORECASE)
_GETTERS = frozenset(("GetString", "String", "GetStringSlice", "MustString"))
# Calls that give back what one argument says: origin -> its place.
_SAME_TEXT = {
    **{f"strings.{name}": 0 for name in "TrimSuffix TrimPrefix TrimRight TrimLeft Trim".split()},
    **{f"strings.{name}": 0 for name in "TrimSpace ToLower Replace ReplaceAll Split".split()},
    "url.Parse": 0,
    "url.ParseRequestURI": 0,
    "aws.String": 0,
    "os.ExpandEnv": 0,
    "grpc.Dial": 0,
    "grpc.NewClient": 0,
    "grpc.DialContext": 1,
    "grpc.ClientConn": 0,
    "redis.ParseURL": 0,
    "pgx.ParseConfig": 0,
    "pgxpool.ParseConfig": 0,
    "nats.Connect": 0,
}
_JOINS = {"path.Join": "/", "url.JoinPath": "/", "net.JoinHostPort": ":"}


class Texts:
    """Expressions of one file as texts."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._known: dict[int, Text] = {}
        self._readers: dict[str, Callable[[Node, int], Text]] = {
            "interpreted_string_literal": lambda node, _: plain(string_of(node) or ""),
            "raw_string_literal": lambda node, _: plain(string_of(node) or ""),
            "int_literal": lambda node, _: plain(text_of(node)),
            "binary_expression": self._sum,
            "identifier": self._name,
            "selector_expression": self._selector,
            "call_expression": self._call,
            "composite_literal": self._literal,
            "index_expression": lambda node, _: UNKNOWN,
        }

    def of(self, node: Node | None, depth: int = 0) -> Text:
        """The text that an expression stands for; one unknown piece if nothing of it is known."""
        node = bare(node)
        reader = self._readers.get(node.type) if node is not None else None
        if node is None or reader is None or depth > _DEEPEST:
            return UNKNOWN
        if node.id not in self._known:
            # What is put together from itself is not known while it is looked for.
            self._known[node.id] = UNKNOWN
            self._known[node.id] = short(reader(node, depth))
        return self._known[node.id]

    def known(self, node: Node | None) -> Text:
        """As of(), but () where nothing is known."""
        text = self.of(node)
        return text if is_known(text) or is_marked(text) else ()

    def _sum(self, node: Node, depth: int) -> Text:
        terms: list[Node | None] = []
        here: Node | None = node
        while here is not None and here.type == "binary_expression":
            if text_of(here.child_by_field_name("operator") or here) != "+":
                return UNKNOWN
            terms.append(here.child_by_field_name("right"))
            here = bare(here.child_by_field_name("left"))
            if len(terms) > _MOST_TERMS:
                return UNKNOWN
        terms.append(here)
        return joined(self.of(term, depth + 1) for term in reversed(terms))

    def _name(self, node: Node, depth: int) -> Text:
        bindings = self.program.bindings(node)
        texts = [self._bound(each, text_of(node), node, depth) for each in bindings]
        found = likeliest(texts)
        if is_known(found) or is_marked(found) or any(each == UNKNOWN for each in texts):
            return found
        return (Piece("name", text_of(node)),)

    def _bound(self, binding: Binding, name: str, node: Node, depth: int) -> Text:
        if binding.function is not None:
            return mark(binding.function.start_byte, binding.parameter, name)
        if binding.value is None or binding.value.id == node.id:
            return ()
        if binding.value.type in FUNCTIONS:
            return UNKNOWN
        return self.of(binding.value, depth + 1)

    def _selector(self, node: Node, depth: int) -> Text:
        """A field keeps its name unless this file gives it one text only."""
        name = dotted(node)
        field = text_of(node.child_by_field_name("field") or node)
        if field == "Name" and (declared := self._declared_queue(node, depth)):
            return declared
        bindings = [each for each in self.program.bindings(node) if each.value is not None]
        texts = [self._bound(each, field, node, depth) for each in bindings]
        known = list(dict.fromkeys(text for text in texts if is_known(text) or is_marked(text)))
        if len(known) == 1 and len(known) == len(set(texts)):
            return known[0]
        return (Piece("name", name),) if name else UNKNOWN

    def _declared_queue(self, node: Node, depth: int) -> Text:
        """`q.Name` of `q, err := ch.QueueDeclare("orders", ...)`."""
        made = self.program.made_by(node.child_by_field_name("operand"))
        if made is None or made.type != "call_expression":
            return ()
        callee = text_of(made.child_by_field_name("function") or made)
        if not callee.endswith(("QueueDeclare", "QueueDeclarePassive")):
            return ()
        return self.of(next(iter(arguments_of(made)), None), depth + 1)

    def _call(self, node: Node, depth: int) -> Text:
        callee = node.child_by_field_name("function")
        arguments = arguments_of(node)
        origin = self.program.origin(callee)
        name = dotted(callee)
        if outside := self._outside(name, origin, arguments, depth):
            return outside
        if origin in _SAME_TEXT and len(arguments) > _SAME_TEXT[origin]:
            return self.of(arguments[_SAME_TEXT[origin]], depth + 1)
        if origin in ("fmt.Sprintf", "fmt.Errorf") and arguments:
            return self._formatted(arguments, depth)
        if origin == "fmt.Sprint":
            return joined(self.of(each, depth + 1) for each in arguments[:_MOST_TERMS])
        if origin in _JOINS:
            return self._joined(arguments, _JOINS[origin], depth)
        if origin == "strings.Join" and len(arguments) == 2:
            items = [value for _, value in entries(bare(arguments[0]))]
            return self._joined(items, string_of(arguments[1]) or "", depth)
        if origin == "cmp.Or":
            texts = [self.of(each, depth + 1) for each in arguments[:8]]
            return with_default(texts[0], likeliest(texts[1:])) if texts else UNKNOWN
        if name in ("string", "append") and arguments:
            return self.of(arguments[0], depth + 1)
        return self._of_method(name, callee, origin, depth)

    def _of_method(self, name: str, callee: Node | None, origin: str, depth: int) -> Text:
        if callee is not None and name.endswith((".String", ".JoinPath")):
            text = self.of(callee.child_by_field_name("operand"), depth + 1)
            return text if is_known(text) else UNKNOWN
        own = name and (origin.startswith("?") or "." not in name)
        return (Piece("name", name),) if own and name not in _BUILT_IN else UNKNOWN

    def _outside(self, name: str, origin: str, arguments: list[Node], depth: int) -> Text:
        """What the environment or the configuration says: `getEnv("X", "default")`."""
        method = name.rpartition(".")[2]
        if method in _GETTERS and arguments and _is_config(name, origin):
            key = string_of(arguments[0])
            if key is not None and origin not in ("flag.String",):
                kind = "env" if ENV_NAME.fullmatch(key) and "_" in key else "setting"
                return (Piece(kind, key),)
        if origin == "flag.String" and len(arguments) > 1:
            key = string_of(arguments[0]) or ""
            default = self.of(arguments[1], depth + 1)
            if is_outside(default) or not key:
                return default
            return with_default((Piece("setting", key),), default)
        if not _SPEAKS_OF_ENV.search(method) or method == "Setenv":
            return ()
        strings = [(at, string_of(each)) for at, each in enumerate(arguments)]
        named = next(((at, s) for at, s in strings if s and ENV_NAME.fullmatch(s)), None)
        if named is None:
            return ()
        others = [self.of(each, depth + 1) for each in arguments[named[0] + 1 :]]
        return with_default((Piece("env", named[1] or ""),), likeliest(others))

    def _formatted(self, arguments: list[Node], depth: int) -> Text:
        pattern = written(self.of(arguments[0], depth + 1))
        rest = iter(arguments[1:_MOST_TERMS])
        parts: list[Text] = []
        at = 0
        for gap in _GAP.finditer(pattern):
            parts.append(plain(pattern[at : gap.start()]))
            at = gap.end()
            if gap[1] == "%":
                parts.append(plain("%"))
            else:
                parts.append(self.of(next(rest, None), depth + 1))
        parts.append(plain(pattern[at:]))
        return joined(parts)

    def _joined(self, items: list[Node], by: str, depth: int) -> Text:
        parts: list[Text] = []
        for each in items[:_MOST_TERMS]:
            text = self.of(each, depth + 1)
            ends = not parts or written(joined(parts)[-1:]).endswith(by) if by else True
            starts = by and written(text[:1]).startswith(by)
            parts += [() if ends or starts else plain(by), text]
        return joined(parts)

    def _literal(self, node: Node, depth: int) -> Text:
        """`url.URL{Scheme: "http", Host: host, Path: "/x"}`, and the first item of a list."""
        parts = dict(entries(node))
        if self.program.origin(node) == "url.URL":
            scheme = self.of(parts["Scheme"], depth + 1) if "Scheme" in parts else plain("http")
            path = self.of(parts["Path"], depth + 1) if "Path" in parts else ()
            slash = plain("/") if path and not written(path[:1]).startswith("/") else ()
            host = self.of(parts.get("Host"), depth + 1)
            return joined([scheme, plain("://"), host, slash, path])
        return self.of(parts[""], depth + 1) if "" in parts else UNKNOWN

    def address(self, node: Node | None) -> Text:
        """Where a client connects to: a text, or a literal of options with an address in it."""
        made = self.program.made_by(node)
        if made is not None and made.type == "composite_literal":
            options = dict(entries(made))
            for key in _ADDRESSES:
                if key in options and (text := self.known(options[key])):
                    port = options.get("Port")
                    return host_and_port(text, self.known(port)) if port is not None else text
            return self.known(options[""]) if "" in options else ()
        return self.known(node)


_ADDRESSES = (
    *("Addr", "Addrs", "Address", "Addresses", "URL", "Url", "URI", "DSN", "Host", "Hosts"),
    *("Brokers", "InitAddress", "Endpoint", "Servers", "BaseEndpoint"),
)
_BUILT_IN = frozenset(
    """len cap make new string append copy panic int int64 int32 float64 error byte rune min
    max""".split()
)


def _is_config(name: str, origin: str) -> bool:
    if origin.startswith("viper."):
        return True
    holder = name.rpartition(".")[0].rpartition(".")[2]
    return bool(_SPEAKS_OF_CONFIG.search(holder)) and name.endswith("GetString")
