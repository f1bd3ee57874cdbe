"""Differences that were looked into: who is right, and why. Anything else fails the benchmark."""

_NO_INDEX = (
    "driftscan is right: the folder has no __init__.py; Python imports from it all the same, and "
    "import-linter does not look into it (init --from says so)"
)
_KNOWN: tuple[tuple[str, str], ...] = (
    ("only ours: networkx.algorithms.minors.tests.", _NO_INDEX),
    ("packages: ['poetry.core._vendor.lark']", _NO_INDEX),
)


def explanation(where: str, contract: str, line: str) -> str:
    """Why the tools differ here, '' if nobody has looked."""
    text = f"{where} {contract}: {line}"
    return next((why for part, why in _KNOWN if part in text), "")
