"""Workspaces of npm, yarn and pnpm: packages that are linked to each other by name."""

from collections.abc import Mapping, Sequence

from driftscan.extract.javascript.globs import braced, matches
from driftscan.extract.javascript.layout import ancestors
from driftscan.extract.javascript.packages import Package, Packages
from driftscan.extract.paths import text_of
from driftscan.model.fact import FileFacts

_DECLARE = ("package.json", "pnpm-workspace.yaml")


class Workspaces:
    """members: by directory of a workspace's root, its packages by name; the root is one, too."""

    def __init__(self, manifests: Mapping[bytes, Sequence[FileFacts]], packages: Packages) -> None:
        self._packages = packages
        self.members: dict[str, dict[str, list[Package]]] = {}
        self._directories: dict[str, frozenset[str]] = {}
        for root, patterns in _declared(manifests).items():
            found = [
                each for each in packages.by_directory.values() if _is_in(each, root, patterns)
            ]
            self._directories[root] = frozenset(each.directory for each in found)
            named = self.members.setdefault(root, {})
            for each in found:
                if each.name:
                    named.setdefault(each.name, []).append(each)

    def left_out(self) -> frozenset[str]:
        """Directories of packages below a workspace that no workspace has, and that are not inside
        of a package that one has."""
        known = frozenset().union(*self._directories.values())
        inner = known - self._directories.keys()
        return frozenset(
            each
            for each in self._packages.by_directory.keys() - known
            if not self._directories.keys().isdisjoint(ancestors(each))
            and inner.isdisjoint(ancestors(each))
        )

    def linked(self, folder: str, name: str) -> list[Package]:
        """The packages of a name that files in a folder get because a workspace links them. A
        package inside of a member, as fixtures are, shares its links unless it asks by itself."""
        for package in self._packages.above(folder):
            for root in ancestors(package.directory):
                is_member = package.directory in self._directories.get(root, ())
                if is_member and (found := self.members[root].get(name)):
                    return found
            if name in package.requirements:
                return []
        return []


def _declared(manifests: Mapping[bytes, Sequence[FileFacts]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(manifests):
        directory, _, name = text_of(path).rpartition("/")
        if name not in _DECLARE:
            continue
        patterns = [
            setting.values[0]
            for facts in manifests[path]
            for setting in facts.settings
            if setting.name == "workspaces"
        ]
        if patterns:
            found.setdefault(directory, []).extend(patterns)
    return found


def _is_in(package: Package, root: str, patterns: Sequence[str]) -> bool:
    if package.directory == root:
        return True
    start = f"{root}/" if root else ""
    if not package.directory.startswith(start):
        return False
    inside = package.directory[len(start) :]
    is_in = False
    for pattern in patterns:
        excludes = pattern.startswith("!")
        for each in braced(pattern.lstrip("!")):
            if matches(each.removeprefix("./").strip("/"), inside):
                is_in = not excludes
    return is_in
