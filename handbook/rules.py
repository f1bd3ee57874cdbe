"""docs/rules/: a page for each kind of rule, made of the cases that its check is tested with."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

import driftscan.checks
from driftscan.checks import CHECKS
from driftscan.spec.flow import flow
from handbook.markdown import block, code, language_of, table
from handbook.schema import Shape, own_keys, shapes
from handbook.spec_keys import common_sentence, keys_table

CHECK_FOLDER = Path(driftscan.checks.__file__).parent
_IN_FULL = 2
_SPEC = "../reference/spec.md"
_MADE = "\nThis page is made by `python -m handbook` of the cases that the check is tested with.\n"
_INDEX = """\
# Kinds of rules

Each page shows what such a rule finds and what it allows, by the cases that its check is tested
with: a tiny system, a spec, and the findings, word by word. How rules are written:
[the spec](../spec.md#rules-what-must-be-and-must-not-be). Rules ready to take in by name:
[packs](../packs.md).
"""

Case = Mapping[str, Any]
"""A case as its file has it: name, spec, tree, findings, and what only tests look at."""


def kinds() -> Sequence[str]:
    """The names of all checks, sorted."""
    return sorted(CHECKS.values())


def rules_index() -> str:
    """The table of contents."""
    rows = [(f"[{kind}]({kind}.md)", _shape(kind).about) for kind in kinds()]
    return "\n".join([_INDEX, *table(("rule", "what it says"), rows)]) + "\n" + _MADE


def rule_page(kind: str) -> str:
    """The page of one kind."""
    text = (CHECK_FOLDER / f"{kind}.cases.yaml").read_text("utf-8")
    cases: list[Case] = yaml.load(text, Loader=yaml.CSafeLoader)  # ten times as fast
    return "\n".join(_page(kind, cases)) + "\n" + _MADE


def _page(kind: str, cases: Sequence[Case]) -> Iterator[str]:
    shape = _shape(kind)
    yield from (f"# {kind}", "", shape.about, "")
    yield from keys_table(own_keys(shape), _SPEC)
    if len(own_keys(shape)) < len(shape.keys):
        yield from ("", common_sentence(_SPEC))
    found = [case for case in cases if case["findings"]]
    allowed = [case for case in cases if not case["findings"]]
    yield from ("", "## What is found", "", *_cases(found))
    yield from ("", "## What is allowed", "", *_cases(allowed))


def _shape(kind: str) -> Shape:
    return shapes()["".join(map(str.capitalize, kind.split("_"))) + "Shape"]


def _cases(cases: Sequence[Case]) -> Iterator[str]:
    """The first ones whole, of the others what they are about and what comes of them."""
    for case in cases[:_IN_FULL]:
        yield from (f"### {_title(case)}", "", *block(_spec(case["spec"]), "yaml"), "")
        yield from _tree(case["tree"])
        yield from _findings(case["findings"])
    if rest := cases[_IN_FULL:]:
        yield from ("### Further cases", "")
        for case in rest:
            found = ", ".join(code(_finding(each)) for each in case["findings"])
            yield f"- {case['name']}{f': {found}' if found else ''}"


def _title(case: Case) -> str:
    name = str(case["name"])
    return name[:1].upper() + name[1:]


def _spec(spec: Mapping[str, Any]) -> str:
    lines = []
    for section, content in spec.items():
        if isinstance(content, Mapping):
            lines += [f"{section}:", *(f"  {name}: {flow(v)}" for name, v in content.items())]
        elif isinstance(content, list):
            lines += [f"{section}:", *(f"  - {flow(each)}" for each in content)]
        else:
            lines.append(f"{section}: {flow(content)}")
    return "\n".join(lines)


def _tree(tree: Mapping[str, str]) -> Iterator[str]:
    empty = [path for path, text in tree.items() if not text.strip()]
    for path, text in tree.items():
        if path not in empty:
            yield from (f"{code(path)}", "", *block(text, language_of(path)), "")
    if empty:
        yield from (f"Empty: {', '.join(map(code, empty))}", "")


def _findings(findings: Sequence[Any]) -> Iterator[str]:
    for each in findings:
        yield f"- {code(_finding(each))}"
        if isinstance(each, Mapping) and each.get("message"):
            yield from ("", f"    {code(each['message'])}", "")
    if not findings:
        yield "No finding."
    yield ""


def _finding(entry: Any) -> str:
    return entry if isinstance(entry, str) else str(entry["finding"])
