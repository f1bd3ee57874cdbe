"""The text of `driftscan packs`: which rule packs there are, and what one of them demands."""

import itertools
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from driftscan.report.terminal.layout import BOLD, counted, painted, paragraph
from driftscan.report.view import PLAIN, View


class PackRule(Struct, frozen=True):
    """A rule of a pack. stated: as it would stand in a spec."""

    name: str
    why: str
    stated: str


class PackPage(Struct, frozen=True):
    """What a reader is told of a pack. speaks_of: words for components, and what they mean."""

    name: str
    title: str
    about: str
    speaks_of: Mapping[str, str]
    rules: Sequence[PackRule]


def render_list(pages: Sequence[PackPage], view: View = PLAIN) -> str:
    """All packs, a few lines each."""
    lines: list[str] = []
    for page in pages:
        lines.append(f"{painted(page.name, BOLD, view)}  {counted(len(page.rules), 'rule')}")
        lines += [*paragraph(page.about, 2), ""]
    lines += paragraph("`driftscan packs NAME` shows its rules; `include: [NAME]` takes them in.")
    return "".join(f"{line}\n" for line in lines)


def render(page: PackPage, view: View = PLAIN) -> str:
    """One pack: what it is for, the words it speaks of, its rules."""
    return "".join(f"{line}\n" for line in _lines(page, view))


def _lines(page: PackPage, view: View) -> Iterator[str]:
    yield painted(f"{page.name}: {page.title}", BOLD, view)
    yield from paragraph(page.about, 2)
    if page.speaks_of:
        yield from ("", "It speaks of")
        for word, meaning in page.speaks_of.items():
            yield from paragraph(f"{word}: {meaning}", 2, 2)
    for rule in page.rules:
        yield ""
        yield painted(rule.name, BOLD, view)
        yield from paragraph(rule.why, 2)
        yield ""
        yield from stated_lines(rule, 2)


def stated_lines(rule: PackRule, indent: int) -> Iterator[str]:
    """The rule as an entry of a spec's list of rules or layers."""
    marks = itertools.chain("-", itertools.repeat(" "))
    for mark, line in zip(marks, rule.stated.splitlines(), strict=False):
        yield f"{' ' * indent}{mark} {line}"
