"""What rules about terms are asked of: what components say of them. Only loaded for such."""

from msgspec.structs import replace

from driftscan.checks.question import CheckInput
from driftscan.checks.wording import counted
from driftscan.stages.definitions import definitions_of
from driftscan.stages.map import Map


def with_definitions(question: CheckInput, system: Map) -> tuple[CheckInput, tuple[str, ...]]:
    """The question, able to answer rules that speak of terms; and how much that rests on."""
    found = definitions_of(system)
    unread = f", besides {counted(len(found.unread), 'file')} not read" if found.unread else ""
    conditions = counted(found.meanings, "condition")
    note = (
        f"rules about definitions looked at {counted(found.entities, 'entity')}, {conditions} and "
        f"{counted(found.constants, 'constant')}{unread} (`driftscan definitions`)"
    )
    return replace(question, vocabulary=found.vocabulary), (note,)
