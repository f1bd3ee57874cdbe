"""What a summary says of circles of files: how many, and one way round that can be looked up."""

from collections.abc import Sequence

from driftscan.report.audit.documents import CycleJson, FileJson

# A longer way is shown in its view alone: nobody follows it in a sentence.
_MOST_STEPS = 6
_NOT_SEEN = "what frameworks join by names in strings, symbols or settings is not counted"
_IN_GO = "what files of one Go package name of each other"


def circles_text(knots: Sequence[CycleJson], files: Sequence[FileJson]) -> str:
    """One sentence, with what it does not speak of: tests, and uses that no import or name of a
    declaration states."""
    unseen = _NOT_SEEN
    if any(each.id and each.language == "go" for each in files):
        unseen += f", nor {_IN_GO}"
    if not knots:
        return f"No files of product code use each other in a circle by imports or names; {unseen}."
    largest = max(knots, key=lambda knot: len(knot.files))
    size, loaded = f"{len(largest.files):,} files", largest.at_run_time
    if loaded < len(largest.files):
        size += f" ({loaded or 'none'} of them without imports of types)"
    groups = (
        f"{len(knots):,} groups of files of product code use each other in a circle by imports or "
        f"names, the largest of {size}"
        if len(knots) > 1
        else f"1 group of {size} of product code use each other in a circle by imports or names"
    )
    way = way_text(largest, files)
    return f"{groups}{f', as {way}' if way else ''}; {unseen}."


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
