"""`public: exports` through the whole journey, warm and cold, and what can not be judged."""

import datetime
from pathlib import Path

import pytest

from driftscan.errors import NothingMatchedError
from driftscan.model.scan import Scan
from driftscan.pipeline import Request, scan

SPEC = "driftscan: 1\ncomponents:\n  common: {path: common, public: PUBLIC}\n  a: {path: a}\n"
TREE = {
    "common/__init__.py": "from common._impl import Client\n__all__ = ['Client']\n",
    "common/_impl.py": "class Client: pass\nclass Hidden: pass\n",
    "a/x.py": "from common import Client, other\nfrom common._impl import Hidden\n",
}


def _scan(root: Path, public: str, tree: dict[str, str], use_cache: bool = False) -> Scan:
    for name, text in {**tree, "driftscan.yaml": SPEC.replace("PUBLIC", public)}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    today = datetime.date(2026, 11, 21)
    return scan(Request(path=str(root), today=today, use_cache=use_cache, workers=1))


def test_cold_and_warm_runs_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "tree"
    cold = _scan(root, "exports", TREE, use_cache=True)
    assert [finding.target for finding in cold.findings] == ["common._impl", "common.other"]
    assert _scan(root, "exports", TREE, use_cache=True) == cold
    assert _scan(root, "exports", TREE).findings == cold.findings
    mended = _scan(root, "exports", {"a/x.py": "from common import Client\n"}, use_cache=True)
    assert mended.findings == ()


def test_a_computed_list_is_told(tmp_path: Path) -> None:
    index = "from common import _impl\n__all__ = ['Client']\n__all__ += _impl.__all__\n"
    found = _scan(tmp_path, "exports", {**TREE, "common/__init__.py": index})
    assert [finding.target for finding in found.findings] == []
    assert found.notes == (
        "2 imports of common could not be judged: its __all__ is computed at common/__init__.py:3",
    )


@pytest.mark.parametrize(
    ("public", "message"),
    [
        ("[common.Clint]", "'common' has no module and no name 'common.Clint'"),
        ("[common._impl.Klient]", "'common' has no module and no name 'common._impl.Klient'"),
        ("[nothing]", "'common' has no module 'nothing'"),
    ],
)
def test_a_name_that_nothing_has_is_an_error(tmp_path: Path, public: str, message: str) -> None:
    with pytest.raises(NothingMatchedError, match=message):
        _scan(tmp_path, public, TREE)


def test_names_that_are_listed_bound_or_defined_are_known(tmp_path: Path) -> None:
    found = _scan(tmp_path, "[common.Client, common._impl.Hidden]", TREE)
    assert [finding.target for finding in found.findings] == ["common.other"]


def test_without_an_index_file_nothing_is_exported(tmp_path: Path) -> None:
    tree = {"common/one.py": "", "common/two.py": "", "a/x.py": "import common.one\n"}
    with pytest.raises(NothingMatchedError, match="has no index file"):
        _scan(tmp_path, "exports", tree)


def test_a_name_from_a_compiled_module_is_there(tmp_path: Path) -> None:
    """It is bound by an import that leads to no file of the tree."""
    index = "from common._speedups import Client\n"
    found = _scan(tmp_path, "[common.Client]", {**TREE, "common/__init__.py": index})
    assert [finding.target for finding in found.findings] == ["common._impl", "common.other"]


def test_names_that_every_module_has_are_there(tmp_path: Path) -> None:
    assert _scan(tmp_path, "[common.__path__, common.Client]", TREE).findings
