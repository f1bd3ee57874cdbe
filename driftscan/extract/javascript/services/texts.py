"""What an expression says as a text, in pieces."""

import re
from collections.abc import Callable

from tree_sitter import Node

from driftscan.extract.javascript.services.bindings import Binding
from driftscan.extract.javascript.services.nodes import (
    FUNCTIONS,
    arguments_of,
    bare,
    called,
    dotted,
    entries,
    key_of,
)
from driftscan.extract.javascript.services.program import Program, name_of
from driftscan.extract.javascript.syntax.literals import literal
from driftscan.extract.pieces import joined, plain
from driftscan.extract.syntax.alternatives import (
    UNKNOWN,
    is_known,
    is_marked,
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
# Objects that a handler is passed: their properties are what a user sent.
_PASSED = frozenset("req request res response ctx event e err error props".split())
_ENVIRONMENTS = frozenset(
    ("process.env", "import.meta.env", "Bun.env", "env", "window.env", "window._env_", "$env")
)
_ENV_NAME = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_?")
_ENV_CALL = re.compile(r"(?:.*\.)?(?:\w*env\w*|Deno\.env\.get|\$env)", re.IGNORECASE)
_SETTING_CALL = re.compile(
    r"(?:.*\.)?\w*(?:config|settings|conf|nconf)\w*\.(?:get|getOrThrow|getString)", re.IGNORECASE
)
# Methods that leave a text what it is, as far as an address goes.
_SAME_TEXT = frozenset(
    "trim toString toLowerCase toUpperCase replace replaceAll href toJSON valueOf concat".split()
)
_SAME_ARGUMENT = frozenset("String Number parseInt encodeURI normalizePath Buffer.from".split())
_CHOICES = frozenset(("||", "??", "&&"))


class Texts:
    """Expressions of one file as texts. parameters: names of parameters that are not looked
    through, for their call sites say what they hold."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._known: dict[int, Text] = {}
        self._readers: dict[str, Callable[[Node, int], Text]] = {
            "string": self._string,
            "template_string": self._template,
            "number": lambda node, _: plain(text_of(node)),
            "binary_expression": self._binary,
            "ternary_expression": self._ternary,
            "identifier": self._name,
            "shorthand_property_identifier": self._name,
            "member_expression": self._member,
            "subscript_expression": self._subscript,
            "call_expression": self._call,
            "new_expression": self._new,
            "assignment_expression": lambda n, d: self.of(n.child_by_field_name("right"), d + 1),
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

    def _string(self, node: Node, depth: int) -> Text:
        return plain(literal(node) or "")

    def _template(self, node: Node, depth: int) -> Text:
        content, at = node.text or b"", 1
        parts: list[Text] = []
        for gap in node.named_children[:_MOST_TERMS]:
            if gap.type == "template_substitution":
                start = gap.start_byte - node.start_byte
                parts.append(plain(content[at:start].decode("utf-8", "replace")))
                inner = gap.named_children
                parts.append(self.of(inner[0], depth + 1) if inner else UNKNOWN)
                at = gap.end_byte - node.start_byte
        parts.append(plain(content[at:-1].decode("utf-8", "replace")))
        return joined(parts)

    def _binary(self, node: Node, depth: int) -> Text:
        operator = text_of(node.child_by_field_name("operator") or node)
        if operator == "+":
            return self._sum(node, depth)
        if operator not in _CHOICES:
            return UNKNOWN
        left = self.of(node.child_by_field_name("left"), depth + 1)
        right = self.of(node.child_by_field_name("right"), depth + 1)
        return right if operator == "&&" else with_default(left, right)

    def _sum(self, node: Node, depth: int) -> Text:
        terms: list[Node | None] = []
        here: Node | None = node
        while here is not None and _is_sum(here):
            terms.append(here.child_by_field_name("right"))
            here = bare(here.child_by_field_name("left"))
            if len(terms) > _MOST_TERMS:
                return UNKNOWN
        terms.append(here)
        return joined(self.of(term, depth + 1) for term in reversed(terms))

    def _ternary(self, node: Node, depth: int) -> Text:
        ways = ("consequence", "alternative")
        return likeliest(self.of(node.child_by_field_name(way), depth + 1) for way in ways)

    def _name(self, node: Node, depth: int) -> Text:
        return self.named(name_of(node), node, depth)

    def named(self, name: str, node: Node, depth: int = 0) -> Text:
        """What a name holds at the place of a node."""
        bindings = self.program.bindings(name, node.start_byte)
        texts = [self.bound(binding, name, depth) for binding in bindings]
        found = likeliest(texts)
        if is_known(found) or is_marked(found) or any(text == UNKNOWN for text in texts):
            return found
        return (Piece("name", name.removeprefix("this.")),)

    def bound(self, binding: Binding, name: str, depth: int = 0) -> Text:
        """What one declaration or assignment gives a name; () if it only says that there is one."""
        if binding.module:
            own = binding.module.startswith((".", "@/", "~", "src/", "$"))
            return (Piece("name", binding.steps[-1] if binding.steps else name),) if own else ()
        if binding.value is None:
            return self._parameter(binding, name, depth)
        text = self._stepped(binding.value, binding.steps, depth + 1)
        return with_default(text, self.of(binding.default, depth + 1)) if binding.default else text

    def _parameter(self, binding: Binding, name: str, depth: int) -> Text:
        if binding.default is not None:
            return self.of(binding.default, depth + 1)
        if binding.function is None:
            return ()
        step = binding.steps[-1] if binding.steps else ""
        return mark(binding.function.start_byte, binding.parameter, step or name, step)

    def _stepped(self, value: Node, steps: tuple[str, ...], depth: int) -> Text:
        """A property of an expression: `{X} = process.env`, `config.url`."""
        if not steps:
            return UNKNOWN if value.type in FUNCTIONS else self.of(value, depth)
        if len(steps) == 1 and dotted_or_meta(value) in _ENVIRONMENTS:
            return (Piece("env", steps[0]),)
        inside = self.program.object_of(value)
        for step in steps:
            inside = dict(entries(inside)).get(step) if inside is not None else None
        if inside is not None:
            return self.of(inside, depth)
        name = dotted(value)
        passed = name.partition(".")[0] in _PASSED
        return (Piece("name", ".".join([name, *steps])),) if name and not passed else UNKNOWN

    def _member(self, node: Node, depth: int) -> Text:
        holder = bare(node.child_by_field_name("object"))
        key = key_of(node.child_by_field_name("property"))
        if holder is None:
            return UNKNOWN
        if dotted_or_meta(holder) in _ENVIRONMENTS and (
            dotted_or_meta(holder) != "env" or _ENV_NAME.fullmatch(key)
        ):
            return (Piece("env", key),)
        if holder.type == "this":
            return self.named(f"this.{key}", node, depth)
        if key in ("href", "queue", "origin") and is_known(made := self._made(holder, depth)):
            return made
        return self._property(node, holder, key, depth)

    def _made(self, holder: Node, depth: int) -> Text:
        """`url.href`, and `q.queue` of `q = await channel.assertQueue('orders')`."""
        for binding in self.program.bindings(name_of(holder), holder.start_byte):
            made = bare(binding.value)
            if made is not None and made.type == "new_expression":
                return self.of(made, depth + 1)
            if made is not None and text_of(called(made) or made).endswith("assertQueue"):
                return self.of(next(iter(arguments_of(made)), None), depth + 1)
        return UNKNOWN

    def _property(self, node: Node, holder: Node, key: str, depth: int) -> Text:
        steps = [key]
        while holder.type == "member_expression" and not name_of(holder):
            steps.insert(0, key_of(holder.child_by_field_name("property")))
            inner = bare(holder.child_by_field_name("object"))
            if inner is None or len(steps) > _DEEPEST:
                return UNKNOWN
            holder = inner
        found = self.program.object_of(holder)
        for step in steps:
            found = dict(entries(found)).get(step) if found is not None else None
        if found is not None and is_known(text := self.of(found, depth + 1)):
            return text
        name = dotted(node)
        first = name.partition(".")[0]
        if not name or first in _PASSED:
            return UNKNOWN
        return (Piece("name", name),)

    def _subscript(self, node: Node, depth: int) -> Text:
        holder = bare(node.child_by_field_name("object"))
        key = literal(node.child_by_field_name("index"))
        if holder is None or key is None:
            return UNKNOWN
        if dotted_or_meta(holder) in _ENVIRONMENTS:
            return (Piece("env", key),)
        name = dotted(holder)
        return (Piece("name", f"{name}.{key}"),) if name else UNKNOWN

    def _call(self, node: Node, depth: int) -> Text:
        callee = called(node)
        if callee is None:
            return UNKNOWN
        arguments = arguments_of(node)
        name = dotted(callee)
        key = literal(arguments[0]) if arguments else None
        if key and (outside := self._outside(callee, name, key)):
            default = self.of(arguments[1], depth + 1) if len(arguments) > 1 else UNKNOWN
            return with_default((outside,), default)
        if callee.type == "member_expression":
            method = key_of(callee.child_by_field_name("property"))
            if method in _SAME_TEXT and name not in _SAME_ARGUMENT:
                text = self.of(callee.child_by_field_name("object"), depth + 1)
                more = [self.of(each, depth + 1) for each in arguments]
                return joined([text, *more]) if method == "concat" else text
        if name in _SAME_ARGUMENT and arguments:
            return self.of(arguments[0], depth + 1)
        if name.rpartition(".")[2] in ("join", "urljoin", "urlJoin", "resolve") and arguments:
            return self._path(name, arguments, depth)
        return (Piece("name", name),) if name and self._is_plain(name, callee) else UNKNOWN

    def _outside(self, callee: Node, name: str, key: str) -> Piece | None:
        if _ENV_NAME.fullmatch(key) and "_" in key and _ENV_CALL.fullmatch(name):
            return Piece("env", key)
        if self.program.origin(callee).startswith("settings.get") or _SETTING_CALL.fullmatch(name):
            return Piece("env" if _ENV_NAME.fullmatch(key) else "setting", key)
        return None

    def _path(self, name: str, arguments: list[Node], depth: int) -> Text:
        """`urljoin(a, b)`, `path.join(a, b)`; what lies in the file system is no address."""
        if any(text_of(each) in ("__dirname", "process.cwd()") for each in arguments[:1]):
            return UNKNOWN
        parts: list[Text] = []
        for each in arguments[:_DEEPEST]:
            before, text = joined(parts), self.of(each, depth + 1)
            apart = before and not written(before[-1:]).endswith("/")
            slash = plain("/") if apart and not written(text[:1]).startswith("/") else ()
            parts += [slash, text]
        return joined(parts)

    def _is_plain(self, name: str, callee: Node) -> bool:
        """Whether a call is that of a function that may just return an address."""
        first = name.partition(".")[0]
        return not self.program.origin(callee).startswith(("@", "?req", "?res")) and first not in (
            "JSON",
            "Math",
            "Object",
            "Date",
            "Promise",
            "require",
            "console",
            "Array",
        )

    def _new(self, node: Node, depth: int) -> Text:
        arguments = arguments_of(node)
        if dotted(called(node)) not in ("URL", "Request", "String") or not arguments:
            return UNKNOWN
        path = self.of(arguments[0], depth + 1)
        if len(arguments) == 1 or "://" in written(path[:1]):
            return path
        base = self.of(arguments[1], depth + 1)
        ends = written(base[-1:]).endswith("/")
        starts = written(path[:1]).startswith("/")
        if ends and starts:
            path = joined([plain(path[0].value[1:]), path[1:]])
        return joined([base, () if ends or starts else plain("/"), path])


def _is_sum(node: Node) -> bool:
    operator = node.child_by_field_name("operator")
    return node.type == "binary_expression" and operator is not None and operator.type == "+"


def dotted_or_meta(node: Node) -> str:
    """`process.env`, `import.meta.env`."""
    name = dotted(node)
    if name or node.type not in ("member_expression", "meta_property"):
        return name
    words = text_of(node)
    return words.replace("?", "") if len(words) < 40 else ""
