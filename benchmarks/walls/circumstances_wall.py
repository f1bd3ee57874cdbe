"""Hostile circumstances: spec, baseline, output, working directory, environment and limits.

Each case names what the command must end with; whatever happens, it must not crash.
"""

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from benchmarks.walls.cache import DEFAULT_SYSTEM
from benchmarks.walls.circumstances import BASELINES, ENVIRONMENTS, SPECS
from benchmarks.walls.hostile_workshop import MARKER
from benchmarks.walls.whole_tool import Case, Run, Tool, at_once, crossed, first_line

_CODES = frozenset({0, 1, 2})


class Trial(Struct, frozen=True):
    """run: gives the run and what went wrong beside it. codes: the exit codes that are right."""

    name: str
    run: Callable[[Path], tuple[Run, list[str]]]
    codes: frozenset[int] = _CODES


def besiege(chosen: Callable[[Trial], bool] = lambda _: True) -> list[Case]:
    """One case for each trial, each in a copy of the fixture system."""
    trials = [*_specs(), *_baselines(), *_outputs(), *_directories(), *_environments(), *_limits()]
    return at_once(judge, [trial for trial in trials if chosen(trial)])


def judge(trial: Trial) -> Case:
    """Run one trial in a place of its own."""
    with tempfile.TemporaryDirectory(prefix="walls-circumstances-") as scratch:
        place = Path(scratch)
        shutil.copytree(DEFAULT_SYSTEM, place / "tree")
        (place / "secret.yaml").write_text(f"driftscan: 1\n{MARKER}: 1\n{MARKER}\n")
        run, failures = trial.run(place)
        failures += crossed(run)
        if (place / "canary").exists():
            failures.append("a command was run")
        if (place / "secret.yaml").read_text().count(MARKER) != 2:
            failures.append("a file outside of the tree was changed")
    if run.code not in trial.codes:
        failures.append(f"exit code {run.code}, not {sorted(trial.codes)}")
    return Case(trial.name, tuple(dict.fromkeys(failures)), f"{run.code}: {first_line(run.err)}")


_TROUBLE = frozenset({2})
_DRIFT = frozenset({1})


def _specs() -> Iterator[Trial]:
    for name, content in SPECS.items():
        yield Trial(f"spec: {name}", _with_file("driftscan.yaml", content, "check"), _TROUBLE)
    for name, make in _PLACES.items():
        yield Trial(f"spec: {name}", _with_place("driftscan.yaml", make, "check"), _TROUBLE)
        yield Trial(f"spec, graph: {name}", _with_place("driftscan.yaml", make, "graph"), _TROUBLE)


def _baselines() -> Iterator[Trial]:
    file = "driftscan-baseline.json"
    for name, content in BASELINES.items():
        yield Trial(f"baseline: {name}", _with_file(file, content, "check"))
        yield Trial(
            f"baseline, renewed: {name}", _with_file(file, content, "baseline", "--reason", "x")
        )
    for name, make in _PLACES.items():
        yield Trial(f"baseline: {name}", _with_place(file, make, "check"), _TROUBLE)
        renewed = _with_place(file, make, "baseline", "--reason", "x")
        yield Trial(f"baseline, renewed: {name}", renewed, _TROUBLE)
    yield Trial("baseline: as it is written, so it is read", _baseline_and_check, frozenset({0}))


def _with_file(name: str, content: bytes, *command: str) -> Callable[[Path], tuple[Run, list[str]]]:
    def run(place: Path) -> tuple[Run, list[str]]:
        text = content.replace(b"@CANARY@", str(place / "canary").encode())
        (place / "tree" / name).write_bytes(text)
        return Tool(place).run(*command, str(place / "tree")), []

    return run


def _with_place(
    name: str, make: Callable[[Path], object], *command: str
) -> Callable[[Path], tuple[Run, list[str]]]:
    def run(place: Path) -> tuple[Run, list[str]]:
        path = place / "tree" / name
        path.unlink(missing_ok=True)
        make(path)
        return Tool(place).run(*command, str(place / "tree")), []

    return run


def _sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 30)


_PLACES: Mapping[str, Callable[[Path], object]] = {
    "a link to a secret": lambda path: path.symlink_to(path.parents[1] / "secret.yaml"),
    "a link to nothing": lambda path: path.symlink_to(path.parents[1] / "nothing"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to /dev/zero": lambda path: path.symlink_to("/dev/zero"),
    "a pipe": os.mkfifo,
    "a directory": os.mkdir,
    "a gigabyte of holes": _sparse,
}


def _baseline_and_check(place: Path) -> tuple[Run, list[str]]:
    tool, tree = Tool(place), str(place / "tree")
    written = tool.run("baseline", "--reason", "x", tree)
    return tool.run("check", tree), crossed(written)


def _outputs() -> Iterator[Trial]:
    yield Trial("output: onto a link", _onto_a_link, _DRIFT)
    for name, target in (
        ("a directory", "tree"),
        ("no directory", "none/report"),
        ("a file as directory", "secret.yaml/report"),
        ("a name that is too long", "x" * 300),
        ("a full device", "/dev/full"),
        ("a name that steers", "none/\x1b[2J\u202e"),
    ):
        yield Trial(f"output: onto {name}", _onto(target), _TROUBLE)
    for command in (("check",), ("graph",), ("schema",), ("--help",), ("--version",)):
        shown = " ".join(command)
        yield Trial(f"stdout is full: {shown}", _to_full(*command), _TROUBLE)
        if command[0] in ("check", "graph", "schema"):
            yield Trial(f"stdout is closed: {shown}", _to_closed(*command), _TROUBLE)
        yield Trial(f"the reader left: {shown}", _to_nobody(*command), frozenset({0, 1}))


def _onto(target: str) -> Callable[[Path], tuple[Run, list[str]]]:
    return lambda place: (
        Tool(place).run("check", "--output", str(place / target), str(place / "tree")),
        [],
    )


def _onto_a_link(place: Path) -> tuple[Run, list[str]]:
    link = place / "report"
    link.symlink_to(place / "secret.yaml")
    run = Tool(place).run("check", "--output", str(link), str(place / "tree"))
    return run, ["the link was followed"] if link.is_symlink() else []


def _at(place: Path, command: tuple[str, ...]) -> tuple[str, ...]:
    return (*command, str(place / "tree")) if command[0] in ("check", "graph") else command


def _to_full(*command: str) -> Callable[[Path], tuple[Run, list[str]]]:
    def run(place: Path) -> tuple[Run, list[str]]:
        with open("/dev/full", "wb") as full:
            return Tool(place).run(*_at(place, command), stdout=full.fileno()), []

    return run


def _to_closed(*command: str) -> Callable[[Path], tuple[Run, list[str]]]:
    return lambda place: (
        Tool(place).run(*_at(place, command), prepare=lambda: os.close(1)),
        [],
    )


def _to_nobody(*command: str) -> Callable[[Path], tuple[Run, list[str]]]:
    def run(place: Path) -> tuple[Run, list[str]]:
        reader, writer = os.pipe()
        os.close(reader)
        try:
            return Tool(place).run(*_at(place, command), stdout=writer), []
        finally:
            os.close(writer)

    return run


def _directories() -> Iterator[Trial]:
    for path, codes in ((".", _TROUBLE), ("..", _TROUBLE), ("", _DRIFT)):
        yield Trial(f"directory deleted, path {path or 'absolute'}", _deleted(path), codes)
    for path in ("\udcff\udcfe\x1b[2J", "x" * 5000, "\u202e\n"):
        yield Trial(f"path {path[:12]!r}", _path(path), _TROUBLE)
    yield Trial("modules of the tree shadow ours", _shadowed, frozenset({1, 2}))


def _deleted(path: str) -> Callable[[Path], tuple[Run, list[str]]]:
    def run(place: Path) -> tuple[Run, list[str]]:
        gone = place / "gone"
        gone.mkdir()
        target = path or str(place / "tree")
        return Tool(place).run("check", target, prepare=lambda: _leave(gone)), []

    return run


def _leave(directory: Path) -> None:
    os.chdir(directory)
    directory.rmdir()


def _path(path: str) -> Callable[[Path], tuple[Run, list[str]]]:
    return lambda place: (Tool(place).run("check", "--", os.fsencode(path)), [])


def _shadowed(place: Path) -> tuple[Run, list[str]]:
    for name in ("msgspec", "click", "yaml", "os", "site", "sitecustomize", "driftscan", "marshal"):
        (place / "tree" / f"{name}.py").write_text(f"open({str(place / 'canary')!r}, 'w')\n")
    return Tool(place).run("check", "--no-cache", directory=place / "tree"), []


def _environments() -> Iterator[Trial]:
    for name, (environment, codes) in ENVIRONMENTS.items():
        for revision in ("", "HEAD"):
            right = codes[1] if revision else codes[0]
            run = _in_repository(environment, revision)
            yield Trial(f"environment: {name} {revision}", run, right)


def _in_repository(
    environment: Mapping[str, str],
    revision: str = "",
    prepare: Callable[[], None] | None = None,
) -> Callable[[Path], tuple[Run, list[str]]]:
    def run(place: Path) -> tuple[Run, list[str]]:
        tree = place / "tree"
        for command in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "x")):
            settings = ("-c", "user.name=x", "-c", "user.email=x@example.org")
            subprocess.run(["git", *settings, *command], cwd=tree, check=True)
        options = ("--rev", revision) if revision else ()
        tool = Tool(place)
        full = {name: text.replace("@PLACE@", str(place)) for name, text in environment.items()}
        plain = tool.run("check", *options, "--no-cache", str(tree))
        result = tool.run("check", *options, str(tree), environment=full, prepare=prepare)
        same = result.code == 2 or (result.code, result.out) == (plain.code, plain.out)
        return result, [] if same else ["says something else than in a plain environment"]

    return run


def _limits() -> Iterator[Trial]:
    limits = {
        "8 open files": (resource.RLIMIT_NOFILE, 8),
        "16 open files": (resource.RLIMIT_NOFILE, 16),
        "100 MB of memory": (resource.RLIMIT_AS, 100 << 20),
        "no byte on disk": (resource.RLIMIT_FSIZE, 0),
        "one second of processor time": (resource.RLIMIT_CPU, 1),
    }
    for name, (kind, value) in limits.items():
        for revision in ("", "HEAD"):
            prepare = _limited(kind, value)
            yield Trial(f"limit: {name} {revision}", _in_repository({}, revision, prepare))


def _limited(kind: int, value: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(kind, (value, value))
