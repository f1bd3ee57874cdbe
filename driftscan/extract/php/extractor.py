"""PHP sources as facts, all names resolved as far as the file's own text tells."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from tree_sitter import Node

from driftscan.extract.php.functions import ALWAYS_THERE
from driftscan.extract.php.mentions import is_mentioned, with_mentions
from driftscan.extract.php.queries import EVERYTHING
from driftscan.extract.php.requires import NotLiteralError, path_of
from driftscan.extract.php.spaces import CONSTANT, FUNCTION, Spaces, clean, folded
from driftscan.extract.php.use_statements import read_use
from driftscan.extract.syntax.parsed import Captured, Parsed, last_line_of, line_of, parse, text_of
from driftscan.extract.syntax.suppressions import Statement, with_suppressions
from driftscan.model.fact import FileFacts, ImportContext, ImportFact, Problem, UseFact

_DYNAMIC, _TYPE_ONLY = int(ImportContext.DYNAMIC), int(ImportContext.TYPE_ONLY)
_OWN_SCOPE = frozenset({"self", "static", "parent"})
_NAMES = frozenset({"name", "qualified_name", "relative_name"})
_TAGS = frozenset({"php_tag", "text_interpolation"})
_VARIABLE = "dynamic_variable_name"
_NO_CLASS = _OWN_SCOPE | frozenset({"mixed", "never", "void", "null", "false", "true", "object"})
_NO_CONSTANT = frozenset({"true", "false", "null"})
_DECLARED = {"declared.class": "", "declared.function": FUNCTION, "declared.constant": CONSTANT}
# The grammar does not know the comma that may follow the last name of a group.
_LAST_COMMA = re.compile(rb"(\\\{[^{};]*),(\s*\}\s*;)")
# What defines one of these does so where an old PHP, or one without the extension, has none.
_STANDS_IN = re.compile(
    r"(?:(?:CURL\w*|GRAPHEME|IDNA|IMAGETYPE|INTL|JSON|LIBXML|MB_CASE|MYSQLI|OPENSSL|PKCS7|PREG|SODIUM"
    r"|SQLITE3)_[A-Z0-9_]+|E_(?:USER_)?DEPRECATED|PASSWORD_(?:ARGON2\w+|BCRYPT|DEFAULT)"
    r"|PHP_(?:VERSION_ID|OS_FAMILY|(?:MAJOR|MINOR|RELEASE)_VERSION))$"
)
_COMPUTED = "what is included is computed"


def extract(content: bytes, /) -> FileFacts:
    """Facts of one PHP file; HTML around the code says nothing."""
    parsed = parse(_LAST_COMMA.sub(rb"\1 \2", content), "php")
    if isinstance(parsed, Problem):
        return FileFacts(problems=(parsed,))
    return _Reading(parsed).facts()


class _Reading:
    """One file while its matches are gone through."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._matches = list(parsed.matches(EVERYTHING))
        self._spaces = Spaces([node for m in self._matches for node in m.get("namespace", ())])
        self._imports: list[ImportFact] = []
        self._statements: list[Statement] = []
        self._lines: dict[str, set[int]] = defaultdict(set)
        # What code does something with: names of uses, and of imports by their alias.
        self._in_use: set[str] = set()
        self._loading: set[str] = set()
        self._named: set[str] = set()
        self._declared: dict[str, None] = {}
        self._problems = list(parsed.problems)

    def facts(self) -> FileFacts:
        """Imports come first, for they decide what the other names mean."""
        for match in self._matches:
            for statement in match.get("use", ()):
                self._use(statement)
        for match in self._matches:
            self._take(match)
        facts = FileFacts(
            imports=tuple(with_mentions(self._imports, self._loading, self._named, self._parsed)),
            problems=tuple(self._problems),
            uses=tuple(self._uses()),
            namespaces=self._spaces.names,
            declarations=tuple(self._declared),
        )
        return with_suppressions(self._parsed, facts, self._statements)

    def _uses(self) -> Iterator[UseFact]:
        """What the file declares itself leads to no other."""
        own = {folded(declaration) for declaration in self._declared}
        for name, lines in sorted(self._lines.items()):
            if folded(name.replace(" \\", " ")) not in own:
                context = 0 if name in self._in_use else _TYPE_ONLY
                yield UseFact(name, tuple(sorted(lines)), context)

    def _use(self, statement: Node) -> None:
        self._imports += read_use(statement, self._spaces.at(statement))
        self._statements.append(Statement(line_of(statement), last_line_of(statement)))

    def _take(self, match: Captured) -> None:
        for capture, nodes in match.items():
            if capture in _DECLARED:
                for node in nodes:
                    full = self._spaces.at(node).within(text_of(node))
                    self._declared[_DECLARED[capture] + full] = None
            elif read := self._readers.get(capture):
                for node in nodes:
                    read(self, node)

    def _class(self, node: Node) -> None:
        written = _written(node)
        if written.lower() not in _NO_CLASS:
            space = self._spaces.at(node)
            self._note(node, space.class_name(written), not is_mentioned(node))

    def _scoped(self, node: Node) -> None:
        """`X::y`, where X may be an expression as well."""
        scope = node.child(0)
        if scope is not None and scope.type in _NAMES:
            self._class(scope)

    def _instance(self, operator: Node) -> None:
        """`x instanceof X`, where X may be an expression as well."""
        right = operator.parent and operator.parent.child_by_field_name("right")
        if right is not None and right.type in _NAMES:
            self._class(right)

    def _function(self, node: Node) -> None:
        written = _written(node)
        if written.lstrip("\\").lower() not in ALWAYS_THERE:
            self._note(node, self._spaces.at(node).function(written))

    def _constant(self, node: Node) -> None:
        written = _written(node)
        magic = written.startswith("__") and written.endswith("__")
        if magic or _says_nothing(node):
            return
        if written.lstrip("\\").lower() not in _NO_CONSTANT:
            self._note(node, self._spaces.at(node).constant(written))

    def _note(self, node: Node, name: str, in_use: bool = True) -> None:
        if name:
            self._lines[name].add(line_of(node))
        imported = self._spaces.at(node).imported(_written(node))
        self._named.add(imported)
        if in_use:
            self._in_use.add(name)
            self._loading.add(imported)

    def _require(self, node: Node) -> None:
        try:
            levels, path = path_of(node.named_children[-1])
        except NotLiteralError:
            self._problems.append(Problem("not-literal", _COMPUTED, line_of(node)))
            return
        if path:
            self._imports.append(ImportFact(path, "", levels, line_of(node), _DYNAMIC))
            self._statements.append(Statement(line_of(node), last_line_of(node)))

    def _call(self, node: Node) -> None:
        """`define('NAME', ...)` and `class_alias(..., 'Name')` declare what their strings say."""
        function, arguments = node.child_by_field_name("function"), node.named_children[-1]
        called = text_of(function).lstrip("\\").lower() if function else ""
        if called not in ("define", "class_alias"):
            return
        given = [n.named_children[0] for n in arguments.named_children if n.named_child_count]
        named = given[called == "class_alias"] if len(given) > 1 else None
        if named is not None and named.type in ("string", "encapsed_string"):
            mark = CONSTANT if called == "define" else ""
            full = clean(text_of(named)[1:-1].replace("\\\\", "\\"))
            if not (mark and _STANDS_IN.match(full)):
                self._declared[mark + full] = None

    _readers: Mapping[str, Callable[["_Reading", Node], None]] = {
        "class": _class,
        "scoped": _scoped,
        "instance": _instance,
        "function": _function,
        "constant": _constant,
        "require": _require,
        "call": _call,
    }


def _says_nothing(name: Node) -> bool:
    """The a of `"${a}"` and `"${a[0]}"`, which is a variable, and a name alone, which is mostly a
    text that could not be read. `<?= NAME ?>` does say something."""
    above = name.parent
    if above is not None and above.type == "subscript_expression" and above.child(0) == name:
        return above.parent is not None and above.parent.type == _VARIABLE
    if above is None or above.type != "expression_statement":
        return above is not None and above.type == _VARIABLE
    before = above.prev_sibling
    return before is None or before.type not in _TAGS


def _written(node: Node) -> str:
    return "".join(text_of(node).split())
