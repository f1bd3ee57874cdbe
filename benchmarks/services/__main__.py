"""All that is said of services and their data in docs/services.md, in one command.

`python -m benchmarks.services [PART...]` runs the parts one after the other, each as its own
command would; exit code 1 if one of them missed a bar, with their names.
"""

import subprocess
import sys

_PARTS: dict[str, tuple[str, ...]] = {
    "truths": ("truths",),
    "without-manifests": ("truths", "--without-manifests"),
    "read": ("read",),
    "planted": ("planted",),
    "hostile": ("hostile",),
    "speed": ("speed",),
}


def main(names: list[str]) -> int:
    """Run the parts that are named, or all of them."""
    if unknown := [name for name in names if name not in _PARTS]:
        print(f"no such part: {', '.join(unknown)}; there are {', '.join(_PARTS)}")
        return 2
    missed = [name for name in names or _PARTS if not _met(name)]
    print(f"\nmissed: {', '.join(missed)}" if missed else "\nevery part met its bars")
    return 1 if missed else 0


def _met(name: str) -> bool:
    module, *options = _PARTS[name]
    print(f"\n## {name}\n", flush=True)
    command = [sys.executable, "-m", f"benchmarks.services.{module}", *options]
    return subprocess.run(command).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
