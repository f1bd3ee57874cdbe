"""The second edge of this room: reads the rule packs that come with driftscan, from rules/."""

from functools import cache
from pathlib import Path

from msgspec import Struct

import driftscan

HEAD = "pack.yaml"
CASES = ".cases.yaml"


class PackText(Struct, frozen=True):
    """A pack as it stands on disk. rules: file name and content, sorted by name."""

    name: str
    head: bytes
    rules: tuple[tuple[str, bytes], ...]


def packs_folder() -> Path:
    """Inside the installed package; in a checkout beside it."""
    package = Path(driftscan.__file__).parent
    installed = package / "rules"
    return installed if installed.is_dir() else package.parent / "rules"


@cache
def pack_names() -> tuple[str, ...]:
    """All packs, sorted."""
    return tuple(sorted(path.parent.name for path in packs_folder().glob(f"*/{HEAD}")))


def read_pack(name: str) -> PackText:
    """The files of a pack; name is one of pack_names()."""
    folder = packs_folder() / name
    files = sorted(folder.glob("*.yaml"))
    rules = [file for file in files if file.name != HEAD and not file.name.endswith(CASES)]
    return PackText(
        name,
        (folder / HEAD).read_bytes(),
        tuple((file.stem, file.read_bytes()) for file in rules),
    )
