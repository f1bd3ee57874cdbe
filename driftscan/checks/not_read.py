"""Components of files that no extractor reads: what a check says of them and of their rules."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from driftscan.checks.wording import no_module, some
from driftscan.graph.paths import parse_pattern

_FEW = 3  # messages that are told one by one
_FILE = re.compile(r".*[*?].*|.*\.[A-Za-z]{1,5}")


class Lack(Struct, frozen=True, order=True):
    """A rule that says nothing of a component, for that has no module."""

    line: int
    rule: str
    component: str


class Place(Struct, frozen=True, order=True):
    """A path of a component with files around it, of which none that it means is read."""

    line: int
    component: str
    path: str


def may_hold_files(path: str, other_files: Iterable[bytes]) -> bool:
    """Whether a path that fits no module names files of a folder that does hold some."""
    parent, _, last = path.rpartition("/")
    if not _FILE.fullmatch(last):
        return False
    pattern = parse_pattern(f"{parent}/.")
    return any(pattern.matches(file.rpartition(b"/")[0] + b"/.") for file in other_files)


def messages(lacks: Sequence[Lack], places: Sequence[Place]) -> list[tuple[int, str]]:
    """One message for each while they are few, else one for all, with the line it is about."""
    if len(lacks) + len(places) <= _FEW:
        return [
            *((each.line, f"rule '{each.rule}': {no_module(each.component)}") for each in lacks),
            *((each.line, _nothing_read(each)) for each in places),
        ]
    told: list[Lack | Place] = [*lacks, *places]
    names = sorted({each.component for each in told})
    rules = list(dict.fromkeys((each.line, each.rule) for each in sorted(lacks)))
    line = min(each.line for each in told)
    noun = "component" if len(names) == 1 else "components"
    shown = some([f"'{name}'" for name in names])
    unread = f"driftscan reads no file of the {noun} {shown}"
    if not rules:
        return [(line, unread)]
    verb = "rule says" if len(rules) == 1 else "rules say"
    those = "it" if len(names) == 1 else "them"
    where = some([f"'{rule}' (line {at})" for at, rule in rules])
    return [(line, f"{unread}, so {len(rules)} {verb} nothing of {those}: {where}")]


def _nothing_read(place: Place) -> str:
    return f"component '{place.component}': no file that driftscan reads is at '{place.path}'"
