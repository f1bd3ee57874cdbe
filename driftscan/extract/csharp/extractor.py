"""C# source to facts: usings, types it declares, names it uses."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import reduce

from tree_sitter import Node

from driftscan.extract.csharp.conditions import has_branches, readings
from driftscan.extract.csharp.declarations import declarations_of
from driftscan.extract.csharp.expressions import take_accesses, take_calls
from driftscan.extract.csharp.merging import merged
from driftscan.extract.csharp.queries import EVERYTHING
from driftscan.extract.csharp.readable import is_unreadable, readable
from driftscan.extract.csharp.scopes import Scopes
from driftscan.extract.csharp.uses import Uses
from driftscan.extract.csharp.usings import using_fact
from driftscan.extract.csharp.written import identifier, simple, written
from driftscan.extract.entity_models import without_model
from driftscan.extract.syntax.grammars import field
from driftscan.extract.syntax.parsed import Captured, Parsed, last_line_of, line_of, parse
from driftscan.extract.syntax.suppressions import Statement, with_suppressions
from driftscan.model.fact import FileFacts, Problem, UseFact


def extract(content: bytes) -> FileFacts:
    """Facts of one file."""
    parsed = _read(content)
    if isinstance(parsed, Problem):
        return FileFacts(problems=(parsed,))
    facts = _facts(parsed)
    if parsed.problems and has_branches(parsed.content):
        read = [parse(text, _GRAMMAR) for text in readings(parsed.content)]
        facts = reduce(merged, [_facts(each) for each in read if isinstance(each, Parsed)])
    return with_suppressions(parsed, facts, _statements(parsed))


def _read(content: bytes) -> Parsed | Problem:
    """The tree of a file, in words that the grammar has, if it does not have those of the file: to
    find a way around what it can't read takes it twice as long as all the rest."""
    if content[:2] not in _UTF16:
        # The grammar wants a line's end behind a directive, even behind the last one.
        content = without_model(content) + b"\n"
        if is_unreadable(content):
            return parse(readable(content), _GRAMMAR)
    parsed = parse(content, _GRAMMAR)
    return _written_anew(parsed) if isinstance(parsed, Parsed) and parsed.problems else parsed


def _written_anew(parsed: Parsed) -> Parsed:
    """The same file in words that the grammar has."""
    content = readable(parsed.content)
    anew = parsed if content == parsed.content else parse(content, _GRAMMAR)
    return anew if isinstance(anew, Parsed) else parsed


def _statements(parsed: Parsed) -> Iterator[Statement]:
    """Directives that may be longer than a line; made only if a comment speaks of any."""
    for captured in parsed.matches("(using_directive) @using"):
        node = captured["using"][0]
        yield Statement(line_of(node), last_line_of(node))


def _facts(parsed: Parsed) -> FileFacts:
    found = _by_role(parsed)
    scopes = Scopes(len(parsed.content), _scope_nodes(found))
    types = _take_values(found, scopes, parsed.content)
    _take_parts(found, scopes)
    usings = [captured["using"][0] for captured in found["using"]]
    return FileFacts(
        imports=tuple(using_fact(node, scopes.at(node.start_byte).number) for node in usings),
        problems=parsed.problems,
        uses=_uses(found, types, Uses(scopes, parsed.content)),
        namespaces=tuple(scopes.namespaces),
        declarations=declarations_of(scopes),
    )


_GRAMMAR = "c_sharp"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ROLES = frozenset(
    "using space declared parameter value member base type holder as is attribute arguments access"
    " call maybe method extension".split()
)
_DOTTED = frozenset({"qualified_name", "alias_qualified_name"})
_INNERMOST = {"identifier": "maybe", "generic_name": "type"}
_MOST_OPERATORS = 40  # a hostile expression has thousands

Found = dict[str, list[Captured]]


def _by_role(parsed: Parsed) -> Found:
    """All matches, by the capture that tells what they are about."""
    found: Found = defaultdict(list)
    for matches in parsed.by_pattern(EVERYTHING).values():
        for role in matches[0]:  # all of a pattern have the same captures
            if role in _ROLES:
                found[role] += matches
            elif role == "operators":
                for captured in matches:
                    _take_innermost(captured[role][0], found)
    return found


def _take_innermost(operators: Node, found: Found) -> None:
    """See queries._PATTERNS."""
    node: Node | None = operators
    for _ in range(_MOST_OPERATORS):
        if node is not None and node.type == "binary_expression":
            node = node.child_by_field_name("left")
    if node is not None and (role := _INNERMOST.get(node.type)):
        found[role].append({role: [node]})


def _scope_nodes(found: Found) -> list[tuple[Node, Node, bool]]:
    spaces = [(each["space"][0], each["namespace"][0], False) for each in found["space"]]
    types = [(each["declared"][0], each["name"][0], True) for each in found["declared"]]
    return spaces + types


def _take_values(found: Found, scopes: Scopes, content: bytes) -> list[Node]:
    """Tell each scope which names mean values in it; the types that stand before these."""
    types: list[Node] = []
    for captured in found["parameter"]:
        node = captured["parameter"][0]
        scopes.at(node.start_byte).parameters.add(simple(node))
        scopes.has_parameters = True
    for captured in found["value"]:
        of = ""
        if "of" in captured:
            type_ = captured["of"][0]
            of = _called(type_, content)
            types.append(type_)
        for node in captured["value"]:
            name, scope = identifier(node, content), scopes.at(node.start_byte)
            # `Order Order` hides nothing: what stands before a dot may be the type all the same.
            scope.names.add(name)
            if name != of:
                scope.values.add(name)
    for captured in found["member"]:
        node = captured["member"][0]
        name = content[node.start_byte : node.end_byte].decode("utf-8", "replace")
        if _called(captured["of"][0], content) != name:
            scopes.at(node.start_byte).members.add(name)
    return types


def _take_parts(found: Found, scopes: Scopes) -> None:
    """Tell each scope what it derives from, and its methods."""
    for node in sorted((captured["base"][0] for captured in found["base"]), key=_place):
        scopes.at(node.start_byte).bases.append(written(node))
    for captured in found["method"]:
        node = captured["method"][0]
        scopes.at(node.start_byte).methods.add(simple(node))
    for captured in found["extension"]:
        node = captured["extension"][0]
        scope = scopes.at(node.start_byte)
        scope.extensions.add(simple(node))
        scope.methods.discard(simple(node))


def _place(node: Node) -> int:
    return int(node.start_byte)


def _called(type_: Node, content: bytes) -> str:
    """The last part of a type's name; '' for one that no value can be called like."""
    kind = type_.type
    if kind == "identifier":
        return identifier(type_, content)
    return written(type_).rpartition(".")[2] if kind in _DOTTED else ""


def _uses(found: Found, types: Sequence[Node], uses: Uses) -> tuple[UseFact, ...]:
    """types: what stands before names of values."""
    for captured in found["type"]:
        uses.type(captured["type"][0])
    for node in types:
        uses.named(node)
    _take_held(found, uses)
    for captured in found["arguments"]:
        for node in captured["arguments"][0].named_children:
            uses.type(node)
    for captured in found["attribute"]:
        uses.attribute(captured["attribute"][0])
    for captured in found["maybe"]:
        uses.maybe(captured["maybe"][0])
    take_accesses([captured["access"][0] for captured in found["access"]], uses)
    take_calls((captured["call"][0] for captured in found["call"]), uses)
    return uses.facts()


def _take_held(found: Found, uses: Uses) -> None:
    """Types in fields of what stands around them."""
    type_, right = field(_GRAMMAR, "type"), field(_GRAMMAR, "right")
    for captured in found["holder"]:
        uses.named(captured["holder"][0].child_by_field_id(type_))
    for captured in found["as"]:
        uses.named(captured["as"][0].child_by_field_id(right))
    for captured in found["is"]:
        node = captured["is"][0].child_by_field_id(right)
        if node is not None and node.type == "identifier":
            uses.maybe(node)
        else:
            uses.named(node)
