"""Which Python files are test code: the names that unittest, pytest and Django look for."""

import re

from driftscan.extract.python.layout import PythonFile

_FOLDERS = frozenset({"test", "tests"})
_COMMANDS = "/management/commands"
_STEM = re.compile(r"test_.*|.*_test|tests|conftest", re.DOTALL)


def is_test_code(file: PythonFile) -> bool:
    """Whether a file stands in a folder named test or tests, or is called as tests are.

    `testing/`, `latest/` and `contest.py` are none: only a whole part of the path counts. Nor is a
    command of Django, which is called as its file is: `manage.py test_emails`.
    """
    is_called_so = bool(_STEM.fullmatch(file.stem)) and not f"/{file.folder}".endswith(_COMMANDS)
    return is_called_so or not _FOLDERS.isdisjoint(file.folder.split("/"))
