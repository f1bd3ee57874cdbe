"""How the code fits a spec, in a sentence for each repository, with one place to look it up."""

from collections.abc import Collection, Iterator

from driftscan.model.finding import Finding
from driftscan.model.graph import KIND_LABELS, Kind
from driftscan.model.ranking import GUESSED
from driftscan.report.audit.audited import Audit, Repository
from driftscan.report.audit.directions import Directions
from driftscan.report.audit.numbering import Numbering
from driftscan.report.audit.places import placed
from driftscan.report.audit.product_code import others_in
from driftscan.report.escape import name_text, path_text
from driftscan.report.terminal.layout import counted

_BY_TYPES = KIND_LABELS[Kind.TYPE_ONLY]
_USUAL_WAY = "nobody has declared that interface: the draft takes for it what most others import"
_NOBODYS = "nobody has declared that rule: the draft takes it from what most of the code does"
_OPEN = ("new", "before")


def open_places(repository: Repository) -> int:
    """How many findings count."""
    return sum(f.status in _OPEN for f in repository.scan.findings) if repository.scan else 0


def fit_texts(audit: Audit, numbering: Numbering) -> Iterator[str]:
    """What goes against the spec, or against the draft."""
    for each, first in zip(audit.repositories, numbering.first, strict=True):
        if each.scan is None:
            continue
        whose = f"{each.name}: " if len(audit.repositories) > 1 else ""
        others = others_in(each, first, numbering) if each.draft else ()
        yield f"{whose}{_drafted(each, others) if each.draft else _declared(each)}"


def _drafted(each: Repository, others: Collection[int]) -> str:
    """A draft was made of this very code: what goes against it are the exceptions. The one is told
    of which most can be seen: that the other way is the usual one. What helps to test or to build
    is put together from everything, and goes against nothing. others: modules of that sort."""
    elsewhere = {each.graph.modules[at].path for at in others}
    found = [f for f in each.findings if f.status in _OPEN and f.where.path not in elsewhere]
    if not found:
        return _kept(each)
    directions = Directions(each)
    first = max(found, key=lambda finding: (finding.check not in GUESSED, directions.of(finding)))
    types = sum(finding.kind == _BY_TYPES for finding in found)
    by_types = f" ({types:,} by imports of types)" if types else ""
    goes = "goes" if len(found) == 1 else "go"
    places = f"{counted(len(found), 'place')} of product code"
    text = f"{places} {goes} against the draft{by_types}, which says what "
    reason = draft_reason(first, directions)
    against = f"against {name_text(first.rule)} ({name_text(reason)})"
    return f"{text}this code mostly does: {place_text(first, each)}, {against}."


def draft_reason(finding: Finding, directions: Directions) -> str:
    """What can be counted at the place, else that nobody has declared the rule, which its message
    would let one believe."""
    if finding.check in GUESSED:
        return _USUAL_WAY
    return directions.of(finding).text or _NOBODYS


def place_text(finding: Finding, repository: Repository) -> str:
    """`a.py:3 uses b.c`: where to look it up."""
    where = placed(finding, repository).where
    place = f"{path_text(where.path)}:{where.line}" if where.line else path_text(where.path)
    return f"{place} uses {name_text(finding.target)}" if finding.target else place


def _kept(each: Repository) -> str:
    """What a draft is worth that nothing goes against: it says what the code keeps today."""
    rules = len(each.scan.rules) if each.scan else 0
    hold, were = ("holds", "was") if rules == 1 else ("hold", "were")
    return (
        f"{counted(rules, 'rule')} of the drafted spec {hold} in all product code that was read, "
        f"and {were} drafted for that reason: a place to start from, no verdict."
    )


def _declared(each: Repository) -> str:
    accepted = sum(found.status == "accepted" for found in each.scan.findings) if each.scan else 0
    text = f"{counted(open_places(each), 'finding')} against {_file_name(each)}"
    return text + (f", {accepted:,} more accepted." if accepted else ".")


def _file_name(each: Repository) -> str:
    """Without the folder: where a spec lies on somebody's machine is nobody else's business."""
    return name_text(each.spec_file.rpartition("/")[2].rpartition(":")[2])
