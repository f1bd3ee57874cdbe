"""Where a repository was cloned from, as its configuration has it."""

import os
import re

from driftscan.sources.repository import SMALL_BYTES, Repository
from driftscan.sources.small_file import read_small_file

_ORIGIN = re.compile(rb'\[\s*remote\s+"origin"\s*\]([^\[]*)')
_URL = re.compile(rb"^\s*url\s*=\s*(\S+)\s*$", re.MULTILINE)


def origin_of(repository: Repository) -> str:
    """The address of `origin`, as it is written; '' where there is none to be read."""
    try:
        config = read_small_file(os.path.join(repository.common_dir, b"config"), SMALL_BYTES)
    except OSError:
        return ""
    section = _ORIGIN.search(config)
    url = _URL.search(section[1]) if section else None
    return url[1].decode("utf-8", "replace") if url else ""
