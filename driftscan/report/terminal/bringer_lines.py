"""Which commit brought a finding, in a sentence. People are not named (ADR 13)."""

from collections.abc import Iterator, Mapping

from driftscan.model.finding import Finding
from driftscan.model.trend import Bringer, Landed
from driftscan.report.escape import terminal
from driftscan.report.terminal.layout import paragraph

Bringers = Mapping[str, Bringer] | None
"""By finding what is known; None where there is no history that could tell."""

_TELLS = "`driftscan trend --findings`"
_COUNTED = ("new", "accepted")  # a point of the past has no others


def bringer_lines(finding: Finding, bringers: Bringers) -> Iterator[str]:
    """The sentence, or how to find out; nothing where there is no history."""
    if bringers is None or finding.status not in _COUNTED:
        return
    known = bringers.get(finding.id)
    if known is None:
        yield from paragraph(f"which commit brought it: {_TELLS} finds out", 2)
        return
    yield from paragraph(_sentence(known), 2)


def _sentence(bringer: Bringer) -> str:
    by = bringer.by
    if bringer.is_older:
        return (
            f"it was there on {by.day} ({by.id[:12]}), the earliest that was looked at; {_TELLS} "
            "with a longer --since looks further back"
        )
    if bringer.after:
        earlier = bringer.after
        return (
            f"it came after {earlier.day} ({earlier.id[:12]}) and no later than {by.day} "
            f"({by.id[:12]}); {_TELLS} tells the commit"
        )
    merged = f", merged with {_named(bringer.merge)}" if bringer.merge else ""
    upto = f" (as of {bringer.upto.id[:12]}, {bringer.upto.day})" if bringer.upto else ""
    return f"brought by {_named(by)}{merged}{upto}"


def _named(commit: Landed) -> str:
    return f"{commit.id[:12]}, {commit.day}: {terminal(commit.subject)}"
