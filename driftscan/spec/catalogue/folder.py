"""The third edge of this room: the catalogue as it stands on disk, in rules/capabilities/."""

from functools import cache

from driftscan.spec.packs import packs_folder

FOLDER = "capabilities"


@cache
def capability_names() -> tuple[str, ...]:
    """Those that the catalogue has, sorted: each is a file."""
    return tuple(sorted(path.stem for path in (packs_folder() / FOLDER).glob("*.yaml")))


def read_capability(name: str) -> tuple[str, bytes]:
    """What the file of a capability is shown as, and its content."""
    return f"rules/{FOLDER}/{name}.yaml", (packs_folder() / FOLDER / f"{name}.yaml").read_bytes()
