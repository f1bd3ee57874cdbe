"""Gemfile as facts, read with a grammar and never run."""

from tree_sitter import Node

from driftscan.extract.manifest.purpose import group_is_dev
from driftscan.extract.syntax.parsed import line_of, parse, text_of
from driftscan.model.fact import FileFacts, Problem, RequirementFact

_QUERY = """
(call !receiver method: (identifier) @called (#any-of? @called "gem" "group")
  arguments: (argument_list) @arguments block: (_)? @block) @call
"""
_GROUP_KEYS = ("group", ":group", "groups", ":groups")


def extract(content: bytes, /) -> FileFacts:
    """Requirements of a Gemfile; a gem whose groups are all for development is dev."""
    parsed = parse(content, "ruby")
    if isinstance(parsed, Problem):
        return FileFacts(problems=(parsed,))
    groups: list[tuple[int, str]] = []  # where a block ends, and its scope
    found = []
    for match in sorted(parsed.matches(_QUERY), key=lambda each: each["call"][0].start_byte):
        call, given = match["call"][0], match["arguments"][0].named_children
        while groups and groups[-1][0] <= call.start_byte:
            groups.pop()
        if text_of(match["called"][0]) == "group":
            groups.append((call.end_byte, _scope([name for n in given if (name := _name(n))])))
        elif given and given[0].type == "string" and (name := _name(given[0])):
            scope = _scope(_groups(given)) or (groups[-1][1] if groups else "") or "runtime"
            found.append(RequirementFact(name, line_of(call), scope))
    return FileFacts(requirements=tuple(found), problems=parsed.problems)


def _scope(groups: list[str]) -> str:
    """'' if no group is named."""
    if not groups:
        return ""
    if all(group_is_dev(group) for group in groups):
        return "dev"
    return "runtime" if "default" in groups else "optional"


def _groups(given: list[Node]) -> list[str]:
    """What `group: :test` or `groups: [:a, :b]` names."""
    for pair in given:
        key, value = pair.child_by_field_name("key"), pair.child_by_field_name("value")
        if key is not None and value is not None and text_of(key) in _GROUP_KEYS:
            nodes = value.named_children if "array" in value.type else [value]
            return [name for node in nodes if (name := _name(node))]
    return []


def _name(node: Node) -> str:
    """The text of a plain string or symbol, '' for anything else."""
    if node.type in ("simple_symbol", "bare_symbol"):
        return text_of(node).lstrip(":")
    if node.type == "string" and [part.type for part in node.named_children] == ["string_content"]:
        return text_of(node.named_children[0])
    return ""
