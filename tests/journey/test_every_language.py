"""One rule over every language: what breaks it, the comment that accepts it, a revision, init."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from driftscan.extract.registry import LANGUAGES
from tests.propose.trees import plant
from tests.sources.making import repository

# For each language: a file of a, its line that needs something of b, a file of b, its text, and how
# a comment begins.
_PAIRS = {
    "python": ("a/one.py", "import b.two", "b/two.py", "", "#"),
    "javascript": (
        "a/one.ts",
        'import { x } from "../b/two";',
        "b/two.ts",
        "export const x = 1",
        "//",
    ),
    "jvm": (
        "a/One.java",
        "import b.Two;",
        "b/Two.java",
        "package b; public class Two {}",
        "//",
    ),
    "go": ("a/one.go", 'import "m/b"', "b/two.go", "package b\nfunc Two() {}\n", "//"),
    "csharp": (
        "a/One.cs",
        "class One : B.Two {}",
        "b/Two.cs",
        "namespace B; public class Two {}",
        "//",
    ),
    "php": (
        "a/One.php",
        "use B\\Two; class One extends Two {}",
        "b/Two.php",
        "<?php namespace B; class Two {}",
        "//",
    ),
    "ruby": ("a/one.rb", 'require_relative "../b/two"', "b/two.rb", "class Two; end", "#"),
    "rust": ("a/one.rs", "use crate::b::two::Two;", "b/two.rs", "pub struct Two;", "//"),
}
_BEFORE = {"jvm": "package a;\n", "go": "package a\n", "php": "<?php namespace A;\n"}
_AFTER = {
    "jvm": "class One { Two two; }\n",
    "go": "var one = b.Two\n",
    "rust": "pub struct One(Two);\n",
}
_BESIDE = {
    "go.mod": "module m\n",
    "Cargo.toml": '[package]\nname = "m"\nversion = "1.0.0"\n[lib]\npath = "lib.rs"\n',
    "lib.rs": "mod a { pub mod one; }\nmod b { pub mod two; }\n",
    "composer.json": '{"autoload": {"psr-4": {"A\\\\": "a/", "B\\\\": "b/"}}}\n',
}
_SPEC = """\
driftscan: 1
components:
  a: {path: a}
  b: {path: b}
rules:
  - deny: a -> b
    reason: why not
"""


def _tree(*, accepted: bool) -> dict[str, str]:
    files = {**_BESIDE, "driftscan.yaml": _SPEC}
    for language, (path, line, other, text, mark) in _PAIRS.items():
        comment = f"{mark} driftscan: allow deny a->b -- for now\n" if accepted else ""
        files[path] = f"{_BEFORE.get(language, '')}{comment}{line}\n{_AFTER.get(language, '')}"
        files[other] = text
    return files


def _run(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "driftscan", *arguments]
    return subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)


def _check(place: Path, *arguments: str) -> Any:
    done = _run(place, "check", "--output-format", "json", *arguments)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def _places(document: Any, status: str) -> set[str]:
    found = [each for each in document["findings"] if each["status"] == status]
    return {f"{each['where']['path']}" for each in found}


_ALL = {path for path, *_ in _PAIRS.values()}


def test_there_is_a_pair_for_every_language() -> None:
    assert set(_PAIRS) == set(LANGUAGES)


def test_the_same_rule_holds_in_every_language(tmp_path: Path) -> None:
    plant(tmp_path, _tree(accepted=False))
    assert _places(_check(tmp_path), "new") == _ALL


def test_a_comment_accepts_it_in_every_language(tmp_path: Path) -> None:
    plant(tmp_path, _tree(accepted=True))
    document = _check(tmp_path)
    assert _places(document, "new") == set()
    assert _places(document, "excepted") == _ALL


def test_a_revision_and_the_index_say_the_same(tmp_path: Path) -> None:
    place = repository(tmp_path, _tree(accepted=False))
    here = _places(_check(place), "new")
    assert _places(_check(place, "--rev", "HEAD"), "new") == here == _ALL
    assert _places(_check(place, "--staged"), "new") == here


@pytest.mark.parametrize(
    "form", ["text", "json", "sarif", "gitlab", "junit", "github", "rdjson", "markdown", "csv"]
)
def test_every_format_shows_every_language(tmp_path: Path, form: str) -> None:
    plant(tmp_path, _tree(accepted=False))
    done = _run(tmp_path, "check", "--output-format", form)
    assert done.returncode == 1
    assert [path for path in sorted(_ALL) if path not in done.stdout] == []


def test_init_proposes_a_spec_that_holds(tmp_path: Path) -> None:
    files = _tree(accepted=False)
    del files["driftscan.yaml"]
    plant(tmp_path, files)
    assert _run(tmp_path, "init").returncode == 0
    assert _run(tmp_path, "check").returncode == 0


@pytest.mark.parametrize("odd", [b"caf\xe9", b"two\nlines", b"back\\slash", "\u202ewols".encode()])
def test_paths_that_no_import_can_name(tmp_path: Path, odd: bytes) -> None:
    """They are read like any other, cold and warm; what is beside them leads where it led."""
    plant(tmp_path, _tree(accepted=False))
    name = os.fsdecode(odd)
    folder = tmp_path / name
    folder.mkdir()
    for at, (_, _, other, _, _) in enumerate(_PAIRS.values()):
        text = _tree(accepted=False)[other].replace("Two", f"Odd{at}")
        (folder / f"{name}{Path(other).suffix}").write_text(text)
    for manifest in ("package.json", "tsconfig.json", "pom.xml", "x.csproj", "Gemfile", "go.work"):
        (folder / manifest).write_text("<Project/>" if manifest[0] in "px" else "")
    first, again = _check(tmp_path), _check(tmp_path)
    assert _places(first, "new") == _ALL
    assert first["findings"] == again["findings"]
    assert first["coverage"]["modules"] == 3 * len(_PAIRS) + 1  # and lib.rs
