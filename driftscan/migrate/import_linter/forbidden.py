"""forbidden: sources that must not import targets, by chains too unless these are allowed."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from driftscan.migrate.builder import Builder, deny
from driftscan.migrate.draft import Value
from driftscan.migrate.import_linter.expressions import expand
from driftscan.migrate.import_linter.head import THROUGH, add_rule
from driftscan.migrate.import_linter.settings import Contract, Settings
from driftscan.migrate.modules import is_within, overlap, without_nested

Pairing = tuple[list[str], list[str]]


def forbidden(build: Builder, settings: Settings, contract: Contract) -> list[str]:
    """One `deny`; more where sources and targets overlap, for such pairs do not count."""
    as_packages = contract.flag("as_packages", default=True)
    sources = expand(build, contract, "source_modules", settings.roots)
    targets, externals = _targets(build, settings, contract)
    pairings = list(_pairings(sources, targets, externals, as_packages))
    rules = []
    for ours, theirs in pairings:
        component = build.component if as_packages else build.module_itself
        targets_shown = [
            word if word.startswith("external:") else component(word) for word in theirs
        ]
        keys: list[tuple[str, Value]] = [deny(map(component, ours), targets_shown)]
        if not contract.flag("allow_indirect_imports"):
            keys.append(THROUGH)
        rules.append(
            add_rule(build, contract, tuple(keys), of=", ".join(ours) if len(pairings) > 1 else "")
        )
    if not rules:
        build.no_equal(
            contract.line,
            f"contract '{contract.name}' keeps nothing apart that is in the tree; it was left out",
        )
    return rules


def _targets(build: Builder, settings: Settings, contract: Contract) -> tuple[list[str], list[str]]:
    """Modules of the tree, and external packages as words of a spec."""
    roots = list(settings.roots)
    entries = contract.options.get("forbidden_modules", ())
    inside = [
        entry
        for entry in entries
        if "*" in entry[0]
        or any(is_within(entry[0], root) for root in roots)
        or entry[0] in build.modules.names
    ]
    own = replace(contract, options={"forbidden_modules": tuple(inside)})
    outside = [f"external:{text}" for text, line in entries if (text, line) not in inside]
    return expand(build, own, "forbidden_modules"), outside


def _pairings(
    sources: Sequence[str], targets: Sequence[str], externals: Sequence[str], as_packages: bool
) -> Iterator[Pairing]:
    """Groups of sources with the targets that count for each of them."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for source in sources:
        apart = [t for t in targets if not (overlap(source, t) if as_packages else source == t)]
        if as_packages:
            apart = [each for each in apart if each in without_nested(apart)]
        if apart or externals:
            groups.setdefault((*apart, *externals), []).append(source)
    for theirs, ours in groups.items():
        yield (without_nested(ours) if as_packages else ours), list(theirs)
