"""Which PHP files are test code: by folder, by name, and by what autoload-dev lists."""

import re
from collections.abc import Iterable

from driftscan.extract.paths import inside

_FOLDERS = frozenset({"test", "tests"})
_NAME = re.compile(r".+Test|.+TestCase|.+Cest|.+\.test", re.DOTALL)


def is_test_code(path: str, dev: Iterable[str]) -> bool:
    """dev: the paths that the file's project autoloads for development only.

    A folder counts in any case of its letters, as in `src/Billing/Tests`.
    """
    *folders, name = path.split("/")
    if not _FOLDERS.isdisjoint(folder.lower() for folder in folders):
        return True
    stem = name.rpartition(".")[0]
    return bool(_NAME.fullmatch(stem)) or any(place and inside(path, place) for place in dev)
