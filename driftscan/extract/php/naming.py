"""Names for PHP files: the class that one is found by, else its path."""

from collections import Counter
from collections.abc import Mapping, Sequence
from operator import attrgetter

from driftscan.extract.paths import inside, text_of, upwards
from driftscan.extract.php.projects import Project, Root, project_of
from driftscan.extract.php.testing import is_test_code
from driftscan.model.graph import Module

LANGUAGE = "php"


def name_modules(paths: Sequence[bytes], projects: Mapping[str, Project]) -> list[Module]:
    """One module per file, sorted by key."""
    named = [(path, *_name(text_of(path), projects)) for path in paths]
    ids = Counter(shown for _, shown, _, _ in named)
    keys = Counter((root, name) for _, _, name, root in named)
    modules = [
        Module(
            id=shown if ids[shown] == 1 else text_of(path),
            key=f"{LANGUAGE}:{root}:{name}"
            if keys[root, name] == 1
            else f"{LANGUAGE}:{text_of(path)}",
            path=path,
            language=LANGUAGE,
            name=name,
            root=root,
            is_test=is_test_code(text_of(path), project_of(text_of(path), projects).dev),
        )
        for path, shown, name, root in named
    ]
    return sorted(modules, key=attrgetter("key"))


def _name(path: str, projects: Mapping[str, Project]) -> tuple[str, str, str]:
    """What is shown, the dotted name and the root. A class shows with backslashes; a file that no
    root names shows as its path, which no class is called."""
    root = _root_of(path, projects)
    stem, _, suffix = path.rpartition(".")
    if root is None:
        directory = project_of(path, projects).directory
        within = stem[len(directory) :].lstrip("/")
        return path, within.replace(".", "_").replace("/", "."), directory
    within = stem[len(root.directory) :].lstrip("/")
    prefix = "" if root.psr_0 else root.prefix
    name = "\\".join(filter(None, [prefix, within.replace(".", "_").replace("/", "\\")]))
    shown = name if suffix == "php" and "\\" in name else path
    return shown, name.replace("\\", "."), root.directory


def _root_of(path: str, projects: Mapping[str, Project]) -> Root | None:
    """The deepest directory around a file that a project around it maps to a namespace."""
    around = [projects[above] for above in upwards(path) if above in projects]
    roots = [root for project in around for root in project.roots if inside(path, root.directory)]
    return max(roots, key=_deepest, default=None)


def _deepest(root: Root) -> tuple[int, int]:
    return len(root.directory), len(root.prefix)
