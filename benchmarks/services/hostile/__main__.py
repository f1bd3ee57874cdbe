"""Hostile manifests through the real command.

`python -m benchmarks.services.hostile [CASE...] [--driftscan PATH]` writes each attack as a tree of
its own beside two plain services, runs `driftscan graph --level service` on it with 120 s of wall
time, 100 s of processor time and 4 GB for each process, and prints what that took. A case fails if
the command does not end, ends with a traceback or with no plain message, or loses the plain
services. One more run is watched by strace: nothing may be fetched. Exit code 1 if any fails.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.command import driftscan_command
from benchmarks.services.hostile import cluster_attacks, compose_attacks, witnesses
from benchmarks.services.hostile.limits import Ended, run
from benchmarks.tables import table
from benchmarks.walls.system_calls import can_trace, trespasses

ATTACKS: tuple[Callable[[Path], None], ...] = (
    compose_attacks.merge_key_bomb,
    compose_attacks.alias_bomb,
    compose_attacks.many_services,
    compose_attacks.many_files,
    compose_attacks.recursive_extends,
    compose_attacks.circular_variables,
    compose_attacks.circular_names,
    compose_attacks.strange_names,
    compose_attacks.deep_yaml,
    cluster_attacks.many_configmaps,
    cluster_attacks.many_deployments,
    cluster_attacks.helm_actions,
    cluster_attacks.many_dockerfiles,
    cluster_attacks.sql_dumps,
    cluster_attacks.many_settings,
    cluster_attacks.many_accesses,
    cluster_attacks.remote_references,
)


def main(arguments: list[str]) -> int:
    """Run all attacks and print a table."""
    parser = argparse.ArgumentParser(prog="hostile")
    parser.add_argument("cases", nargs="*")
    parser.add_argument("--driftscan", default=driftscan_command()[0])
    options = parser.parse_args(arguments)
    failed = 0
    rows = []
    for attack in ATTACKS:
        if options.cases and attack.__name__ not in options.cases:
            continue
        ended, failures = _besieged(attack, options.driftscan)
        failed += bool(failures)
        rows.append(_row(attack.__name__, ended, failures))
        print(" ".join(rows[-1]), flush=True)
    print(table(("attack", "s", "cpu s", "MB", "verdict"), rows))
    fetched = _fetched(options.driftscan)
    print("\n".join(fetched) or "nothing was fetched")
    return 1 if failed or fetched or not rows else 0


def _besieged(attack: Callable[[Path], None], program: str) -> tuple[Ended, list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        witnesses.place(tree)
        attack(tree)
        ended = run(_command(program, tree))
        return ended, list(_failures(ended))


def _command(program: str, tree: Path) -> list[str]:
    options = ["--level", "service", "--no-cache", "--output-format", "json"]
    return [program, "graph", str(tree), *options]


def _failures(ended: Ended) -> list[str]:
    if ended.code is None:
        return ["did not end"]
    if b"Traceback" in ended.err:
        return ["traceback: " + ended.err.decode("utf-8", "replace").splitlines()[-1][:80]]
    if ended.code:
        said = ended.err.decode("utf-8", "replace").strip()
        return [f"code {ended.code}: {said[:80] or 'says nothing'}"]
    if any(ord(c) < 32 and c != "\n" for c in ended.err.decode("utf-8", "replace")):
        return ["control characters reach the terminal"]
    return [] if witnesses.are_found(ended.out) else ["the plain services are lost"]


def _fetched(program: str) -> list[str]:
    """What a run connects to, where strace may watch."""
    if not can_trace():
        return ["skipped: strace may not watch"]
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        witnesses.place(tree)
        cluster_attacks.remote_references(tree)
        log = Path(folder) / "log"
        watched = ["strace", "-f", "-y", "-e", "trace=network", "-o", str(log)]
        subprocess.run([*watched, *_command(program, tree)], capture_output=True, check=True)
        return trespasses(log.read_text(errors="replace"), tree)


def _row(name: str, ended: Ended, failures: list[str]) -> tuple[str, ...]:
    figures = (f"{ended.seconds:.1f}", f"{ended.cpu:.1f}", f"{ended.megabytes:.0f}")
    return (name.replace("_", " "), *figures, "; ".join(failures) or "survived")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
