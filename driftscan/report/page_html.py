"""A page as HTML: one file without scripts or addresses, which prints on one sheet."""

from collections.abc import Iterator
from html import escape

from driftscan.model.page import Page, Section
from driftscan.report.escape import terminal

_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.45 system-ui, sans-serif; }
main { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0 0 .3rem; }
h2 { font-size: 1.05rem; margin: 1.1rem 0 .2rem; }
h3 { font-size: .95rem; margin: .7rem 0 .1rem; }
p, ul { margin: 0; }
ul { padding-left: 1.2rem; }
.facts { opacity: .75; }
.gap { font-style: italic; }
.gap::before { content: "Gap: "; font-weight: 600; }
@media print {
  @page { size: A4; margin: 14mm; }
  body { font-size: 10.5px; }
  main { margin: 0; max-width: none; padding: 0; }
  section { break-inside: avoid; }
}
"""


def render(page: Page) -> str:
    """A whole document."""
    return "".join(f"{line}\n" for line in _lines(page))


def _lines(page: Page) -> Iterator[str]:
    title = text(page.title)
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head><body><main>"
    yield f"<h1>{title}</h1>"
    facts = " · ".join(f"{name}: {text(value)}" for name, value in page.facts)
    yield f'<p class="facts">{facts}</p>'
    for chapter in page.chapters:
        if chapter.title:
            yield f"<h2>{text(chapter.title)}</h2>"
        for section in chapter.sections:
            yield from _section(section, "h3" if chapter.title else "h2")
    yield from (f"<p>Note: {text(note)}</p>" for note in page.notes)
    yield "</main></body></html>"


def _section(section: Section, level: str) -> Iterator[str]:
    yield f"<section><{level}>{text(section.title)}</{level}>"
    if len(section.lines) == 1:
        yield f"<p>{text(section.lines[0])}</p>"
    elif section.lines:
        yield "<ul>"
        yield from (f"<li>{text(line)}</li>" for line in section.lines)
        yield "</ul>"
    if section.gap:
        yield f'<p class="gap">{text(section.gap)}</p>'
    yield "</section>"


def text(words: str) -> str:
    """Words as they are: no markup of theirs is any, and nothing that cannot be seen is left."""
    return escape(terminal(words))
