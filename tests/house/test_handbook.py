"""The documentation site: made pages are up to date, the menu has every page, links lead on."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from handbook.links import led_on
from handbook.markdown import block, code
from handbook.pages import DOCS, made_pages
from handbook.rules import kinds

ROOT = DOCS.parent
SITE: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
PAGES = sorted(str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md"))


def _menu(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    for each in entry.values() if isinstance(entry, dict) else ():
        yield from _menu(each)
    for each in entry if isinstance(entry, list) else ():
        yield from _menu(each)


def test_made_pages_are_up_to_date() -> None:
    stale = [path for path, make in made_pages().items() if (DOCS / path).read_text() != make()]
    assert stale == [], "run: python -m handbook"


def test_every_kind_of_rule_has_a_page_and_no_other() -> None:
    assert {path.stem for path in (DOCS / "rules").glob("*.md")} == {"index", *kinds()}


def test_the_menu_has_every_page_once() -> None:
    assert sorted(_menu(SITE["nav"])) == PAGES


def test_no_request_leaves_the_site() -> None:
    assert SITE["theme"]["font"] is False
    assert SITE["strict"] is True
    assert "url(" not in (DOCS / "site.css").read_text()


def _targets(page: str) -> Iterator[str]:
    text = re.sub(r"(?ms)^(```|~~~).*?^\1", "", (DOCS / page).read_text("utf-8"))
    text = re.sub(r"`[^`\n]*`", "", text)
    yield from re.findall(r"\]\(([^)\s#<>:]+)(?:#[^)\s]*)?\)", text)


def test_links_lead_to_files() -> None:
    lost = [(p, to) for p in PAGES for to in _targets(p) if not ((DOCS / p).parent / to).exists()]
    assert lost == []


LINKS = [
    ("a.md", "[x](b.md#y)", "", "[x](b.md#y)"),
    ("a.md", "[x](../README.md)", "", "x"),
    (
        "a.md",
        "[`x`](../README.md#y)",
        "https://f/a/b/",
        "[`x`](https://f/a/b/blob/main/README.md#y)",
    ),
    ("adr/a.md", "[x](../../driftscan/pipeline.py), [y](../b.md)", "", "x, [y](../b.md)"),
    ("a.md", "[yes](../driftscan/checks/deny.cases.yaml)", "", "[yes](rules/deny.md)"),
    ("adr/a.md", "[t](../../driftscan/checks/deny.cases.yaml)", "", "[t](../rules/deny.md)"),
    ("a.md", "![x](pictures/a.png)", "", "![x](pictures/a.png)"),
    ("a.md", "[x](https://e.org/a)", "", "[x](https://e.org/a)"),
    ("a.md", "```\n[x](../y)\n```\n[x](../y)", "", "```\n[x](../y)\n```\nx"),
]


@pytest.mark.parametrize(("path", "text", "base", "led"), LINKS)
def test_links_lead_on(path: str, text: str, base: str, led: str) -> None:
    assert led_on(text, path, base) == led


@pytest.mark.parametrize("text", ["a", "`", "a``b", "`a`", "|"])
def test_code_in_markdown_holds_anything(text: str) -> None:
    from markdown_it import MarkdownIt

    inline = MarkdownIt().parse(code(text))[1].children
    assert inline is not None
    assert [(each.type, each.content) for each in inline] == [("code_inline", text)]
    (fence,) = MarkdownIt().parse("\n".join(block(f"{text}\n```\n", "text")))
    assert fence.content == f"{text}\n```\n"
