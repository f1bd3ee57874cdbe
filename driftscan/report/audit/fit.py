"""How the code fits a spec, in a sentence for each repository, with one place to look it up."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from driftscan.model.finding import Finding
from driftscan.model.graph import KIND_LABELS, Kind
from driftscan.model.ranking import GUESSED
from driftscan.report.audit.audited import Audit, Repository
from driftscan.report.audit.directions import Directions
from driftscan.report.audit.not_known import computed_text
from driftscan.report.audit.numbering import Numbering
from driftscan.report.audit.places import placed
from driftscan.report.audit.product_code import others_in
from driftscan.report.escape import name_text, path_text
from driftscan.report.terminal.layout import counted

_BY_TYPES = KIND_LABELS[Kind.TYPE_ONLY]
_NOBODYS = "nobody has declared that rule: the draft takes it from what most of the code does"
_OPEN = ("new", "before")
_UNTOLD = {
    "guess": "past interfaces that the draft takes from imports and exports",
    "elsewhere": "outside of product code",
}


def open_places(repository: Repository) -> int:
    """How many findings count."""
    return sum(f.status in _OPEN for f in repository.scan.findings) if repository.scan else 0


def fit_texts(audit: Audit, numbering: Numbering) -> Iterator[str]:
    """What goes against the spec, or against the draft."""
    for each, first in zip(audit.repositories, numbering.first, strict=True):
        if each.scan is None:
            continue
        whose = f"{each.name}: " if len(audit.repositories) > 1 else ""
        if not each.draft:
            yield f"{whose}{_declared(each)}"
        elif found := _against_draft(each, others := others_in(each, first, numbering)):
            elsewhere = _elsewhere(each, others)
            text = f"{whose}{_drafted(each, found)}{computed_text(each, elsewhere)}."
            yield f"{text}{_left_text(each, elsewhere)}"


def told_of_draft(each: Repository, first: int, numbering: Numbering) -> list[str]:
    """Ids of the findings that count as places against a draft."""
    return [finding.id for finding in _against_draft(each, others_in(each, first, numbering))]


def untold_of_draft(each: Repository, first: int, numbering: Numbering) -> dict[str, str]:
    """Ids of the other findings of a draft, with why they don't count: `guess` or `elsewhere`."""
    if not each.draft:
        return {}
    elsewhere = _elsewhere(each, others_in(each, first, numbering))
    return {f.id: why for f in each.findings if (why := _why_untold(f, elsewhere))}


def _against_draft(each: Repository, others: Collection[int]) -> list[Finding]:
    """What is told of the findings of a draft. That nothing goes against one is no news: it was
    made of this very code.

    others: modules that are no product code.
    """
    elsewhere = _elsewhere(each, others)
    return [
        finding
        for finding in each.findings
        if finding.status in _OPEN and not _why_untold(finding, elsewhere)
    ]


def _why_untold(finding: Finding, elsewhere: Collection[bytes]) -> str:
    """What helps to test or to build is put together from everything, and goes against nothing; nor
    does what goes past an interface that was guessed: the language's own way to declare one
    (`pub mod`) may say otherwise."""
    if finding.where.path in elsewhere:
        return "elsewhere"
    return "guess" if finding.check in GUESSED else ""


def _elsewhere(each: Repository, others: Collection[int]) -> set[bytes]:
    return {each.graph.modules[at].path for at in others}


def _left_text(each: Repository, elsewhere: Collection[bytes]) -> str:
    """` The page of findings has 3 more: 2 past interfaces and 1 outside of product code.`"""
    untold = Counter(_why_untold(f, elsewhere) for f in each.findings if f.status in _OPEN)
    found = [(untold[why], text) for why, text in _UNTOLD.items() if untold[why]]
    if not found:
        return ""
    what = ": " + " and ".join(f"{count:,} {text}" for count, text in found)
    if len(found) == 1:
        what = f", {found[0][1]}"
    return f" The page of findings has {sum(count for count, _ in found):,} more{what}."


def _drafted(each: Repository, found: Sequence[Finding]) -> str:
    """These are the exceptions. The one is told of which most can be seen: that the other way is
    the usual one."""
    directions = Directions(each)
    first = max(found, key=directions.of)
    types = sum(finding.kind == _BY_TYPES for finding in found)
    by_types = f" ({types:,} by imports of types)" if types else ""
    goes = "goes" if len(found) == 1 else "go"
    places = f"{counted(len(found), 'place')} of product code"
    text = f"{places} {goes} against the draft{by_types}, which says what "
    reason = draft_reason(first, directions)
    against = f"against {name_text(first.rule)} ({name_text(reason)})"
    return f"{text}this code mostly does: {place_text(first, each)}, {against}"


def draft_reason(finding: Finding, directions: Directions) -> str:
    """What can be counted at the place, else that nobody has declared the rule, which its message
    would let one believe."""
    return directions.of(finding).text or _NOBODYS


def place_text(finding: Finding, repository: Repository) -> str:
    """`a.py:3 uses b.c`: where to look it up."""
    where = placed(finding, repository).where
    place = f"{path_text(where.path)}:{where.line}" if where.line else path_text(where.path)
    return f"{place} uses {name_text(finding.target)}" if finding.target else place


def _declared(each: Repository) -> str:
    accepted = sum(found.status == "accepted" for found in each.scan.findings) if each.scan else 0
    text = f"{counted(open_places(each), 'finding')} against {_file_name(each)}"
    return text + (f", {accepted:,} more accepted." if accepted else ".")


def _file_name(each: Repository) -> str:
    """Without the folder: where a spec lies on somebody's machine is nobody else's business."""
    return name_text(each.spec_file.rpartition("/")[2].rpartition(":")[2])
