"""Differences that were looked into: who is right, and why. Anything else fails the benchmark."""

from benchmarks.parity.structure import Structure

_NO_INDEX = (
    "driftscan is right: a folder there has no __init__.py; Python imports from it all the same, "
    "import-linter does not look into it (init --from says so)"
)
_KNOWN: tuple[tuple[str, str], ...] = (("packages: ['poetry.core._vendor.lark']", _NO_INDEX),)


def explanation(where: str, contract: str, line: str, found: Structure) -> str:
    """Why the tools differ here, '' if nobody has looked. found: what import-linter knows of."""
    if line.startswith("only ours: "):
        source = line.removeprefix("only ours: ").partition(" -> ")[0]
        if source not in found.names:
            return _NO_INDEX
    text = f"{where} {contract}: {line}"
    return next((why for part, why in _KNOWN if part in text), "")
