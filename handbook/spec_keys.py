"""docs/reference/spec.md: every key of driftscan.yaml, from the schema that editors use."""

import re
from collections.abc import Iterator

from handbook.markdown import code, table
from handbook.schema import Key, Shape, common_keys, own_keys, shapes

_HEAD = """\
# Keys of driftscan.yaml

Every key, as the [JSON Schema](../commands/schema.md) has it that your editor completes and checks
with. What they are for, and how they work together: [the spec in five minutes](../spec.md).

This page is made by `python -m handbook`; a test fails while it is not up to date.
"""


COMMON = "What any rule may have"


def spec_page() -> str:
    """The whole page."""
    whole = shapes()[""]
    common = Shape("These keys stand beside the one that says what the rule is.", common_keys())
    parts = ["\n".join(_section("The file", whole)), "\n".join(_section(COMMON, common))]
    for name, shape in shapes().items():
        if name:
            parts.append("\n".join(_section(title_of(name), shape)))
    return "\n".join([_HEAD, *(f"{part}\n" for part in parts)])


def common_sentence(page: str = "") -> str:
    """Where the other keys of a rule are."""
    names = ", ".join(code(key.name) for key in common_keys())
    return f"Also {names}: [{COMMON}]({page}#{COMMON.lower().replace(' ', '-')})."


def title_of(shape: str) -> str:
    """NoDuplicatesShape: no duplicates."""
    words = re.findall(r"[A-Z][a-z]*", shape.removesuffix("Shape"))
    return " ".join(words).lower()


def keys_table(keys: tuple[Key, ...], page: str = "") -> list[str]:
    """page: where shapes are explained, '' for the page itself."""
    rows = [
        (
            code(key.name) + (" (needed)" if key.is_needed else ""),
            key.about,
            _linked(key.value, page) + (f"; without it {code(key.default)}" if key.default else ""),
            code(key.example),
        )
        for key in keys
    ]
    return table(("key", "meaning", "value", "example"), rows)


def _section(title: str, shape: Shape) -> Iterator[str]:
    own = shape.keys if title == COMMON else own_keys(shape)
    yield from (f"## {title}", "", shape.about, "", *keys_table(own))
    if len(own) < len(shape.keys):
        yield from ("", common_sentence())


def _linked(value: str, page: str) -> str:
    return re.sub(
        r"\b[A-Z]\w*Shape\b",
        lambda found: f"[{title_of(found[0])}]({page}#{title_of(found[0]).replace(' ', '-')})",
        value,
    )
