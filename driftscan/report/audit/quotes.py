"""Lines of source as stretches: what stands together is told together."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from driftscan.model.location import Location
from driftscan.report.audit.audited import Repository
from driftscan.report.escape import name_text, path_text


class QuoteJson(Struct):
    """Lines of a file. first: number of the first of them."""

    path: str
    first: int
    lines: list[str]


def quotes_json(repositories: Iterable[Repository]) -> list[QuoteJson]:
    """All quoted lines, by path and line."""
    return [quote for each in repositories for quote in _stretches(each)]


def _stretches(repository: Repository) -> Iterator[QuoteJson]:
    last: QuoteJson | None = None
    before = Location(b"")
    for place, text in sorted(repository.quotes.items()):
        if last is None or place != Location(before.path, before.line + 1):
            last = QuoteJson(path_text(repository.prefix + place.path), place.line, [])
            yield last
        last.lines.append(name_text(text))
        before = place
