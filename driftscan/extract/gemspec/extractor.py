"""*.gemspec as facts, read with a grammar and never run."""

from tree_sitter import Node

from driftscan.extract.manifest.directory import clean_directory
from driftscan.extract.syntax.parsed import line_of, parse, text_of
from driftscan.model.fact import (
    PROGRAM,
    FileFacts,
    Problem,
    ProjectFact,
    RequirementFact,
    SettingFact,
    SourceRootFact,
)

_QUERY = """
(assignment left: (call method: (identifier) @set (#any-of? @set "name" "require_paths"
  "require_path" "executables")) right: (_) @value) @statement
(call receiver: (identifier) method: (identifier) @asked (#any-of? @asked "add_dependency"
  "add_runtime_dependency" "add_development_dependency")
  arguments: (argument_list . (string) @gem)) @statement
"""
_DEVELOPMENT = "add_development_dependency"


def extract(content: bytes, /) -> FileFacts:
    """The gem's name, requirements and executables, and where `require` looks."""
    parsed = parse(content, "ruby")
    if isinstance(parsed, Problem):
        return FileFacts(problems=(parsed,))
    names, roots, asked, programs = [], [], [], []
    for match in parsed.matches(_QUERY):
        line = line_of(match["statement"][0])
        if "asked" in match:
            scope = "dev" if text_of(match["asked"][0]) == _DEVELOPMENT else "runtime"
            asked += [RequirementFact(name, line, scope) for name in _strings(match["gem"][0])]
        elif text_of(match["set"][0]) == "name":
            names += [ProjectFact(name, line) for name in _strings(match["value"][0])]
        elif text_of(match["set"][0]) == "executables":
            listed = _strings(match["value"][0])
            programs += [SettingFact(PROGRAM, ("gem-executable", each), line) for each in listed]
        else:
            written = _strings(match["value"][0])
            places = [place for each in written if (place := clean_directory(each)) is not None]
            roots += [SourceRootFact(place, line) for place in places]
    return FileFacts(
        source_roots=tuple(roots),
        requirements=tuple(asked),
        projects=tuple(names[:1] or [ProjectFact("", 1)]),
        settings=tuple(programs),
        problems=parsed.problems,
    )


def _strings(node: Node) -> list[str]:
    """A plain string, or all of a list; nothing of what is computed."""
    nodes = node.named_children if "array" in node.type else [node]
    return [
        text_of(each.named_children[0])
        for each in nodes
        if each.type in ("string", "bare_string")
        and [part.type for part in each.named_children] == ["string_content"]
    ]
