"""protected: modules that only some may import directly."""

from collections.abc import Collection

from driftscan.migrate.builder import Builder
from driftscan.migrate.draft import DraftComponent, Words
from driftscan.migrate.import_linter.expressions import expand
from driftscan.migrate.import_linter.head import add_rule
from driftscan.migrate.import_linter.settings import Contract, Settings
from driftscan.migrate.modules import is_within

OUTSIDE = "outside the root packages"


def protected(build: Builder, settings: Settings, contract: Contract) -> list[str]:
    """One `protect`. Code outside the root packages is allowed: import-linter never sees it."""
    as_packages = contract.flag("as_packages", default=True)
    component = build.component if as_packages else build.module_itself
    targets = expand(build, contract, "protected_modules", settings.roots)
    if not targets:
        return []
    users = expand(build, contract, "allowed_importers", settings.roots)
    allowed = [*map(component, users), *_outside(build, settings)]
    keys = (
        ("protect", Words(tuple(map(component, targets)))),
        ("allow", Words(tuple(allowed))),
    )
    return [add_rule(build, contract, keys)]


def _outside(build: Builder, settings: Settings) -> list[str]:
    """The keys of components for all other code: one for most of it, and those of their own."""
    own = _denied_outside(build, settings)
    spared = (*settings.roots, *own)
    tops = build.modules.children("")
    paths = {path for name in tops for path in _paths_outside(build, name, spared)}
    found = [build.component(name) for name in own]
    if paths:
        remark = (
            "Code that import-linter does not look at, so that protected modules are open to it."
        )
        found.append(
            build.add(
                DraftComponent(
                    key=OUTSIDE, wish="outside", paths=tuple(sorted(paths)), remark=remark
                )
            )
        )
    return found


def _denied_outside(build: Builder, settings: Settings) -> list[str]:
    """Names outside the root packages that some contract forbids: components in any case."""
    named = {
        name
        for contract in settings.contracts
        for name in contract.texts("forbidden_modules")
        if name in build.modules.names
    }
    return sorted(n for n in named if not any(is_within(n, root) for root in settings.roots))


def _paths_outside(build: Builder, name: str, spared: Collection[str]) -> list[str]:
    """Paths of a package that is none of those spared, or of its parts beside them."""
    if name in spared:
        return []
    if not any(is_within(each, name) for each in spared):
        return list(build.modules.paths(name))
    found = list(build.modules.own_paths(name))
    for child in build.modules.children(name):
        found += _paths_outside(build, child, spared)
    return found
