"""Real packages from the registry, unpacked under benchmarks/.work (never committed)."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from msgspec import Struct

TACH_VERSION = "0.35.3"
WORK = Path(__file__).parent / ".work"


class Package(Struct, frozen=True):
    """A pinned release. imports: its top-level packages; sdist: the source archive is wanted.

    source_folder: directory inside the archive where the packages are.
    """

    name: str
    version: str
    imports: tuple[str, ...]
    sdist: bool = False
    source_folder: str = ""


PACKAGES = (
    Package("django", "5.2", ("django",), sdist=True),
    Package("homeassistant", "2024.3.3", ("homeassistant",), sdist=True),
    Package("sqlalchemy", "2.0.36", ("sqlalchemy",)),
    Package("celery", "5.4.0", ("celery",)),
    Package("sphinx", "8.1.3", ("sphinx",)),
    Package("pandas", "2.2.3", ("pandas",)),
    Package("poetry-core", "1.9.1", ("poetry.core",)),
    Package("scikit-learn", "1.5.2", ("sklearn",)),
    Package("sympy", "1.13.3", ("sympy",)),
    Package("twisted", "24.10.0", ("twisted",)),
    Package("networkx", "3.4.2", ("networkx",)),
    Package("pylint", "3.3.1", ("pylint",)),
    Package("aiohttp", "3.11.2", ("aiohttp",)),
    Package("pydantic", "2.10.1", ("pydantic",)),
    Package("ansible-core", "2.17.6", ("ansible",)),
    Package("apache-airflow", "2.10.3", ("airflow",)),
)

# Read by against_ast too, which compares files and needs no importable packages.
MORE_PACKAGES = (
    Package("mypy", "1.13.0", ("mypy",)),
    Package("setuptools", "75.6.0", ("setuptools",)),
    Package("matplotlib", "3.9.2", ("matplotlib",)),
    Package("ipython", "8.29.0", ("IPython",)),
)


def unpacked(package: Package) -> Path:
    """The directory of an unpacked release, downloaded on first use by pip."""
    target = WORK / "packages" / f"{package.name}-{package.version}"
    if not (target / ".complete").exists():
        _unpack(_download(package), target)
        (target / ".complete").touch()
    folders = [entry for entry in target.iterdir() if entry.is_dir()]
    return folders[0] if package.sdist and len(folders) == 1 else target


def named(name: str) -> Package:
    """The package of this name."""
    return next(package for package in PACKAGES if package.name == name)


def tach() -> Path:
    """The command of tach, installed by pip into an environment of its own on first use."""
    place = WORK / "tach"
    command = place / "bin" / "tach"
    if not command.exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        pip = [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, f"tach=={TACH_VERSION}"], check=True)
    return command


def _download(package: Package) -> Path:
    archives = WORK / "archives" / f"{package.name}-{package.version}"
    if not archives.exists() or not any(archives.iterdir()):
        kind = "--no-binary" if package.sdist else "--only-binary"
        wanted = f"{package.name}=={package.version}"
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", kind, ":all:"]
        subprocess.run([*command, "--dest", str(archives), wanted], check=True)
    return next(archives.iterdir())


def _unpack(archive: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(target)
    else:
        with tarfile.open(archive) as sdist:
            sdist.extractall(target, filter="data")
