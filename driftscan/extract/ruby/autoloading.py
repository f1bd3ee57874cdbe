"""Directories whose files Zeitwerk loads by the names of their constants."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from driftscan.extract.paths import join, parent_of, upwards
from driftscan.extract.ruby.extractor import AUTOLOADS_HERE, AUTOLOADS_LIB
from driftscan.extract.ruby.layout import below, camelized

# A folder app/ in which Rails looks has one of these beside it, or an application around it.
_RAILS = ("config/application.rb", "config/environment.rb", "config/routes.rb", "config.ru")
_ENGINE = "engine.rb"
_NO_ROOTS = frozenset({"assets", "javascript", "views"})


def autoload_roots(files: Iterable[str], marks: Mapping[str, Sequence[str]]) -> list[str]:
    """Sorted. marks: by path, those declarations that are marks (see extractor)."""
    files = list(files)
    known = frozenset(files)
    engines = {_above_lib(path) for path in files if path.endswith("/" + _ENGINE)}
    found = set()
    for path in files:
        base, app, rest = f"/{path}".partition("/app/")
        kind, slash, inner = rest.partition("/")
        if app and slash and kind not in _NO_ROOTS and _is_rails(base[1:], known, engines):
            root = join(base[1:], f"app/{kind}")
            found.add(root)
            if inner.startswith("concerns/"):
                found.add(f"{root}/concerns")
    for path, said in marks.items():
        if AUTOLOADS_HERE in said:
            found.add(parent_of(path))
        if AUTOLOADS_LIB in said:
            found.add(join(parent_of(parent_of(path)), "lib"))
    return sorted(found)


def _is_rails(base: str, files: frozenset[str], engines: set[str]) -> bool:
    return any(
        up in engines or any(join(up, mark) in files for mark in _RAILS) for up in upwards(base)
    )


def _above_lib(path: str) -> str:
    return f"/{path}".rpartition("/lib/")[0].lstrip("/")


def root_of(path: str, roots: AbstractSet[str]) -> str | None:
    """The deepest root that a file lies in."""
    return next((up for up in upwards(parent_of(path)) if up in roots), None)


def constant_of(path: str, root: str) -> str:
    """The constant that a file is expected to define, if no word in it is an acronym."""
    stem = below(path, root).rpartition(".")[0]
    return camelized(stem)
