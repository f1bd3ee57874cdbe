"""Who does what in which way, as rules about capabilities see it, and what their findings say."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.checks.findings import End, finding_of
from driftscan.checks.newness import newest_first
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import counted
from driftscan.model.capability import HOME_MADE, Use, Way
from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.rule import CapabilityUse, OneImplementation

KIND = "capability"


class Usage(Struct, frozen=True):
    """A component does something in a way, at these places."""

    way: Way
    component: str
    uses: Sequence[Use]


def stated(question: CheckInput) -> Iterator[Use]:
    """Uses with those of their lines that the graph has a dependency for: what is silenced is
    gone. What is home-made is no dependency, and stays as long as its file takes part and no
    exception names it."""
    there = {(d.source, d.target, line) for d in question.graph.external for line in d.lines}
    for use in question.uses.found:
        if use.external < 0:
            lines = _left(question, use) if question.takes_part(use.module) else ()
        else:
            lines = tuple(n for n in use.lines if (use.module, use.external, n) in there)
        if lines:
            yield replace(use, lines=lines)


def _left(question: CheckInput, use: Use) -> tuple[int, ...]:
    path = question.graph.modules[use.module].path
    return tuple(line for line in use.lines if Location(path, line) not in question.silenced)


def target_key(way: Way) -> str:
    """Identity of a way: nothing that another file could change."""
    return f"{way.capability}:{way.language}:{way.family}:{way.home_made}"


def usage_finding(
    question: CheckInput,
    rule: OneImplementation | CapabilityUse,
    usage: Usage,
    message: str,
) -> Finding:
    """A component does something in another way. What is home-made is seen by its shape, which can
    mislead, so it is no more than a warning."""
    places = tuple(newest_first(question, _places(question, usage.uses), lambda place: place))
    source = End(usage.component, usage.component, usage.component)
    target = End(shown(usage.way), target_key(usage.way))
    found = finding_of(rule, (source, target), KIND, message, places[0], evidence=places)
    return replace(found, severity="warning") if usage.way.home_made else found


def _places(question: CheckInput, uses: Iterable[Use]) -> tuple[Location, ...]:
    return tuple(sorted({p for use in uses for p in question.locations(use.module, use.lines)}))


def shown(way: Way) -> str:
    """`celery`, `home-made RetryPolicy`."""
    return f"{HOME_MADE} {way.home_made.rpartition(':')[2]}" if way.home_made else way.family


def in_files(uses: Iterable[Use]) -> str:
    """`3 files`."""
    return counted(len({use.module for use in uses}), "file")


def evidence_of_shape(way: Way, uses: Sequence[Use]) -> str:
    """Why something counts as home-made; '' for a package."""
    return f" It is home-made by its shape: {uses[0].why}." if way.home_made else ""
