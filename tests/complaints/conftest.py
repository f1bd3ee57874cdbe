"""A small repository for each complaint."""

from pathlib import Path

import pytest

from tests.complaints.complaint import System


@pytest.fixture
def system(tmp_path: Path) -> System:
    return System(tmp_path)
