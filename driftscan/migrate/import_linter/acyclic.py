"""acyclic_siblings: no cycles between the children of a package, down to some depth."""

from driftscan.migrate.builder import Builder
from driftscan.migrate.draft import Inside
from driftscan.migrate.import_linter.expressions import expand
from driftscan.migrate.import_linter.head import add_rule
from driftscan.migrate.import_linter.settings import Contract, Settings
from driftscan.migrate.modules import is_within

_DEPTH = 10  # import-linter's own, if nothing is said


def acyclic_siblings(build: Builder, settings: Settings, contract: Contract) -> list[str]:
    """One `acyclic` rule for each ancestor."""
    ancestors = expand(build, contract, "ancestors", settings.roots)
    skipped = expand(build, contract, "skip_descendants", settings.roots)
    return [_rule(build, contract, name, skipped, len(ancestors) > 1) for name in ancestors]


def _rule(
    build: Builder, contract: Contract, name: str, skipped: list[str], is_one_of_many: bool
) -> str:
    more: list[tuple[str, str | tuple[str, ...]]] = []
    depth = _depth(contract)
    # A package at the last level has children too: levels of packages, not of names.
    if build.modules.depth_below(name) > depth + 1:
        more.append(("depth", str(depth + 1)))
    if own := tuple(each for each in skipped if is_within(each, name) and each != name):
        more.append(("besides", own))
    inside = Inside(build.component(name), tuple(more))
    return add_rule(build, contract, (("acyclic", inside),), of=name if is_one_of_many else "")


def _depth(contract: Contract) -> int:
    text = next(iter(contract.texts("depth")), "")
    return int(text) if text.isdigit() else _DEPTH
