"""`driftscan fix` on real trees, by the command line: the diff, the file, the check after it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from driftscan.cli.fix import write_fix
from driftscan.errors import UsageError
from driftscan.stages.fixing import Fix

SPEC = "driftscan: 1\ncomponents:\n  common: {path: common%s}\n  app: {path: app}\n%s"
EXPORTS = SPEC % (", public: exports", "")
MODULES = SPEC % (", public: [common, common.api]", "")
PRIVATE = SPEC % ("", "rules:\n  - private: [common]\n    named: [_*]\n")
PROTECT = SPEC % (
    "",
    "  inner: {path: common/_impl.py}\nrules:\n  - protect: inner\n    allow: common\n",
)
TREE = {
    "common/__init__.py": "from ._impl import (\n    X,\n    Y,\n)\n__all__ = ['X', 'Y']\n",
    "common/_impl.py": "X = Y = Z = 1\n",
    "common/api.py": "from common._impl import Z\n",
    "app/__init__.py": "",
    "app/a.py": "import os\n\nfrom common._impl import X, Y  # two\n\nprint(X)\n",
}
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


@pytest.fixture
def driftscan(tmp_path: Path) -> Run:
    write(tmp_path / "system", {"driftscan.yaml": EXPORTS, **TREE})

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "driftscan", *arguments],
            cwd=tmp_path / "system",
            capture_output=True,
            text=True,
            env={**os.environ, "DRIFTSCAN_CACHE_DIR": str(tmp_path / "cache")},
        )

    return run


def contents(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def the_id(driftscan: Run) -> str:
    done = driftscan("check", "--output-format", "json")
    (finding,) = json.loads(done.stdout)["findings"]
    return str(finding["id"])


@pytest.mark.parametrize("spec", [EXPORTS, MODULES, PRIVATE, PROTECT])
def test_shown_then_written_then_clean(driftscan: Run, tmp_path: Path, spec: str) -> None:
    root = tmp_path / "system"
    write(root, {"driftscan.yaml": spec})
    finding, before = the_id(driftscan), contents(root)
    shown = driftscan("fix", finding)
    assert (shown.returncode, shown.stderr) == (0, "")
    changed = [line for line in shown.stdout.splitlines() if line[0] in "+-"]
    assert changed == [
        "--- a/app/a.py",
        "+++ b/app/a.py",
        "-from common._impl import X, Y  # two",
        "+from common import X, Y  # two",
    ]
    assert contents(root) == before
    written = driftscan("fix", finding[:6], "--write")
    assert (written.returncode, written.stdout) == (0, shown.stdout)
    after = contents(root)
    assert after.pop("app/a.py") == before.pop("app/a.py").replace(b"common._impl", b"common")
    assert after == before
    assert driftscan("check").returncode == 0


def test_the_diff_is_a_patch(driftscan: Run, tmp_path: Path) -> None:
    root = tmp_path / "system"
    text = "def f():\r\n\tfrom common._impl import X\r\n\treturn X"
    (root / "app/a.py").write_bytes(text.encode())
    patch = subprocess.run(
        [sys.executable, "-m", "driftscan", "fix", the_id(driftscan)],
        cwd=root,
        capture_output=True,
        check=True,
    )
    subprocess.run(["git", "apply", "-"], cwd=root, input=patch.stdout, check=True)
    assert (root / "app/a.py").read_bytes() == text.replace("._impl", "").encode()


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"app/a.py": "from common._impl import X, Z\n"},
            "'Z' is not passed on by a public module: common has no such public name\n"
            "so the import of common._impl in app/a.py stays as it is: import what is missing at "
            "the top of a public module",
        ),
        (
            {"common/__init__.py": "from ._impl import X\nX = str(X)\nfrom ._impl import Y\n"},
            "'X' is not passed on by a public module: common does not simply import it at its top",
        ),
        (
            {"common/__init__.py": "import app.a\nfrom ._impl import X, Y\n"},
            "'X' is not passed on by a public module: common itself leads to app.a",
        ),
        ({"app/a.py": "import common._impl\n"}, "app/a.py:1: this import takes the module itself"),
        ({"app/a.py": "from common import _impl\n"}, "app/a.py:1: this import takes the module"),
        ({"app/a.py": "from common._impl import *\n"}, "app/a.py:1: this import takes everything"),
        (
            {"app/a.py": f"from common._impl import X\nx = {'(' * 2000}1{')' * 2000}\n"},
            "app/a.py: libcst cannot work on this file (the parser",
        ),
        (
            {"app/a.py": "from common._impl import X\nx = = 1\n"},
            "app/a.py: libcst cannot work on this file (",
        ),
        (
            {"driftscan.yaml": SPEC % ("", "rules:\n  - deny: app -> common\n")},
            "a finding of 'deny app->common' cannot be fixed by rewriting an import",
        ),
        (
            {
                "app/a.py": "from common._impl import X\n",
                "common/__init__.py": "from .api import X\n",
                "common/api.py": "try:\n    from common._impl import X\nexcept ValueError: X = 1\n",
            },
            "'X' is not passed on by a public module: common does not simply import it at its top",
        ),
    ],
)
def test_refused_with_one_message(
    driftscan: Run, tmp_path: Path, files: dict[str, str], message: str
) -> None:
    root = tmp_path / "system"
    write(root, files)
    finding, before = the_id(driftscan), contents(root)
    done = driftscan("fix", finding, "--write")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"driftscan: {message}")
    assert "Traceback" not in done.stderr
    assert done.stderr.count("driftscan: ") == 1
    assert contents(root) == before


def test_through_another_module(driftscan: Run, tmp_path: Path) -> None:
    files = {
        "common/__init__.py": "from .api import Z\n",
        "app/a.py": "from common._impl import Z\n",
    }
    write(tmp_path / "system", files)
    done = driftscan("fix", the_id(driftscan))
    assert "+from common import Z" in done.stdout, done.stderr


def test_a_fix_that_brings_another_finding_is_refused(driftscan: Run, tmp_path: Path) -> None:
    rules = "  face: {path: common/__init__.py}\nrules:\n  - deny: app -> face\n"
    write(tmp_path / "system", {"driftscan.yaml": EXPORTS + rules})
    done = driftscan("fix", the_id(driftscan))
    assert (done.returncode, done.stdout) == (2, "")
    assert "the rewritten import would be a finding of 'deny app->face'" in done.stderr


def test_a_file_that_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"x = 2\n")
    with pytest.raises(UsageError, match=r"a\.py has changed since it was scanned"):
        write_fix(tmp_path, Fix(b"a.py", b"x = 1\n", b"x = 3\n"))
    assert (tmp_path / "a.py").read_bytes() == b"x = 2\n"


def test_without_libcst_one_message_says_how_to_get_it(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['libcst'] = None\n"
        "from driftscan.cli.run import run\nsys.exit(run(['fix', 'abcd']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "driftscan: rewriting code needs libcst: pip install 'driftscan[fix]'\n"


def test_other_languages_are_left_alone(driftscan: Run, tmp_path: Path) -> None:
    system = tmp_path / "system"
    files = {
        "common/index.ts": 'export { x } from "./impl";\n',
        "common/impl.ts": "export const x = 1;\n",
        "app/a.ts": 'import { x } from "../common/impl";\n',
    }
    write(system, {"driftscan.yaml": SPEC % (", public: [common]", ""), **files})
    found = json.loads(driftscan("check", "--output-format", "json").stdout)["findings"]
    (finding,) = [each for each in found if each["where"]["path"] == "app/a.ts"]
    refused = driftscan("fix", finding["id"], "--write")
    assert refused.returncode == 2
    assert "app/a.ts:1: driftscan fix rewrites Python only" in refused.stderr
    assert (system / "app/a.ts").read_text() == files["app/a.ts"]
