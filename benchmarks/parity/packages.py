"""The real packages that contracts are made for, as folders that hold importable packages."""

from pathlib import Path

from benchmarks.packages import named, unpacked

NAMES = (
    "celery",
    "sqlalchemy",
    "django",
    "sphinx",
    "poetry-core",
    "scikit-learn",
    "pylint",
    "networkx",
    "aiohttp",
    "pydantic",
    "twisted",
    "homeassistant",
)


def trees() -> dict[str, tuple[str, Path]]:
    """Package name to its top-level import name and the folder where that stands."""
    return {name: (named(name).imports[0], unpacked(named(name))) for name in NAMES}
