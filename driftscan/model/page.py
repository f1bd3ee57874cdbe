"""A page of plain words, for people: a title, facts, and headings with lines under them."""

from msgspec import Struct


class Section(Struct, frozen=True):
    """A heading, and lines under it. gap: what is missing and how to fill it, '' if nothing is."""

    title: str
    lines: tuple[str, ...] = ()
    gap: str = ""


class Chapter(Struct, frozen=True):
    """Sections that belong together. title: '' for none."""

    title: str
    sections: tuple[Section, ...]


class Page(Struct, frozen=True, kw_only=True):
    """facts: short pairs under the title. Nothing in it is escaped."""

    title: str
    facts: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
    notes: tuple[str, ...] = ()
