"""Namespace packages that no manifest declares: told by how the code itself spells its imports."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from driftscan.extract.paths import text_of
from driftscan.extract.python.layout import Layout
from driftscan.extract.python.projects import DeclaredRoot, Project
from driftscan.extract.python.roots import Root, Roots, ancestors, project_above
from driftscan.extract.python.stdlib import STANDARD_LIBRARY
from driftscan.model.fact import FileFacts

_PARTS = 2  # so much of a dotted name tells one spelling from another


def spellings(facts: FileFacts) -> tuple[str, ...]:
    """The beginnings of a file's absolute imports, at most two parts each, sorted."""
    found = {_beginning(fact.module, fact.name) for fact in facts.imports if fact.level == 0}
    found.discard("")
    return tuple(sorted(found))


@lru_cache(maxsize=1 << 16)
def _beginning(module: str, name: str) -> str:
    """The first parts of an absolute import, '' if they tell nothing; files repeat each other."""
    dotted = module if "." in module else _absolute(module, name)
    parts = dotted.split(".", _PARTS)[:_PARTS]
    return "" if parts[0] in STANDARD_LIBRARY else ".".join(parts)


def namespace_roots(
    layout: Layout,
    roots: Roots,
    projects: Mapping[str, Project],
    spelled: Mapping[bytes, tuple[str, ...]],
) -> list[DeclaredRoot]:
    """Roots further up than the outermost package, where the code says so.

    In an unpacked `poetry-core`, poetry/core/ is the outermost package and poetry/ a bare folder.
    That its files say `import poetry.core...`, and not `import core...`, shows that names start
    above poetry/. The files below a root are asked first, all others only if those say nothing.
    """
    bare = bare_roots(roots, projects)
    if not bare:
        return []
    everyone = Counter(name for names in spelled.values() for name in names)
    found = []
    for root in bare:
        inside = root.directory + "/"
        own = Counter(
            name
            for path, names in spelled.items()
            if text_of(path).startswith(inside)
            for name in names
        )
        found += _extended(root, layout, projects, own) or _extended(
            root, layout, projects, everyone
        )
    return sorted(set(found), key=lambda declared: (declared.directory, declared.packages))


def bare_roots(roots: Roots, projects: Mapping[str, Project]) -> list[Root]:
    """Roots that nothing declares and that aren't the directory of a project or of the tree."""
    return [
        root
        for root in roots.used
        if root.directory and root not in roots.declared and root.directory not in projects
    ]


def _extended(
    root: Root, layout: Layout, projects: Mapping[str, Project], spelled: Counter[str]
) -> list[DeclaredRoot]:
    """The ancestor from which most imports spell the packages of a root, if more than from it."""
    tops = _top_levels(root, layout)
    limit = project_above(root.directory, projects)
    above = [up for up in ancestors(root.directory)[1:] if len(up) >= len(limit)]
    votes = {up: _votes(_prefixes(root.directory, up, tops), spelled) for up in above}
    best = max(above, key=lambda up: (votes[up], len(up)), default=None)
    if best is None or votes[best] <= _votes(tops, spelled):
        return []
    return [DeclaredRoot(best, (_below(root.directory, best).split(".")[0],))]


def _top_levels(root: Root, layout: Layout) -> set[str]:
    """Names of the packages right below a root."""
    start = root.directory + "/"
    return {
        folder[len(start) :]
        for folder in layout.packages
        if folder.startswith(start) and "/" not in folder[len(start) :]
    }


def _prefixes(directory: str, above: str, tops: Iterable[str]) -> set[str]:
    """What imports begin with if names start at `above`."""
    below = _below(directory, above)
    if not all(part.isidentifier() for part in below.split(".")):
        return set()
    return {".".join(f"{below}.{top}".split(".")[:_PARTS]) for top in tops}


def _votes(prefixes: set[str], spelled: Counter[str]) -> int:
    """How many files spell an import that begins with one of these names."""
    return sum(
        count
        for name, count in spelled.items()
        if name in prefixes or name.partition(".")[0] in prefixes
    )


def _below(directory: str, above: str) -> str:
    return directory[len(above) + 1 if above else 0 :].replace("/", ".")


def _absolute(module: str, name: str) -> str:
    return f"{module}.{name}" if name and name != "*" else module
