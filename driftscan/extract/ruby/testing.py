"""Which Ruby files are test code: the folders and names of RSpec, Minitest and Cucumber."""

import re

_FOLDERS = frozenset({"spec", "specs", "test", "tests", "testing_support"})
_CUCUMBER = "features"
# Inside these a folder `features` is about those of a product: `app/controllers/features/`.
_OF_PRODUCT = frozenset({"app", "lib"})
_NAME = re.compile(r".+_spec|.+_test|test_.+|(spec|rails|test)_helper", re.DOTALL)


def is_test_code(path: str) -> bool:
    """Whether a file stands in a folder of tests, at any depth, or is called as tests are."""
    *folders, name = path.split("/")
    if not _FOLDERS.isdisjoint(folders) or _NAME.fullmatch(name.rpartition(".")[0]):
        return True
    if _CUCUMBER not in folders:
        return False
    return _OF_PRODUCT.isdisjoint(folders[: folders.index(_CUCUMBER)])
