"""Which pages of docs/ are made, and of what. They are committed: a forge shows them, too."""

from collections.abc import Callable
from pathlib import Path

from handbook.commands import commands_page
from handbook.rules import CHECK_FOLDER, kinds, rule_page, rules_index
from handbook.spec_keys import spec_page

DOCS = Path(__file__).parents[1] / "docs"


def made_pages() -> dict[str, Callable[[], str]]:
    """By path in docs/ what makes the page."""
    rules = {f"rules/{kind}.md": _of_kind(kind) for kind in kinds()}
    return {
        "reference/commands.md": commands_page,
        "reference/spec.md": spec_page,
        "rules/index.md": rules_index,
        **rules,
    }


def write() -> list[str]:
    """Bring all of them up to date; which ones were not."""
    changed = []
    for path, make in made_pages().items():
        place, text = DOCS / path, make()
        if not place.exists() or place.read_text("utf-8") != text:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, "utf-8")
            changed.append(path)
    return changed


def _of_kind(kind: str) -> Callable[[], str]:
    assert (CHECK_FOLDER / f"{kind}.cases.yaml").exists()
    return lambda: rule_page(kind)
