"""protected: modules that only some may import directly."""

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
    allowed = [
        component(name) for name in expand(build, contract, "allowed_importers", settings.roots)
    ]
    if outside := _outside(build, list(settings.roots)):
        allowed.append(outside)
    keys = (
        ("protect", Words(tuple(map(component, targets)))),
        ("allow", Words(tuple(allowed))),
    )
    return [add_rule(build, contract, keys)]


def _outside(build: Builder, roots: list[str]) -> str:
    """The key of the component for all other code; '' if there is none."""
    paths = {
        path for name in build.modules.children("") for path in _paths_outside(build, name, roots)
    }
    if not paths:
        return ""
    remark = "Code that import-linter does not look at, so that protected modules are open to it."
    wish = DraftComponent(key=OUTSIDE, wish="outside", paths=tuple(sorted(paths)), remark=remark)
    return build.add(wish)


def _paths_outside(build: Builder, name: str, roots: list[str]) -> list[str]:
    """Paths of a package that is no root, or of its parts beside those that are."""
    if name in roots:
        return []
    if not any(is_within(root, name) for root in roots):
        return list(build.modules.paths(name))
    found = list(build.modules.own_paths(name))
    for child in build.modules.children(name):
        found += _paths_outside(build, child, roots)
    return found
