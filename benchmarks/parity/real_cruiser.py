"""Runs dependency-cruiser itself over a case: files are written, dependencies as imports."""

import json
import posixpath
import subprocess
from pathlib import Path

from benchmarks.parity.edges import DEV, OUTSIDE, Case

_CORE = frozenset(("fs", "http", "https", "path", "punycode"))


def broken_for_real(case: Case, program: Path, folder: Path, file: str) -> tuple[str, ...]:
    """Dependencies of a case that dependency-cruiser reports. folder: an empty one to work in."""
    _plant(case, folder)
    (folder / file).write_text(case.config)
    top = sorted({end.partition("/")[0] for pair in case.pairs for end in pair if ":" not in end})
    command = [str(program), "--config", file, "--output-type", "json", *top]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if not ran.stdout:
        raise RuntimeError(f"dependency-cruiser: {ran.stderr.strip()[:500]}")
    found = json.loads(ran.stdout)
    reported = {
        (violation["from"], _shown(violation["to"])) for violation in found["summary"]["violations"]
    }
    return tuple(
        edge
        for edge, (source, target) in zip(case.edges, case.pairs, strict=True)
        if (source, target.removesuffix(DEV)) in reported
    )


def is_broken_for_real(case: Case, program: Path, folder: Path, file: str) -> bool:
    """Whether dependency-cruiser reports anything, a cycle or a chain included."""
    broken_for_real(case, program, folder, file)
    command = [str(program), "--config", file, "--output-type", "err", "."]
    return subprocess.run(command, cwd=folder, capture_output=True).returncode != 0


def _plant(case: Case, folder: Path) -> None:
    imports: dict[str, list[str]] = {}
    packages: dict[str, str] = {}
    for source, target in case.pairs:
        own = imports.setdefault(source, [])
        if target.startswith(OUTSIDE):
            name = target.removeprefix(OUTSIDE).removesuffix(DEV)
            own.append(name)
            packages[name] = "devDependencies" if target.endswith(DEV) else "dependencies"
        else:
            imports.setdefault(target, [])
            path = posixpath.relpath(target, posixpath.dirname(source) or ".")
            own.append(path if path.startswith(".") else f"./{path}")
    for path, names in imports.items():
        _write(folder / path, "".join(f'import "{name}";\n' for name in names))
    listed: dict[str, object] = {"name": "case", "version": "1.0.0", "type": "commonjs"}
    for name, section in packages.items():
        if name in _CORE:
            continue
        kept = listed.setdefault(section, {})
        assert isinstance(kept, dict)
        kept[name] = "1.0.0"
        place = folder / "node_modules" / name
        _write(place / "package.json", json.dumps({"name": name, "version": "1.0.0"}))
        _write(place / "index.js", "module.exports = {};\n")
    _write(folder / "package.json", json.dumps(listed))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _shown(resolved: str) -> str:
    """A path of the case: packages as it writes them."""
    if resolved in _CORE:
        return f"{OUTSIDE}{resolved}"
    _, sign, inside = resolved.partition("node_modules/")
    return f"{OUTSIDE}{inside.removesuffix('/index.js')}" if sign else resolved
