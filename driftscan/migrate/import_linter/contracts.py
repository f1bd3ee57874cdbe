"""Which translation belongs to which type of contract. Each gives the names of its rules."""

from collections.abc import Callable, Sequence

from driftscan.migrate.builder import Builder
from driftscan.migrate.import_linter.acyclic import acyclic_siblings
from driftscan.migrate.import_linter.forbidden import forbidden
from driftscan.migrate.import_linter.independence import independence
from driftscan.migrate.import_linter.layers import layers
from driftscan.migrate.import_linter.protected import protected
from driftscan.migrate.import_linter.settings import Contract, Settings

CONTRACTS: dict[str, Callable[[Builder, Settings, Contract], Sequence[str]]] = {
    "acyclic_siblings": acyclic_siblings,
    "forbidden": forbidden,
    "independence": independence,
    "layers": layers,
    "protected": protected,
}
