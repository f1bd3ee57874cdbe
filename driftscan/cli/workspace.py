"""The file that says which repositories make up a system."""

import os
from pathlib import Path

from driftscan.errors import UsageError
from driftscan.notation.unreadable import UnreadableTextError
from driftscan.notation.yaml import parse_yaml

_KEY = "repositories"


def workspace_paths(file: str) -> list[str]:
    """The directories that a workspace file names, relative ones from where it lies:

        repositories: [shop, shop-config, ../payments]

    UsageError: it can't be read, or names nothing.
    """
    try:
        node = parse_yaml(Path(file).read_bytes())
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror or error}") from error
    except UnreadableTextError as error:
        raise UsageError(f"{file}:{error.line}: {error}") from error
    value = node.value.get(_KEY) if isinstance(node.value, dict) else None
    names = value if isinstance(value, list) else []
    if not names or not all(isinstance(name, str) and name for name in names):
        raise UsageError(f"{file}: names no repositories; write `{_KEY}: [DIRECTORY, ...]`")
    return [os.path.join(os.path.dirname(file), name) for name in names]
