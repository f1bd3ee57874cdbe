"""Source lines round the evidence of findings, from the revision that was looked at."""

from collections.abc import Iterator, Mapping, Sequence

from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.sources.source import Source
from driftscan.stages.source_lines import source_lines

_AROUND = 2
_FINDINGS = 200
_PLACES = 4  # of one finding
_WIDEST = 160


def quotes_of(findings: Sequence[Finding], source: Source) -> Mapping[Location, str]:
    """The texts of lines, of the first findings; an absence has none, for it is not in the code."""
    wanted = dict.fromkeys(
        line
        for finding in findings[:_FINDINGS]
        if finding.nature != "absence"
        for place in _places(finding)
        for line in _around(place)
    )
    found = source_lines(source, wanted)
    return {place: _cut(found[place]) for place in wanted if place in found}


def _places(finding: Finding) -> Sequence[Location]:
    """What a reader looks at first: where it is, and the first line of each step."""
    steps = [step.evidence[0] for step in finding.chain if step.evidence]
    places = dict.fromkeys([finding.where, *steps, *finding.evidence])
    return [place for place in places if place.line > 0][:_PLACES]


def _around(place: Location) -> Iterator[Location]:
    for line in range(max(place.line - _AROUND, 1), place.line + _AROUND + 1):
        yield Location(place.path, line)


def _cut(text: str) -> str:
    shown = text.expandtabs(4).rstrip()
    return shown if len(shown) <= _WIDEST else f"{shown[:_WIDEST]} ..."
