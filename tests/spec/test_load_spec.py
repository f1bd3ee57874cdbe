"""Real files: what is found, what is read, and what is said when that fails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from driftscan.errors import SpecError
from driftscan.model.spec import Spec
from driftscan.spec import find_spec, load_spec
from tests.spec.examples import DESIGN, HEAD


def test_a_file_is_loaded_and_shown_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "driftscan.yaml"
    path.write_text(HEAD)
    assert load_spec(str(path)) == Spec(file=str(path))


def test_messages_begin_with_the_path_given(tmp_path: Path) -> None:
    path = tmp_path / "driftscan.yaml"
    path.write_text("driftscan: 1\nx: y\n")
    with pytest.raises(SpecError) as caught:
        load_spec(str(path))
    assert str(caught.value).startswith(f"{path}:2: unknown key 'x'")


def test_what_cannot_be_read_has_a_plain_message(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "large").write_bytes(b"#" * (3 << 20))
    for name, message in [
        ("missing", "there is no such file; `driftscan init` proposes one"),
        (".", "is a directory; give the path of a driftscan.yaml"),
        ("pipe", "is not a regular file; give the path of a driftscan.yaml"),
        ("loop", "cannot be read: Too many levels of symbolic links; check the path"),
        ("missing/x\0", "check the path and its permissions"),
        ("large", "1: the file is larger than 1 MiB; a spec is one page"),
    ]:
        path = os.path.join(tmp_path, name)
        with pytest.raises(SpecError) as caught:
            load_spec(path)
        shown = path.replace("\0", r"\x00")
        assert str(caught.value).startswith(f"{shown}:")
        assert message in str(caught.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "driftscan.yaml"
    path.write_text(HEAD)
    path.chmod(0)
    with pytest.raises(SpecError, match=r"cannot be read: Permission denied; check the path"):
        load_spec(str(path))


def test_the_nearest_file_above_is_found(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    (tmp_path / "driftscan.yaml").write_text(HEAD)
    assert find_spec(str(deep)) == str(tmp_path / "driftscan.yaml")
    (tmp_path / "a" / "driftscan.yml").write_text(HEAD)
    assert find_spec(str(deep)) == str(tmp_path / "a" / "driftscan.yml")
    assert find_spec("/") is None


def test_a_link_that_is_found_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_text(HEAD)
    (tmp_path / "driftscan.yaml").symlink_to("elsewhere.yaml")
    with pytest.raises(SpecError, match=r"is not a plain file.*name the file that is meant"):
        find_spec(str(tmp_path))


def test_two_spellings_in_one_directory_are_refused(tmp_path: Path) -> None:
    (tmp_path / "driftscan.yaml").write_text(HEAD)
    (tmp_path / "driftscan.yml").write_text(HEAD)
    with pytest.raises(SpecError, match=r"has both driftscan\.yaml and driftscan\.yml; delete one"):
        find_spec(str(tmp_path))


def test_the_room_is_entered_without_yaml_and_pydantic() -> None:
    code = (
        "import sys, driftscan.spec\n"
        "print([m for m in ('yaml', 'pydantic', 'difflib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_result_does_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(DESIGN)
    bad.write_text(HEAD + "rules: [{wozzle: x}, {deny: a -> b, via: x, foo: 1}]\nfoo: 1\n")
    code = (
        "import sys, msgspec\n"
        "from driftscan.spec import json_schema, load_spec\n"
        "print(msgspec.msgpack.encode(load_spec(sys.argv[1])), json_schema())\n"
        "try: load_spec(sys.argv[2])\n"
        "except Exception as error: print(error)\n"
    )
    outcomes = set()
    for seed in ("0", "1", "2"):
        command = [sys.executable, "-c", code, str(good), str(bad)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(command, capture_output=True, check=True, env=environment)
        outcomes.add(done.stdout)
    assert len(outcomes) == 1
