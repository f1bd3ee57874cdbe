"""The scripts of a Vue or Svelte component to what they say of services."""

from driftscan.extract.javascript.component.blocks import only_scripts, scripts_of
from driftscan.extract.javascript.ecmascript.extractor import parse_javascript
from driftscan.extract.javascript.services.read import facts_of, is_worth_reading
from driftscan.extract.syntax.parsed import parse
from driftscan.model.fact import Problem
from driftscan.model.service_fact import ServiceFacts


def extract(content: bytes) -> ServiceFacts:
    """Calls and values; a component serves nothing by itself."""
    if not is_worth_reading(content):
        return ServiceFacts()
    scripts = scripts_of(content)
    typed = [each.grammar for each in scripts if each.grammar != "javascript"]
    text = only_scripts(content, scripts)
    parsed = parse(text, "tsx" if "tsx" in typed else typed[0]) if typed else parse_javascript(text)
    return ServiceFacts(problems=(parsed,)) if isinstance(parsed, Problem) else facts_of(parsed)
