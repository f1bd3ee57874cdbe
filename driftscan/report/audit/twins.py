"""What a summary says of code that several folders have: what is the same to the letter.

What is only alike is shown side by side on its page, where a reader can judge it. Here stands what
he finds if he holds all of the places against each other.
"""

from collections import defaultdict
from collections.abc import Sequence

from driftscan.model.location import Location
from driftscan.model.twice import Copied
from driftscan.report.audit.first_of import first_of
from driftscan.report.escape import name_text, path_text
from driftscan.report.terminal.layout import counted

_NAMED = 3
_PLACES = 3


def twins_text(found: Sequence[Copied], prefix: bytes) -> str:
    """`Product code stands in several folders word for word, for example createGuid (11 lines,
    a.ts:6 and b.ts:6).`

    What is no file or function of ten lines, or of one folder, is not looked for, nor are
    examples and tests: there may be others. Of what the same files have in common the longest is
    told. prefix: what paths begin with.
    """
    by_files: dict[tuple[bytes, ...], list[Copied]] = defaultdict(list)
    for each in found:
        by_files[tuple(place.path for place in each.places)].append(each)
    told = first_of([_told(each, prefix) for each in by_files.values()], _NAMED, "at least ")
    return f"Product code stands in several folders word for word, for example {told}."


def _told(several: Sequence[Copied], prefix: bytes) -> str:
    first = several[0]
    shown = [_place(each, prefix) for each in _apart(first.places)]
    if rest := max(0, len(first.places) - _PLACES):
        shown.append(f"at least {counted(rest, 'more place')}")
    what = name_text(first.name) if first.name else "a file"
    if first.apart:
        what += f", but for {first.apart}"
    where = f"{', '.join(shown[:-1])} and {shown[-1]}"
    others = len(several) - 1
    more = f" and at least {counted(others, 'more function')} there" if others else ""
    lines = counted(first.lines, "code line" if first.apart else "line")
    return f"{what} ({lines}, {where}){more}"


def _apart(places: Sequence[Location]) -> list[Location]:
    """Those to name: in folders that none before lies in, if there are so many; the sentence is
    about folders."""
    folders = [place.path.rpartition(b"/")[0] for place in places]
    first = sorted(range(len(places)), key=lambda at: folders.index(folders[at]) < at)
    return [places[at] for at in sorted(first[:_PLACES])]


def _place(place: Location, prefix: bytes) -> str:
    return f"{path_text(prefix + place.path)}{f':{place.line}' if place.line else ''}"
