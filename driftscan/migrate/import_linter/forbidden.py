"""forbidden: sources that must not import targets, by chains too unless these are allowed."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from driftscan.migrate.builder import Builder, deny
from driftscan.migrate.draft import Value
from driftscan.migrate.import_linter.expressions import expand
from driftscan.migrate.import_linter.head import THROUGH, add_rule
from driftscan.migrate.import_linter.settings import Contract, Settings
from driftscan.migrate.modules import is_within, overlap, without_nested
from driftscan.notation.ini import Entry

_KEY = "forbidden_modules"

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
    """Modules of the tree, and external packages as words of a spec.

    What is a package of its own for import-linter may well be another folder of the tree.
    """
    own, others = [], []
    outside: list[str] = []
    for text, line in contract.options.get(_KEY, ()):
        if "*" in text or any(is_within(text, root) for root in settings.roots):
            own.append((text, line))
        elif text in build.modules.names:
            others.append((text, line))
        else:
            outside += build.externals([text], line)
    found = expand(build, _with(contract, own), _KEY, settings.roots)
    return [*found, *expand(build, _with(contract, others), _KEY)], outside


def _with(contract: Contract, entries: list[Entry]) -> Contract:
    return replace(contract, options={_KEY: tuple(entries)})


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
