"""Definitions in the scripts of Vue and Svelte components."""

from driftscan.extract.javascript.component.blocks import only_scripts, scripts_of
from driftscan.extract.javascript.definitions.dialect import JAVASCRIPT, TSX, TYPESCRIPT
from driftscan.extract.syntax.terms.reading import definitions_in
from driftscan.model.definition import DefinitionFacts

_DIALECTS = {"javascript": JAVASCRIPT, "typescript": TYPESCRIPT, "tsx": TSX}


def extract(content: bytes, /) -> DefinitionFacts:
    """Facts of one component: those of its scripts, which are read as one."""
    scripts = scripts_of(content)
    typed = [each.grammar for each in scripts if each.grammar != "javascript"]
    grammar = "tsx" if "tsx" in typed else typed[0] if typed else "javascript"
    return definitions_in(only_scripts(content, scripts), _DIALECTS[grammar])
