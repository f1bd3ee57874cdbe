"""Hostile repositories against the whole tool: work tree and every revision to try."""

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from benchmarks.walls.hostile_repositories import BUILDERS
from benchmarks.walls.hostile_workshop import Builder, HostileRepository, Workshop
from benchmarks.walls.system_calls import can_trace, trespasses
from benchmarks.walls.whole_tool import TODAY, Case, Run, Tool, at_once, crossed, first_line

# A target state that fits any tree: whoever brings it owns it, so it lies beside the trees.
_SPEC = """\
driftscan: 1
components:
  everything: {path: ., kind: library}
rules:
  - acyclic: {in: everything}
    reason: A knot is hard to test.
"""
_TRACED = (
    "git_file_to_private_repository",
    "common_directory_outside",
    "borrowed_objects",
    "linked_objects",
    "configuration_included_from_outside",
    "commands_in_configuration",
    "filters_in_attributes",
    "missing_objects_with_a_remote",
    "link_to_directory_outside",
    "links_into_proc",
    "ignore_file_outside",
)


# Read where they are wanted, or not even that; no language has modules of such names.
_NO_MODULES = (b".gitignore", b"pyproject.toml", b".py")


class _Entry(Struct, frozen=True):
    path: str


class _Coverage(Struct, frozen=True):
    files: int
    checked: int
    ignored: int
    skipped: tuple[_Entry, ...]
    left_out: tuple[_Entry, ...]


class _Graph(Struct, frozen=True):
    coverage: _Coverage
    modules: tuple[_Entry, ...]


class Siege(Struct, frozen=True):
    """One repository at one revision, and the tool that is sent into it. '' is the work tree."""

    tool: Tool
    spec: Path
    repository: HostileRepository
    revision: str


def besiege(builders: Sequence[Builder] = BUILDERS, traced: Sequence[str] = _TRACED) -> list[Case]:
    """One case for each repository and revision, then one for each that is watched by strace."""
    place = tempfile.mkdtemp(prefix="walls-repositories-")
    try:
        sieges = list(_sieges(Path(place), builders))
        cases = at_once(judge, sieges)
        watched = [s for s in sieges if s.repository.name in traced and s.revision in ("", "HEAD")]
        return cases + (at_once(watch, watched) if can_trace() else [_NOT_WATCHED])
    finally:  # shutil.rmtree recurses, and fails on a thousand levels
        subprocess.run(["rm", "-rf", "--", place], check=True)


_NOT_WATCHED = Case("strace", (), "not installed or not permitted: system calls were not watched")


def _sieges(place: Path, builders: Sequence[Builder]) -> Iterator[Siege]:
    tool = Tool(place)
    spec = place / "target.yaml"
    spec.write_text(_SPEC)
    for builder in builders:
        repository = builder(Workshop(place, builder.__name__))
        for revision in repository.revisions_to_try:
            if "\0" not in revision:  # no system lets a NUL into an argument
                yield Siege(tool, spec, repository, revision)


def judge(siege: Siege) -> Case:
    """Run `graph`, `check` and `init`, and hold all of them to the walls."""
    runs = [_run(siege, siege.tool, *command) for command in _commands(siege)]
    failures = [failure for run in runs for failure in crossed(run)]
    if siege.repository.canary.exists():
        failures.append("a command of the repository was run")
    graph = runs[0]
    if graph.code == 0 and not siege.revision:
        failures += _unaccounted(siege.repository, graph)
    if (graph.code == 2) is not (runs[1].code == 2) and b"nothing" not in runs[1].err.lower():
        failures.append(f"graph ended with {graph.code}, check with {runs[1].code}")
    return Case(_name(siege), tuple(dict.fromkeys(failures)), _note(graph, runs[1]))


def watch(siege: Siege) -> Case:
    """Run `check` under strace: which files were opened, which programs started."""
    with tempfile.NamedTemporaryFile(prefix="walls-strace-") as log:
        tool = Tool(siege.tool.home, ("strace", "-f", "-y", "-qq", "-s", "4096", "-o", log.name))
        traced = msgspec.structs.replace(
            tool, before=(*tool.before, "-e", "trace=open,openat,openat2,execve,execveat,connect")
        )
        run = _run(siege, traced, *_commands(siege)[1], "--no-cache")
        found = trespasses(Path(log.name).read_text("utf-8", "replace"), siege.repository.path)
    asked = [trespass for trespass in found if _asks_back(trespass)]
    note = "every file opened and program started is accounted for"
    if asked:
        note = (
            "the repository that .git names was asked whether it points back: its config was read"
        )
    others = [trespass for trespass in found if trespass not in asked]
    return Case(f"strace: {_name(siege)}", (*crossed(run), *others[:3]), note)


def _asks_back(trespass: str) -> bool:
    """A `.git` file is believed if the other side confirms it, as submodules and linked work trees
    do; to know that, one small file outside is read, and nothing of it is shown."""
    return trespass.startswith("opened ") and trespass.endswith("/private/.git/config")


def _commands(siege: Siege) -> list[tuple[str, ...]]:
    config = ("--config", str(siege.spec), "--today", TODAY)
    return [
        ("graph", "--level", "module", "--output-format", "json"),
        ("check", "-v", *config),
        ("init", "--dry-run"),
    ]


def _run(siege: Siege, tool: Tool, *command: str) -> Run:
    path = str(siege.repository.path)
    revision = (f"--rev={siege.revision}",) if siege.revision else ()
    return tool.run(*command, *revision, "--", path)


def _unaccounted(repository: HostileRepository, graph: Run) -> list[str]:
    """Every file that was put there is read, or left out with a reason, or inside of what is."""
    found = msgspec.json.decode(graph.out, type=_Graph)
    coverage = found.coverage
    entries = (*found.modules, *coverage.skipped, *coverage.left_out)
    known = {_bytes_of(entry.path) for entry in entries}
    missing = [path for path in repository.mentioned if not _has(known, path)]
    missing = [path for path in missing if path.rpartition(b"/")[2] not in _NO_MODULES]
    return [f"no word about {len(missing)} files, e.g. {missing[0]!r}"] if missing else []


def _has(known: set[bytes], path: bytes) -> bool:
    while path and path not in known:
        path = path.rpartition(b"/")[0]
    return bool(path)


def _bytes_of(shown: str) -> bytes:
    r"""A path from its documented text (docs/json.md): `\\`, `\xNN`, `\uNNNN`, `\UNNNNNNNN`."""
    parts = shown.split("\\")
    out = parts[0].encode()
    rest = iter(parts[1:])
    for part in rest:
        if not part:
            out += b"\\" + next(rest, "").encode()
            continue
        size = {"x": 3, "u": 5, "U": 9}[part[0]]
        code = int(part[1:size], 16)
        out += bytes([code]) if part[0] == "x" else chr(code).encode()
        out += part[size:].encode()
    return out


def _name(siege: Siege) -> str:
    revision = siege.revision
    return f"{siege.repository.name} @ {revision}" if revision else siege.repository.name


def _note(graph: Run, check: Run) -> str:
    if graph.code != 0:
        return f"refused: {first_line(graph.err)}"
    coverage = msgspec.json.decode(graph.out, type=_Graph).coverage
    return (
        f"checked {coverage.checked} of {coverage.files}, left out {len(coverage.left_out)}, "
        f"check exits {check.code}, {graph.seconds:.1f} s"
    )
