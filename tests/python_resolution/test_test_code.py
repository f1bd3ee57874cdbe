"""Which Python files are test code: whole parts of paths only."""

import pytest

from driftscan.extract.python.layout import Layout
from driftscan.extract.python.testing import is_test_code


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (b"tests/a.py", True),
        (b"pkg/test/__init__.py", True),
        (b"pkg/tests/deep/down/a.pyi", True),
        (b"conftest.py", True),
        (b"pkg/conftest.py", True),
        (b"pkg/test_a.py", True),
        (b"pkg/a_test.py", True),
        (b"shop/tests.py", True),
        (b"pkg/test_a/b.py", False),
        (b"pkg/testing/a.py", False),
        (b"shop/management/commands/test_emails.py", False),  # manage.py test_emails
        (b"management/commands/test_emails.py", False),
        (b"shop/management/commands/tests/test_emails.py", True),
        (b"tests/shop/management/commands/run.py", True),
        (b"latest/a.py", False),
        (b"pkg/contest.py", False),
        (b"pkg/test.py", False),
        (b"pkg/testa.py", False),
        (b"pkg/atest.py", False),
        (b"benchmarks/speed.py", False),
        (b"Tests/a.py", False),
        (b"te\xffsts/test_\xff.py", True),
    ],
)
def test_test_code(path: bytes, expected: bool) -> None:
    (file,) = Layout([path]).files
    assert is_test_code(file) is expected
