"""Where the programs of one folder begin: the file that each one's command starts, and commands
that start no code of the folder at all, but what a framework brings with it."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping

from driftscan.model.service_fact import MarkFact, WorkloadFact
from driftscan.services.drafts import Draft
from driftscan.services.facts import TreeFacts, folder_of, is_below
from driftscan.services.naming import folder_name, plain
from driftscan.services.one_shot import telling_steps
from driftscan.services.texts import written

# They look after a queue and run none of its tasks (the documentation of each).
_ATTENDS = re.compile(
    r"(?:\S*/)?(?:celery\b.*\s(?:beat|flower|events|status|inspect)(?:\s.*)?"
    r"|flower\b.*|rq-dashboard\b.*|rqscheduler\b.*|rq info\b.*)"
)
_BEATS = re.compile(r"\bbeat\b")
_FILE = re.compile(
    r"(?:^|\s)(?:\./|/(?:usr/src/)?(?:app|code|src|srv|workspace)/)?([\w@./-]+\.(?:py|[cm]?[jt]sx?))(?=\s|$)"
)
# `python -m shop.worker`, `uvicorn shop.main:app`
_MODULE = re.compile(
    r"(?:\bpython[\d.]* -m |(?:uvicorn|gunicorn|hypercorn|daphne|granian|fastapi run) (?:\S+ )*?)"
    r"([a-z_][\w.]*)(?::\w+)?(?=\s|$)"
)
# They start whatever settings name, which no import tells.
_LAUNCHERS = re.compile(r"(?:^|/)(?:manage|wsgi|asgi|celery|conftest|setup)\.py$")
_BUILT = re.compile(r"^(?:dist|build|out|lib)/")
_LONGEST = 1_000
COMPILED = b".go"
_ENDINGS = {
    "py": ("py",),
    "js": ("ts", "js", "tsx", "mts"),
    "mjs": ("mts", "mjs", "ts"),
    "cjs": ("cts", "cjs", "ts"),
}


def attends(draft: Draft) -> bool:
    """Whether a program only looks after a queue, in all manifests that deploy it."""
    steps = [telling_steps(written(fact.command))[-1:] for fact in _commands(draft)]
    return bool(steps) and all(step and _ATTENDS.fullmatch(step[0]) for step in steps)


def keeps_time(draft: Draft, *, in_database: bool) -> bool:
    """Whether it sends tasks by a timetable in the program's database. in_database: whether the
    system asks for a library that keeps one there."""
    commands = [written(fact.command) for fact in _commands(draft)]
    return any(
        _BEATS.search(command) and (in_database or "DatabaseScheduler" in command)
        for command in commands
    )


def entry_files(draft: Draft, files: Container[bytes]) -> set[bytes]:
    """The files of its folder that its commands start; none if one of them is a launcher, for that
    goes on to what nobody imports."""
    found: set[bytes] = set()
    for fact in _commands(draft):
        candidates = _candidates(written(fact.command), draft.home.folder if draft.home else b"")
        started = next((path for path in candidates if path in files), None)
        if started is None or _LAUNCHERS.search(started.decode("utf-8", "replace")):
            return set()
        found.add(started)
    return found


def mains_of(tree: TreeFacts) -> dict[bytes, set[bytes]]:
    """By folder the main functions of compiled programs in it."""
    found: dict[bytes, set[bytes]] = defaultdict(set)
    for path, mark in tree.each("marks"):
        assert isinstance(mark, MarkFact)
        if mark.name == "entry" and mark.value == "main" and path.endswith(COMPILED):
            found[folder_of(path)].add(path)
    return found


def main_files(draft: Draft, mains: Mapping[bytes, set[bytes]]) -> set[bytes]:
    """Where a program begins whose folder is called like it, of those that one folder holds: what
    builds it is given that name."""
    home = draft.home.folder if draft.home else b""
    names = {plain(name) for name in (draft.name, *draft.hosts)}
    inside = [folder for folder in mains if folder != home and is_below(folder, home)]
    named = [folder for folder in inside if plain(folder_name(folder)) in names]
    return mains[named[0]] if len(named) == 1 else set()


def _commands(draft: Draft) -> list[WorkloadFact]:
    facts = [fact for _, fact in draft.workload.facts] if draft.workload else []
    return [fact for fact in facts if fact.command]


def _candidates(command: str, folder: bytes) -> Iterator[bytes]:
    command = " ".join(command.split())[:_LONGEST]
    for match in _FILE.finditer(command):
        stem, _, ending = match[1].rpartition(".")
        for place in (stem, _BUILT.sub("src/", stem), _BUILT.sub("", stem)):
            for each in _ENDINGS.get(ending, (ending,)):
                yield _below(folder, f"{place}.{each}")
    for match in _MODULE.finditer(command):
        inner = match[1].replace(".", "/")
        for place in (inner, f"src/{inner}"):
            yield _below(folder, f"{place}.py")
            yield _below(folder, f"{place}/__main__.py")
            yield _below(folder, f"{place}/__init__.py")


def _below(folder: bytes, path: str) -> bytes:
    inner = path.encode("utf-8", "surrogateescape")
    return folder + b"/" + inner if folder else inner
