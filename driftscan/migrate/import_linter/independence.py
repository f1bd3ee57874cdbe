"""independence: modules that must not reach each other, not even through others."""

from driftscan.migrate.builder import Builder
from driftscan.migrate.draft import Words
from driftscan.migrate.import_linter.expressions import expand
from driftscan.migrate.import_linter.head import THROUGH, add_rule
from driftscan.migrate.import_linter.settings import Contract, Settings


def independence(build: Builder, settings: Settings, contract: Contract) -> list[str]:
    """An `independent` rule."""
    names = expand(build, contract, "modules", settings.roots)
    if len(names) < 2:
        build.no_equal(
            contract.line,
            f"contract '{contract.name}' names fewer than two modules that are there, so it keeps "
            "nothing apart; it was left out",
        )
        return []
    members = Words(build.components(names))
    return [add_rule(build, contract, (("independent", members), THROUGH))]
