"""A hook of mkdocs: links that lead out of docs/ lead on, or are text.

In the repository a page may link to a test or to the architecture. The site has no such pages.
Cases of a rule have their page; the rest is shown at `repo_url`, if the site has one.
"""

import posixpath
import re
from typing import Protocol

_LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^)\s#:]+)(#[^)\s]*)?\)")
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_CASES = re.compile(r"\.\./driftscan/checks/(\w+)\.cases\.yaml")


class File(Protocol):
    """src_uri: the path of a page in docs/."""

    src_uri: str


class Page(Protocol):
    """What mkdocs tells of a page, as far as it is looked at."""

    file: File


def on_page_markdown(markdown: str, *, page: Page, config: dict[str, object], files: object) -> str:
    """Called by mkdocs for each page before it is rendered. files: not looked at."""
    return led_on(markdown, page.file.src_uri, str(config.get("repo_url") or ""))


def led_on(markdown: str, path: str, base: str = "") -> str:
    """The text of a page with links that the site can follow. base: '' for no repository."""
    parts, at = [], 0
    for fence in _FENCE.finditer(markdown):
        parts += [_links(markdown[at : fence.start()], path, base), fence[0]]
        at = fence.end()
    return "".join([*parts, _links(markdown[at:], path, base)])


def _links(text: str, path: str, base: str) -> str:
    folder = posixpath.dirname(path)

    def follow(found: re.Match[str]) -> str:
        label, target = found[1], posixpath.normpath(posixpath.join(folder, found[2]))
        if cases := _CASES.fullmatch(target):
            return f"[{label}]({posixpath.relpath(f'rules/{cases[1]}.md', folder or '.')})"
        if not target.startswith("../"):
            return found[0]
        address = f"{base.rstrip('/')}/blob/main/{target.removeprefix('../')}{found[3] or ''}"
        return f"[{label}]({address})" if base else label

    return _LINK.sub(follow, text)
