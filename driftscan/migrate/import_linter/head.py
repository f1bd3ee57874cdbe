"""What every rule takes over from its contract."""

from driftscan.migrate.builder import Builder
from driftscan.migrate.draft import DraftRule, Value
from driftscan.migrate.import_linter.settings import Contract

THROUGH: tuple[str, Value] = ("through_others", "true")


def add_rule(
    build: Builder,
    contract: Contract,
    keys: tuple[tuple[str, Value], ...],
    *,
    section: str = "rules",
    of: str = "",
    remarks: tuple[str, ...] = (),
) -> str:
    """A rule named as its contract; of: what tells it from others of the same contract."""
    return build.rule(
        DraftRule(
            section=section,
            name=f"{contract.name}: {of}" if of else contract.name,
            keys=keys,
            reason=" ".join(contract.texts("broken_contract_guidance")),
            origin=f"{build.file.name}:{contract.line}, {contract.type} contract",
            remarks=remarks,
        )
    )
