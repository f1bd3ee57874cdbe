"""Python source to import facts, in one pass over the part of the file that can hold any.

Not a parser: `import` is a keyword, so wherever it stands in code, an import statement stands.
The walk skips strings, comments and brackets, recovers enclosing statements from indentation, and
ends at the last occurrence of the word. A file newer than the running interpreter reads as well.

What the contexts mean: a suite passes its context to all it encloses. Both branches of an `if`
are CONDITIONAL, except a branch that TYPE_CHECKING keeps from running: that one is TYPE_ONLY. A
call's line is that of the callee, and a lambda's body is DEFERRED.
"""

from msgspec.structs import replace

from driftscan.extract.python.dynamic import CalleeNames, names_of_callees, read_calls
from driftscan.extract.python.scanner import scan
from driftscan.extract.python.source_text import read_text
from driftscan.extract.python.suppressions import with_suppressions
from driftscan.extract.python.thorough import scan_thoroughly
from driftscan.model.fact import FileFacts, Problem

_NOTHING = FileFacts()


def extract(content: bytes, /) -> FileFacts:
    """Imports, exports, problems and suppressions of one file of Python source (.py or .pyi), in
    the order of the text.

    Problems: 'encoding' (fatal), 'syntax' (a malformed statement was left out, or reading ended
    there), 'not-literal' (a dynamic import of a computed name).
    """
    text = read_text(content)
    if isinstance(text, Problem):
        return FileFacts(problems=(text,))
    facts = _imports("\n" + text) if "import" in text else _NOTHING
    facts = _with_exports(facts, "\n" + text) if "__all__" in text else facts
    return with_suppressions(text, facts)


def _imports(text: str) -> FileFacts:
    names = names_of_callees(text)
    if names is None:
        plain = scan(text)
        if plain.inline_at < 0:
            return FileFacts(tuple(plain.facts), problems=tuple(plain.problems))
    return _extract_thoroughly(text, names or CalleeNames())


def _with_exports(facts: FileFacts, text: str) -> FileFacts:
    from driftscan.extract.python.exports import read_exports

    return replace(facts, exports=read_exports(text, facts.imports))


def _extract_thoroughly(text: str, names: CalleeNames) -> FileFacts:
    scanner = scan_thoroughly(text, names)
    called, computed = read_calls(text, scanner.calls, scanner.facts)
    facts = sorted(scanner.facts + called, key=lambda fact: fact.line)
    problems = sorted(scanner.problems + computed, key=lambda problem: problem.line)
    return FileFacts(tuple(facts), problems=tuple(problems))
