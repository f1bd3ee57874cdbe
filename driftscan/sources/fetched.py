"""What people call a revision: what was fetched last goes by the name of its branch."""

import os
import re

from driftscan.sources.repository import SMALL_BYTES, Repository
from driftscan.sources.small_file import read_small_file

_FETCHED = "FETCH_HEAD"
# The first line is the one that the revision FETCH_HEAD stands for (git-fetch(1)).
_BRANCH = re.compile(rb"[0-9a-f]{40,64}\t(?:not-for-merge)?\t(?:branch|tag) '([^\n]+)' of [^\n]*")


def called(repository: Repository, revision: str) -> str:
    """`main` for FETCH_HEAD, where git has noted that it fetched that; else the revision itself."""
    if revision != _FETCHED:
        return revision
    try:
        noted = read_small_file(os.path.join(repository.git_dir, _FETCHED.encode()), SMALL_BYTES)
    except OSError:
        return revision
    found = _BRANCH.match(noted)
    return os.fsdecode(found[1]) if found else revision
