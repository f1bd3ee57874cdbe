"""What `go list` says of a tree, without any module outside it and without downloading one.

The tree is copied, and requirements of modules that the tree itself does not hold are taken out of
its go.mod files (by `go mod edit`); `go list -e` then still lists every import of every package.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from benchmarks.truth.go_trees import go_command, go_environment

_FIELDS = (
    "ImportPath,Dir,Name,Standard,GoFiles,CgoFiles,IgnoredGoFiles,TestGoFiles,XTestGoFiles,"
    "Imports,TestImports,XTestImports,ForTest,DepOnly,Match"
)


class Listed(msgspec.Struct, frozen=True, rename="pascal"):
    """One package of `go list -json`."""

    import_path: str
    dir: str = ""
    name: str = ""
    standard: bool = False
    go_files: tuple[str, ...] = ()
    cgo_files: tuple[str, ...] = ()
    ignored_go_files: tuple[str, ...] = ()
    test_go_files: tuple[str, ...] = ()
    x_test_go_files: tuple[str, ...] = msgspec.field(default=(), name="XTestGoFiles")
    imports: tuple[str, ...] = ()
    test_imports: tuple[str, ...] = ()
    x_test_imports: tuple[str, ...] = msgspec.field(default=(), name="XTestImports")
    for_test: str = ""
    dep_only: bool = False


class _Module(msgspec.Struct, frozen=True, rename="pascal"):
    path: str
    version: str = ""


class _Replace(msgspec.Struct, frozen=True, rename="pascal"):
    old: _Module
    new: _Module


class _Tool(msgspec.Struct, frozen=True, rename="pascal"):
    path: str


class _ModJson(msgspec.Struct, frozen=True, rename="pascal"):
    """`go mod edit -json`."""

    require: tuple[_Module, ...] | None = None
    replace: tuple[_Replace, ...] | None = None
    tool: tuple[_Tool, ...] | None = None


class Listing(msgspec.Struct, frozen=True):
    """packages: those of one module. folders: of every package that they reach, by import path;
    only those inside the tree. standard: import paths of the standard library among them."""

    packages: tuple[Listed, ...]
    folders: Mapping[str, str]
    standard: frozenset[str]


def bare_copy(tree: Path) -> Path:
    """A copy of a tree that asks for no module outside it."""
    target = tree.parent.parent / "bare" / tree.name
    if not (target / ".complete").exists():
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(tree, target, copy_function=_link, ignore=_left_out)
        for found in sorted(target.rglob("go.mod")):
            _strip(found)
        (target / ".complete").touch()
    return target


def modules_in(tree: Path) -> list[Path]:
    """The folders with a go.mod file."""
    return sorted(found.parent for found in tree.rglob("go.mod"))


def list_module(folder: Path, tree: Path, variables: Mapping[str, str], tags: str) -> Listing | str:
    """What go list says of one module; why not, where it refuses."""
    command = [str(go_command()), "list", "-e", "-deps", "-test", f"-json={_FIELDS}"]
    done = subprocess.run(
        [*command, f"-tags={tags}", "./..."],
        cwd=folder,
        env=go_environment(GOFLAGS="", **variables),
        capture_output=True,
        check=False,
    )
    if not done.stdout.strip():
        return done.stderr.decode().strip().rpartition("\n")[2] or "no packages"
    found = list(_decoded(done.stdout))
    real = [each for each in found if not each.for_test and not each.import_path.endswith(".test")]
    return Listing(
        packages=tuple(each for each in real if not each.dep_only),
        folders={p.import_path: _inside(p.dir, tree) for p in real if _is_inside(p.dir, tree)},
        standard=frozenset(p.import_path for p in real if p.standard),
    )


def _decoded(text: bytes) -> Iterator[Listed]:
    decoder = msgspec.json.Decoder(Listed)
    for part in text.strip().split(b"\n}\n"):
        yield decoder.decode(part if part.endswith(b"}") else part + b"\n}")


def _is_inside(folder: str, tree: Path) -> bool:
    return folder == str(tree) or folder.startswith(f"{tree}{os.sep}")


def _inside(folder: str, tree: Path) -> str:
    return os.path.relpath(folder, tree).removeprefix(".")


def _left_out(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name == "vendor"]


def _link(source: str, target: str) -> None:
    if source.endswith(("go.mod", "go.sum", "go.work")):
        shutil.copyfile(source, target)
    else:
        os.link(source, target)


def _strip(mod_file: Path) -> None:
    """Takes out what leads outside: such requirements, tools and replacements."""
    edit = [str(go_command()), "mod", "edit"]
    env = go_environment(GOFLAGS="", GOWORK="off")
    shown = subprocess.run(
        [*edit, "-json", str(mod_file)], env=env, capture_output=True, check=False
    )
    if shown.returncode:
        return
    said = msgspec.json.decode(shown.stdout, type=_ModJson)
    kept = {each.old.path for each in said.replace or () if not each.new.version}
    changes = [f"-droprequire={each.path}" for each in said.require or () if each.path not in kept]
    changes += [f"-droptool={each.path}" for each in said.tool or ()]
    changes += [
        f"-dropreplace={each.old.path}{f'@{each.old.version}' if each.old.version else ''}"
        for each in said.replace or ()
        if each.new.version
    ]
    if changes:
        subprocess.run([*edit, *changes, str(mod_file)], env=env, check=True)
