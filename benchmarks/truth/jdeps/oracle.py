"""What javac and jdeps say of a source root: which files depend on which, by their class files."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.truth.jdeps.classfile import source_file

Edge = tuple[str, str]
"""Paths of two source files, relative to the source root."""

_ARROW = re.compile(r"^\s+(?P<source>\S+)\s+->\s+(?P<target>\S+)\s+\S")
_MODULE = "module-info.java"


class CannotCompileError(Exception):
    """javac does not take the sources."""


def missing_tool() -> str:
    """The first tool of the JDK that is not installed, '' if all are."""
    return next((tool for tool in ("javac", "jdeps") if not shutil.which(tool)), "")


def edges_of(sources: Path, classes: Path) -> set[Edge]:
    """Edges between files of a source root, compiled into a folder of class files."""
    if not (classes / ".complete").exists():
        _compile(sources, classes)
        (classes / ".complete").touch()
    files = _files_by_class(classes)
    pairs = ((files.get(a), files.get(b)) for a, b in _class_edges(classes))
    return {(a, b) for a, b in pairs if a and b and a != b}


def compiled_files(classes: Path) -> set[str]:
    """Source files that class files came from."""
    return set(_files_by_class(classes).values())


def _compile(sources: Path, classes: Path) -> None:
    files = [str(path) for path in sorted(sources.rglob("*.java")) if path.name != _MODULE]
    options = ["-proc:none", "-nowarn", "-Xlint:none", "-encoding", "UTF-8", "-g"]
    classes.mkdir(parents=True, exist_ok=True)
    listed = classes / "sources.txt"
    listed.write_text("\n".join(f'"{path}"' for path in files), "utf-8")
    done = subprocess.run(
        ["javac", *options, "-d", str(classes), f"@{listed}"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotCompileError("\n".join(done.stderr.splitlines()[-6:]))


def _class_edges(classes: Path) -> Iterator[tuple[str, str]]:
    command = ["jdeps", "--multi-release", "base", "-verbose:class", "-filter:none", str(classes)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    source = ""
    for line in done.stdout.splitlines():
        stripped = line.strip()
        if stripped.startswith("-> "):
            yield source, stripped[3:].split()[0]
        elif line.startswith("   ") and stripped:
            found = _ARROW.match(line)
            source = found["source"] if found else stripped.split()[0]
            if found:
                yield source, found["target"]


def _files_by_class(classes: Path) -> dict[str, str]:
    """Source file of each class, by the attribute that the compiler wrote."""
    found = {}
    for path in sorted(classes.rglob("*.class")):
        relative = path.relative_to(classes)
        folder = "" if relative.parent == Path() else f"{relative.parent.as_posix()}/"
        name = relative.with_suffix("").as_posix().replace("/", ".")
        found[name] = folder + source_file(path.read_bytes())
    return found
