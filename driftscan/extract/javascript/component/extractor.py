"""A Vue or Svelte component to facts: those of its scripts."""

from msgspec.structs import replace

from driftscan.extract.javascript.component.blocks import only_scripts, scripts_of, sources_of
from driftscan.extract.javascript.ecmascript.extractor import parse_javascript
from driftscan.extract.javascript.syntax.gaps import without_known_gaps
from driftscan.extract.javascript.syntax.read import read
from driftscan.extract.syntax.parsed import parse
from driftscan.model.fact import ExportsFact, FileFacts, Problem


def extract(content: bytes) -> FileFacts:
    """Imports and problems of a component; what it exports is itself, and maybe more."""
    scripts = scripts_of(content)
    typed = [each.grammar for each in scripts if each.grammar != "javascript"]
    text = only_scripts(content, scripts)
    parsed = parse(text, "tsx" if "tsx" in typed else typed[0]) if typed else parse_javascript(text)
    if isinstance(parsed, Problem):
        return FileFacts(problems=(parsed,))
    facts = read(without_known_gaps(parsed), sources_of(scripts))
    return replace(facts, exports=ExportsFact(("default",), 1, complete=False))
