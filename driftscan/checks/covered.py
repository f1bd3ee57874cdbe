"""covered: every module under some paths belongs to a component."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from driftscan.checks.findings import End, finding_of
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import counted, shown_path
from driftscan.graph.components import NOBODY
from driftscan.graph.paths import parse_pattern
from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.rule import Covered

_SHOWN_MODULES = 10


def check(question: CheckInput, rule: Covered) -> Iterator[Finding]:
    """One finding for each highest directory in which no module belongs to a component.

    Modules beside others that do belong to one are a finding for their own directory, without
    what is below it. The evidence names the first ten modules; the message has their number.
    """
    uncovered = uncovered_modules(question, rule)
    for directory, positions in sorted(_by_highest_directory(question, uncovered).items()):
        shown = shown_path(directory)
        paths = [question.graph.modules[position].path for position in positions]
        evidence = tuple(Location(path) for path in sorted(paths)[:_SHOWN_MODULES])
        verb = "belongs" if len(paths) == 1 else "belong"
        yield finding_of(
            rule,
            (End(shown, directory.hex()), End("", "")),
            "coverage",
            f"{counted(len(paths), 'module')} in {shown} {verb} to no component.",
            evidence[0],
            evidence=evidence,
        )


def covers_any(question: CheckInput, rule: Covered) -> bool:
    """Whether the rule speaks of any module, in a component or not."""
    return any(True for _ in _spoken_of(question, rule, range(len(question.graph.modules))))


def uncovered_modules(question: CheckInput, rule: Covered) -> list[int]:
    """Modules the rule speaks of that are in no component; ascending."""
    homeless = [at for at, home in enumerate(question.territory.home) if home == NOBODY]
    return list(_spoken_of(question, rule, homeless))


def _spoken_of(question: CheckInput, rule: Covered, positions: Iterable[int]) -> Iterator[int]:
    """Of these, the ones the rule speaks of."""
    modules = question.graph.modules
    patterns = [parse_pattern(path) for path in rule.paths]
    for position in filter(question.takes_part, positions):
        path = modules[position].path
        if any(pattern.matches(path) for pattern in patterns):
            yield position


def _by_highest_directory(question: CheckInput, uncovered: Sequence[int]) -> dict[bytes, list[int]]:
    """Directory, with '/' at its end, to modules; `dir/*` where only its own modules count."""
    if not uncovered:
        return {}
    missing = set(uncovered)
    inhabited = {
        module.path.rpartition(b"/")[0]
        for position, module in enumerate(question.graph.modules)
        if position not in missing and question.takes_part(position)
    }
    mixed = {b""}.union(*[_directories(directory + b"/") for directory in inhabited if directory])
    groups: dict[bytes, list[int]] = defaultdict(list)
    for position in uncovered:
        directories = _directories(question.graph.modules[position].path)
        whole = next((directory for directory in directories if directory not in mixed), None)
        groups[directories[-1] + b"*" if whole is None else whole].append(position)
    return groups


def _directories(path: bytes) -> list[bytes]:
    """All directories above a path, the highest (b'', the root) first."""
    found, end = [b""], 0
    while end := path.find(b"/", end) + 1:
        found.append(path[:end])
    return found
