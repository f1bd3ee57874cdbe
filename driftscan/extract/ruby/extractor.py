"""Ruby sources as facts: what they require, which constants they use and define, and where."""

import re
from collections import defaultdict
from collections.abc import Iterator

from tree_sitter import Node

from driftscan.extract.ruby.layout import camelized
from driftscan.extract.ruby.nesting import LEVEL, Nesting, within
from driftscan.extract.ruby.queries import EVERYTHING
from driftscan.extract.ruby.requires import NotLiteralError, path_of, underscored
from driftscan.extract.syntax.parsed import Captured, Parsed, last_line_of, line_of, parse, text_of
from driftscan.extract.syntax.suppressions import Statement, with_suppressions
from driftscan.model.fact import FileFacts, ImportContext, ImportFact, Problem, UseFact

AUTOLOADS_HERE, AUTOLOADS_LIB = "@autoload here", "@autoload lib"
"""Declarations that are none: the file makes Zeitwerk load the folder it lies in, or `lib`."""

_LAZY, _DYNAMIC = int(ImportContext.LAZY), int(ImportContext.DYNAMIC)
_CONSTANT = re.compile(r"(?:::)?[^\W\d_a-z]\w*(?:::[^\W\d_a-z]\w*)*")
# The grammar does not know `def x = raise Error, "text"` and loses the class around it; read as
# statements of their own, its parts are no trouble.
_ENDLESS_RAISE = re.compile(rb"^([ \t]*def [^\n]*?= ?raise) ([A-Z][\w:]*)(,?)", re.MULTILINE)
_HELPED = ("Controller", "Mailer")
_HELPER = re.compile(r"[:\"'][\"']?((?:[a-z]\w*/)*[a-z]\w*)[\"']?")
_DEFINITIONS = ("class", "module", "comment")
_COMPUTED = "what is required is computed"
_DOUBTFUL = ("load", "autoload")  # often methods of one's own, where nothing literal is given


def extract(content: bytes, /) -> FileFacts:
    """Facts of one Ruby file."""
    parsed = parse(_ENDLESS_RAISE.sub(_as_statements, content), "ruby")
    if isinstance(parsed, Problem):
        return FileFacts(problems=(parsed,))
    return _Reading(parsed).facts()


class _Reading:
    """One file while its matches are gone through."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._nesting = Nesting()
        self._imports: list[ImportFact] = []
        self._statements: list[Statement] = []
        self._problems = list(parsed.problems)
        self._declared: dict[str, None] = {}
        self._lines: dict[str, set[int]] = defaultdict(set)
        self._symbols: dict[str, set[int]] = defaultdict(set)
        self._no_use: set[tuple[int, int]] = set()

    def facts(self) -> FileFacts:
        """Definitions come first, for they decide what the names in them mean."""
        matches = list(self._parsed.matches(EVERYTHING))
        definitions = [match for match in matches if "defined" in match]
        for match in sorted(definitions, key=_place):
            self._define(match)
        self._nesting.finish()
        for match in matches:
            self._take(match)
        self._names([match["name"][0] for match in matches if "name" in match])
        facts = FileFacts(
            imports=tuple(self._imports),
            problems=tuple(self._problems),
            uses=tuple(self._uses()),
            declarations=tuple(self._declared),
        )
        return with_suppressions(self._parsed, facts, self._statements)

    def _uses(self) -> Iterator[UseFact]:
        """Each name once; those that symbols alone make are dynamic."""
        for name in sorted(self._lines.keys() | self._symbols.keys()):
            lines = self._lines.get(name, set()) | self._symbols.get(name, set())
            yield UseFact(name, tuple(sorted(lines)), 0 if name in self._lines else _DYNAMIC)

    def _define(self, match: Captured) -> None:
        name, body = match["defined"][0], match.get("body", [None])[0]
        definition = self._nesting.define(name, body)
        self._no_use.add(_span(name))
        inside = body.named_children if body else []
        only_names = inside and all(child.type in _DEFINITIONS for child in inside)
        if "superclass" in _child_types(match) or not only_names:
            self._declared[definition.full] = None

    def _take(self, match: Captured) -> None:
        if "call" in match:
            self._require(match)
        for node in match.get("assigned", ()):
            around = self._nesting.at(node)
            self._no_use.add(_span(node))
            written = "".join(text_of(node).split())
            if _CONSTANT.fullmatch(written):
                self._declared[within(around.full if around else "", written)] = None
        for capture in ("member", "method"):
            self._no_use.update(_span(node) for node in match.get(capture, ()))
        if "for_gem" in match:
            self._declared[AUTOLOADS_HERE] = None
        if "autoload_lib" in match:
            self._declared[AUTOLOADS_LIB] = None
        for given in match.get("helpers", ()):
            self._help(given)

    def _help(self, given: Node) -> None:
        """`helper :issues, 'admin/users'` of a controller: Rails makes the names of modules of
        them, and takes these."""
        around = self._nesting.at(given)
        if around and around.full.endswith(_HELPED):
            for each in given.named_children:
                if named := _HELPER.fullmatch(text_of(each)):
                    self._symbols[f"::{camelized(named[1])}Helper"].add(line_of(each))

    def _names(self, nodes: list[Node]) -> None:
        """Of `A::B::C` the whole; of what is only partly constant, the part that is."""
        reached = 0
        for node in sorted(nodes, key=_outermost_first):
            if node.start_byte < reached or _span(node) in self._no_use:
                continue
            written = "".join(text_of(node).split())
            if _CONSTANT.fullmatch(written):
                reached = node.end_byte
                self._use(node, written)

    def _use(self, node: Node, written: str) -> None:
        around = self._nesting.at(node)
        if within(around.full if around else "", written) not in self._declared:
            levels = around.levels if around else ()
            self._lines[LEVEL.join((*levels, written))].add(line_of(node))

    def _require(self, match: Captured) -> None:
        call, called = match["call"][0], text_of(match["called"][0])
        given = match["arguments"][0].named_children
        if not given:
            return
        try:
            fact = self._fact(call, called, given)
        except NotLiteralError:
            if called not in _DOUBTFUL:
                self._problems.append(Problem("not-literal", _COMPUTED, line_of(call)))
            return
        self._imports.append(fact)
        self._statements.append(Statement(line_of(call), last_line_of(call)))

    def _fact(self, call: Node, called: str, given: list[Node]) -> ImportFact:
        line = line_of(call)
        if called == "autoload":
            return self._autoload(call, given, line)
        levels, path = path_of(given[0])
        if called == "require_relative" and not levels:
            return ImportFact("/" + path, "", 1, line)
        context = _DYNAMIC if called in ("load", "require_dependency") else 0
        return ImportFact(path, "", levels, line, context)

    def _autoload(self, call: Node, given: list[Node], line: int) -> ImportFact:
        """`autoload :Name, 'path'`; without a path ActiveSupport derives it from the constant."""
        if given[0].type != "simple_symbol":
            raise NotLiteralError
        constant = text_of(given[0])[1:]
        if len(given) > 1:
            levels, path = path_of(given[1])
            return ImportFact(path, constant, levels, line, _LAZY)
        around = self._nesting.at(call)
        full = within(around.full if around else "", constant)
        return ImportFact(underscored(full), constant, 0, line, _LAZY | _DYNAMIC)


def _as_statements(found: re.Match[bytes]) -> bytes:
    return found[1] + b";" + found[2] + (b";" if found[3] else b"")


def _child_types(match: Captured) -> list[str]:
    node = (match.get("class") or match["module"])[0]
    return [child.type for child in node.named_children[:2]]


def _place(match: Captured) -> int:
    return match["defined"][0].start_byte


def _span(node: Node) -> tuple[int, int]:
    return node.start_byte, node.end_byte


def _outermost_first(node: Node) -> tuple[int, int]:
    return node.start_byte, -node.end_byte
