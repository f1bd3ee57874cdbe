"""Where the points of a place are kept, and which commits need one."""

import os
from collections.abc import Callable
from pathlib import Path

from driftscan.checks.question import speaks_of_services
from driftscan.errors import UsageError
from driftscan.extract.claims import claims_path
from driftscan.model.spec import Spec
from driftscan.sources.first_parents import Touched
from driftscan.sources.repository import Repository
from driftscan.store.location import cache_place

STORE = ".driftscan/history.sqlite"


def store_path(named: str, root: str, repository: Repository) -> Path:
    """The store of a place: in the place, or with the user's caches if that is a bare repository.
    named: by the user, '' for the usual one."""
    if named:
        return Path(named)
    if not repository.bare:
        return Path(root) / STORE
    kept = cache_place(os.environ, Path(root))
    if kept.directory is None:
        raise UsageError(f"{kept.trouble}; name a file with --store")
    name = os.fsdecode(repository.common_dir.strip(b"/").replace(b"/", b"-"))
    return kept.directory / "history" / f"{name}.sqlite"


def differing(spec: Spec) -> Callable[[Touched], bool]:
    """Whether what a commit touched may change findings: a file that is read, or which files there
    are."""
    everything = any(map(speaks_of_services, spec.rules))

    def differs(touched: Touched) -> bool:
        if everything and touched.paths:
            return True
        return bool(touched.shape) or any(map(claims_path, touched.content))

    return differs
