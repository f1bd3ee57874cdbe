"""A difference as Markdown, for the description of a change or a comment on it."""

from driftscan.model.diff import Diff
from driftscan.report.diff_parts import Line, Part, headline, parts, verdict
from driftscan.report.markdown import LONGEST
from driftscan.report.markdown_code import code
from driftscan.report.terminal.layout import counted

_LISTED = 15
_WORDS = {"+": "**new**", "-": "gone", "~": "changed"}
_ROOM_FOR_LAST_LINE = 200


def render(diff: Diff) -> str:
    """At most 60,000 characters; parts that are left out are counted in the last line."""
    text = f"## driftscan: {verdict(diff)}\n\n{code(headline(diff))}\n"
    found = [_part(part) for part in parts(diff)]
    shown = 0
    for part in found:
        if len(text) + len(part) > LONGEST - _ROOM_FOR_LAST_LINE:
            break
        text += part
        shown += 1
    for note in filter(None, [diff.spec_note, *diff.notes]):
        text += f"\nNote: {code(note)}\n"
    if left := len(found) - shown:
        text += f"\nThis page ends at {LONGEST:,} characters: {counted(left, 'part')} left out.\n"
    return text


def _part(part: Part) -> str:
    lines = ["", f"### {part.title}", "", *(map(_line, part.lines[:_LISTED]))]
    if (left := len(part.lines) - _LISTED) > 0:
        lines.append(f"- and {counted(left, 'more line')}")
    return "".join(f"{line}\n" for line in lines)


def _line(line: Line) -> str:
    where = f" ({code(line.where)})" if line.where else ""
    return f"- {_WORDS[line.sign]} {code(line.text)}{where}"
