"""What a summary says of circles of files: how many, and one way round that can be looked up."""

from collections import Counter
from collections.abc import Sequence

from driftscan.report.audit.documents import CycleJson, FileJson
from driftscan.report.audit.product_code import is_product

# A longer way is shown in its view alone: nobody follows it in a sentence.
_MOST_STEPS = 6
_MANY = 10  # one reference in so many without a known target may well hide a circle
_CIRCLES = "use each other in a circle by imports or names"
_NOT_SEEN = "what frameworks join by names in strings, symbols or settings is mostly not counted"
# What the compiler refuses between packages is no news, and files of one package are one to it.
_WITHOUT_CIRCLES = "go"
_IN_GO = "Go is left out, for its compiler refuses circles of packages"
# Where an import can be marked as one of types, so that a reader can tell which are.
_MARKS_TYPES = frozenset(["python", "javascript"])


def circles_text(
    knots: Sequence[CycleJson], files: Sequence[FileJson], references: int = 0, unresolved: int = 0
) -> str:
    """One sentence, with what it does not speak of: tests, uses that no import or name of a
    declaration states, and, if they are many, references whose targets are not known; '' where the
    compiler sees to it that there is none in most of the code."""
    languages = Counter(each.language for each in files if each.id and is_product(each))
    if not knots and 2 * languages[_WITHOUT_CIRCLES] > languages.total():
        return ""
    unseen = _NOT_SEEN + (f"; {_IN_GO}" if _WITHOUT_CIRCLES in languages else "")
    if unresolved * _MANY > references:
        unseen = f"{unresolved:,} of {references:,} references lead nowhere that is known; {unseen}"
    if not knots:
        return f"No files of product code {_CIRCLES}; {unseen}."
    # Of several of one size the one in which most files load each other: others may be of types.
    largest = max(knots, key=lambda knot: (len(knot.files), knot.at_run_time))
    size = f"{len(largest.files):,} files{_without_types(largest, files)}"
    way = way_text(largest, files)
    like = f", as {way}" if way else ""
    if len(knots) == 1:
        return f"1 group of {size} of product code {_CIRCLES}{like}; {unseen}."
    equals = sum(len(knot.files) == len(largest.files) for knot in knots)
    most = f"the largest of {size}" if equals == 1 else f"one of the largest of {size}"
    return f"{len(knots):,} groups of files of product code {_CIRCLES}, {most}{like}; {unseen}."


def _without_types(knot: CycleJson, files: Sequence[FileJson]) -> str:
    """` (2 of them without imports of types)`: these load nothing; '' where all load each other."""
    if files[knot.files[0]].language not in _MARKS_TYPES:
        return ""
    if not knot.at_run_time:
        return " (only by imports of types)"
    return f" ({remaining})" if (remaining := remaining_text(knot)) else ""


def remaining_text(knot: CycleJson) -> str:
    """`13 of them also without imports of types, in 3 circles`; '' where that is all of it."""
    circles = knot.circles_at_run_time
    if knot.at_run_time == len(knot.files) and circles == 1:
        return ""
    apart = f", in {circles:,} circles" if circles > 1 else ""
    return f"{knot.at_run_time:,} of them also without imports of types{apart}"


def way_text(knot: CycleJson, files: Sequence[FileJson]) -> str:
    """`a.py:3 -> b.py:9 -> a.py`; '' for a way of many steps. Each line is the one that uses the
    next file."""
    if not 1 < len(knot.example) <= _MOST_STEPS:
        return ""
    steps = [
        f"{files[number].path}:{line}" if line else files[number].path
        for number, line in zip(knot.example, knot.example_lines, strict=True)
    ]
    return " -> ".join([*steps, files[knot.example[0]].path])
