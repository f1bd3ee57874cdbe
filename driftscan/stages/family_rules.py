"""What rules about duplicates are asked of: families across components. Only loaded for such."""

from msgspec.structs import replace

from driftscan.checks.question import CheckInput
from driftscan.checks.wording import counted
from driftscan.model.family import Criteria
from driftscan.stages.duplicates import duplicates_of
from driftscan.stages.map import Map


def with_families(question: CheckInput, system: Map) -> tuple[CheckInput, tuple[str, ...]]:
    """The question, able to answer rules that speak of families; and how much that rests on."""
    found = duplicates_of(system, Criteria())
    unread = f", besides {counted(len(found.unread), 'file')} not read" if found.unread else ""
    note = (
        f"rules about duplicates compared {counted(found.functions - found.plain, 'function')} in "
        f"{counted(found.files, 'file')}{unread} (`driftscan duplicates`)"
    )
    return replace(question, families=found.families), (note,)
