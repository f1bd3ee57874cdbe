"""docs/packs.md, made of the packs and the cases beside their rules."""

from collections.abc import Iterator
from typing import Any

import yaml

from driftscan.cli.packs import page_of
from driftscan.report.pack_page import PackPage, stated_lines
from driftscan.spec.packs import CASES, pack_names, packs_folder, read_pack

_HEAD = """\
# Rule packs

Rules that come with driftscan and are taken in by name:

```yaml
include:
  - no-cycles
  - {pack: hexagonal, except: [adapters do not know each other], severity: warning, owner: "@acme"}
```

A rule of a pack is called `PACK: RULE` in reports and exceptions; its `reason` comes with it, an
`owner` you give. What a pack speaks of must be
there: a tag or a kind that no component has is an error that says which rule to leave out.
`driftscan packs` lists them on the command line.

This page is made of the files in `rules/` (`UPDATE_GOLDEN=1 pytest tests/packs`); every example
below is a test.
"""


def packs_page() -> str:
    """The whole page."""
    parts = [_HEAD, *("\n".join(_pack(name)) + "\n" for name in pack_names())]
    return "\n".join(parts)


def _pack(name: str) -> Iterator[str]:
    page = page_of(name)
    yield from (f"## {name}", "", f"{page.title}. {page.about}", "")
    if page.speaks_of:
        yield from ("| word | what it means |", "|---|---|")
        yield from (f"| `{word}` | {meaning} |" for word, meaning in page.speaks_of.items())
        yield ""
    for number, (file, _) in enumerate(read_pack(name).rules):
        yield from _rule(page, number, file)


def _rule(page: PackPage, number: int, file: str) -> Iterator[str]:
    rule = page.rules[number]
    yield from (f"### {rule.name}", "", rule.why, "", "```yaml", *stated_lines(rule, 0), "```", "")
    text = (packs_folder() / page.name / f"{file}{CASES}").read_text("utf-8")
    for case in yaml.safe_load(text):
        yield from _case(case)
    yield ""


def _case(case: dict[str, Any]) -> Iterator[str]:
    found = case["findings"]
    verdict = ", ".join(f"`{each}`" for each in found) if found else "nothing"
    yield f"- {case['name']}: {verdict}"
