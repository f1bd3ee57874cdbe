"""A page as Markdown."""

from collections.abc import Iterator

from driftscan.model.page import Page, Section
from driftscan.report.escape import terminal

_SPECIAL = frozenset("\\`*_{}[]()<>#+-!|~&@.:/")


def render(page: Page) -> str:
    """Plain text stays plain: nothing of the repository is markup, a link or a mention."""
    return "".join(f"{line}\n" for line in _lines(page))


def _lines(page: Page) -> Iterator[str]:
    yield f"# {prose(page.title)}"
    yield ""
    yield " · ".join(f"{title}: {prose(text)}" for title, text in page.facts)
    for chapter in page.chapters:
        if chapter.title:
            yield from ("", f"## {prose(chapter.title)}")
        for section in chapter.sections:
            yield from _section(section, "###" if chapter.title else "##")
    for note in page.notes:
        yield from ("", f"*Note: {prose(note)}*")


def _section(section: Section, level: str) -> Iterator[str]:
    yield from ("", f"{level} {section.title}", "")
    if len(section.lines) == 1:
        yield prose(section.lines[0])
    else:
        yield from (f"- {prose(line)}" for line in section.lines)
    if section.gap:
        yield f"*Gap: {prose(section.gap)}*"


def prose(text: str) -> str:
    """Text as it is, to the letter: what means something in Markdown is escaped where it could.

    A mention has no escape of its own; a character that joins words without being seen parts the
    sign from the name.
    """
    plain = terminal(text)
    return "".join(_letter(plain, at) for at in range(len(plain)))


def _letter(text: str, at: int) -> str:
    letter = text[at]
    if letter == "@":
        return "@\u2060"
    if letter not in _SPECIAL:
        return letter
    if letter in "-+.:/()&_>" and not _is_risky(text, at):
        return letter
    return "&amp;" if letter == "&" else f"\\{letter}"


def _is_risky(text: str, at: int) -> bool:
    """Whether a mark that is mostly harmless begins a list, an address or an entity here."""
    letter = text[at]
    head = text[:at].strip()
    if letter in "-+>":
        return not head
    if letter in ".)":
        return head.isdigit() or text[max(0, at - 3) : at].lower() == "www"
    if letter == "_":
        return not (text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum())
    if letter == ":":
        return text[at : at + 3] == "://" or head.lower().endswith("mailto")
    return letter == "&"
