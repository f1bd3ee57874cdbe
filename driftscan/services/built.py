"""Code that is built into one program and no other, as projects of .NET and of the JVM ask for
each other. It is part of it without an import, for frameworks find classes in all that is built
in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from driftscan.model.service_graph import Evidence
from driftscan.services.declared import programs_of
from driftscan.services.drafts import Draft, running
from driftscan.services.facts import TreeFacts, folder_of, is_test_code
from driftscan.services.homes import Home, home_at
from driftscan.services.packages import Packages

# Elsewhere a package is a shelf of which a program takes what it imports.
_BUILT_WHOLE = (b".cs", b".fs", b".vb", b".java", b".kt", b".kts", b".scala", b".groovy")


def built_into_one(drafts: Sequence[Draft], tree: TreeFacts) -> dict[bytes, tuple[int, Evidence]]:
    """By file outside of all services' folders the service that its project is built into, and the
    line that asks for the project or for one that leads to it. Left out where another program of
    the tree, deployed or not, is built with it, for then only imports tell whose part it is."""
    files = [file.path for file in tree.files if file.path.endswith(_BUILT_WHOLE)]
    homes = {draft.home.folder: draft.home for draft in drafts if draft.home}
    if not files or not homes:
        return {}
    packages = Packages(tree)
    users = _users(packages, homes, tree)
    deployed = running(drafts)
    found = {}
    for path in files:
        package = None if home_at(path, homes) else packages.around(folder_of(path))
        built = users.get(package, {}) if package is not None else {}
        if len(built) == 1 and package not in built:
            ((folder, line),) = built.items()
            positions = deployed.get(folder, ())
            if len(positions) == 1:
                found[path] = (positions[0], line)
    return found


def _users(
    packages: Packages, homes: Mapping[bytes, Home], tree: TreeFacts
) -> Mapping[bytes, Mapping[bytes, Evidence]]:
    """By package the homes, and the folders of programs that nothing deploys, which are built with
    it; a program is made of itself, too."""
    programs = {packages.around(folder_of(each.where.path)) for each in programs_of(tree)}
    found: dict[bytes, dict[bytes, Evidence]] = defaultdict(dict)
    for folder in sorted(packages.folders):
        home = home_at(folder, homes)
        if (home and not is_test_code(folder + b"/")) or folder in programs:
            user = home.folder if home else folder
            for package, line in packages.made_of(folder).items():
                found[package].setdefault(user, line)
            if not home:
                found[folder].setdefault(folder, Evidence(folder, 0))
    return found
