"""Names of modules: the project's root namespace, the folders below it, the file's name."""

from collections import Counter
from collections.abc import Mapping, Sequence

from driftscan.extract.csharp.membership import Membership
from driftscan.extract.csharp.projects import Project
from driftscan.extract.csharp.testing import is_test_folder, test_projects
from driftscan.extract.paths import text_of
from driftscan.model.graph import Module

_LANGUAGE = "csharp"


def name_modules(paths: Sequence[bytes], membership: Membership) -> list[Module]:
    """One module per file, sorted by key."""
    tests = test_projects(membership.projects)
    named = [(path, *_name(text_of(path), membership.owners)) for path in paths]
    ids = Counter(name for _, name, _ in named)
    keys = Counter((root, name) for _, name, root in named)
    modules = []
    for path, name, root in named:
        text, own = text_of(path), keys[root, name] == 1
        modules.append(
            Module(
                id=name if ids[name] == 1 else text,
                key=f"{_LANGUAGE}:{root}:{name}" if own else f"{_LANGUAGE}:{text}",
                path=path,
                language=_LANGUAGE,
                name=name,
                root=root,
                is_test=_is_test(text, membership.owners.get(text), tests),
            )
        )
    return sorted(modules, key=_by_key)


def _name(path: str, owners: Mapping[str, Project]) -> tuple[str, str]:
    """Dotted name and root."""
    project = owners.get(path)
    inside = path.rpartition(".")[0]
    if project is None:
        return inside.replace("/", "."), ""
    below = inside[len(project.folder) :].lstrip("/")
    return f"{project.name}.{below.replace('/', '.')}", project.folder


def _is_test(path: str, project: Project | None, tests: frozenset[int]) -> bool:
    return is_test_folder(path) if project is None else project.number in tests


def _by_key(module: Module) -> str:
    return module.key
