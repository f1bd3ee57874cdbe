"""What rules about capabilities are asked of: who uses what. Only loaded for such rules."""

from msgspec.structs import replace

from driftscan.checks.question import CheckInput
from driftscan.checks.wording import counted
from driftscan.stages.capabilities import uses_in
from driftscan.stages.map import Map


def with_uses(question: CheckInput, system: Map) -> tuple[CheckInput, tuple[str, ...]]:
    """The question, able to answer rules about capabilities; and how much that rests on."""
    uses = uses_in(system)
    files = len({use.module for use in uses.found})
    ways = len({(use.capability, use.package, use.language) for use in uses.found})
    note = (
        f"rules about capabilities looked at {counted(ways, 'package')} that the catalogue knows, "
        f"in {counted(files, 'file')} (`driftscan capabilities`)"
    )
    return replace(question, uses=uses), (note,)
