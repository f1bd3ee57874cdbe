"""Which Ruby files are test code: the folders and names of RSpec, Minitest and Cucumber."""

import re

_FOLDERS = frozenset({"spec", "specs", "test", "tests", "features", "testing_support"})
_NAME = re.compile(r".+_spec|.+_test|test_.+|(spec|rails|test)_helper", re.DOTALL)


def is_test_code(path: str) -> bool:
    """Whether a file stands in a folder of tests, at any depth, or is called as tests are."""
    *folders, name = path.split("/")
    return not _FOLDERS.isdisjoint(folders) or bool(_NAME.fullmatch(name.rpartition(".")[0]))
