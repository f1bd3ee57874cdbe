"""Which files say that programs are started, and what those programs are."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set

from driftscan.model.service_graph import Evidence, Service
from driftscan.notation import words
from driftscan.report.escape import name_text, path_text

# What one file starts, and what a folder of files does.
_FILES = re.compile(r"compose|procfile|render|nomad|serverless|aspire|kubernetes file")
_FOLDERS = re.compile(r"kubernetes|helm")
_PATCHES = re.compile(r"kubernetes patch")
_BUILDS = re.compile(r"Dockerfile|(?:built|mounted) for .*")
_PAGES = re.compile(r"(?:pages|a browser app): .*|pages that .*")
# Others are there for those who develop; what is asked is what the system is.
_FOR_WORK = re.compile(
    rb"(?:^|[/._-])(?:dev|devel|develop|development|local|tests?|testing|ci|debug)\b"
    rb"|(?:^|/)\.(?:devcontainer|worktree[\w-]*|gitpod|ddev)\b"
)
_OVERRIDES = re.compile(rb"(?:^|[/._-])override\b")
# What helps to write or build the rest is a program as well, and comes last.
_TOOLS = re.compile(
    rb"(?:^|[/_-])(?:tools?|hack|scripts?|utils?|dev|build|misc|contrib|gen|generators?|generate|docs?"
    rb"|ci|internal|xtask|codegen|benchmarks?|migrations?|website|\.[\w-]+)(?=[/_-]|$)",
    re.IGNORECASE,
)
SAMPLES = re.compile(rb"(?:^|/)(?:examples?|samples?|demos?)/")
MANUALS = re.compile(
    rb"^(?:docs?|documentation|manuals?|designs?|proposals?|enhancements|rfcs?)/", re.IGNORECASE
)
NAMED = 8


def starts(service: Service) -> frozenset[bytes]:
    """The files, and folders with a `/` behind them, that start it."""
    found = set()
    for each in service.evidence:
        if _FILES.fullmatch(each.what):
            found.add(each.path)
        elif _FOLDERS.fullmatch(each.what):
            found.add(each.path.rpartition(b"/")[0] + b"/")
    return frozenset(found)


def started_at(service: Service, place: bytes) -> Evidence:
    """The line of a file, or of the first one of a folder, that starts it; what is its name there,
    which may be none of those that it is known by."""
    return min(
        (each for each in service.called if is_of(each.path, place)),
        default=min(each for each in service.evidence if is_of(each.path, place)),
    )


def is_of(path: bytes, place: bytes) -> bool:
    """Whether a file is a place, or lies in the folder that is one."""
    return path == place or path.rpartition(b"/")[0] + b"/" == place


def is_started_by(where: Evidence) -> bool:
    """Whether the line is one of a manifest by which a program runs, or is built to run."""
    return any(kind.fullmatch(where.what) for kind in (_FILES, _FOLDERS, _PATCHES, _BUILDS))


def is_built(service: Service) -> bool:
    """Whether a Dockerfile or a manifest builds it from code here."""
    return any(_BUILDS.fullmatch(each.what) for each in service.evidence)


def shows_pages(service: Service) -> bool:
    """Whether it is made of pages alone, a web server before them or not."""
    is_shown = any(_PAGES.fullmatch(each.what) for each in service.evidence)
    return service.kind == "frontend" or (service.kind == "gateway" and is_shown)


def by_code(service: Service) -> Evidence | None:
    """The line of its code or package manifest by which it is a program; None if there is none."""
    found = [each for each in service.evidence if not is_started_by(each)]
    return min(found, key=lambda each: (each.path.count(b"/"), each), default=None)


def dockerfile(service: Service) -> Evidence | None:
    """The Dockerfile that builds it, None if there is none."""
    found = [each for each in service.evidence if each.what == "Dockerfile"]
    return min(found, key=lambda each: (len(each.path), each.path), default=None)


def told_by(
    places: Mapping[int, Set[bytes]], first: Set[bytes] = frozenset()
) -> list[tuple[bytes, list[int]]]:
    """Places by which each service is told once: that which starts most first, then those that
    start others. places: by service all that start it. first: those that come before others."""
    left = {at: set(each) for at, each in places.items() if each}
    counts = Counter(place for each in left.values() for place in each)
    found = []
    while left:
        new = Counter(place for each in left.values() for place in each)
        best = min(new, key=lambda at: (at not in first, -new[at], *_rank(at, counts[at])))
        found.append((best, [at for at in places if at in left and best in left[at]]))
        left = {at: each for at, each in left.items() if best not in each}
    return found


def is_aside(place: bytes) -> bool:
    """Whether a file or folder is called so that it is not what others start first."""
    return is_for_work(place) or bool(_OVERRIDES.search(place))


def is_for_work(place: bytes) -> bool:
    """Whether it is called so that it is for those who develop or test."""
    return bool(_FOR_WORK.search(place))


def is_tool(path: bytes) -> bool:
    """Whether a file lies where there is what helps to write or build the rest."""
    return bool(_TOOLS.search(path))


def _rank(place: bytes, count: int) -> tuple[bool, int, int, int, bytes]:
    return is_aside(place), -count, place.count(b"/"), len(place), place


def place_text(place: bytes) -> str:
    """A file, or a folder with a `/` behind it; the tree itself is `./`."""
    return path_text(place) if place != b"/" else "./"


def line_text(where: Evidence) -> str:
    """`src/main.rs:12`; a Dockerfile, of which all is meant, without a line."""
    path = path_text(where.path)
    return path if where.what == "Dockerfile" else f"{path}:{where.line}"


def listed(names: Iterable[str], most: int = NAMED) -> str:
    """`a, b and c`; of many the first ones and how many more."""
    all_names = list(names)
    shown: Sequence[str] = all_names if len(all_names) <= most else all_names[: most - 1]
    if len(shown) < len(all_names):
        return f"{', '.join(shown)} and {len(all_names) - len(shown):,} more"
    return words.listed(shown)


def some(names: Iterable[str], most: int) -> str:
    """The first of what cannot be counted: there may be more than are known."""
    shown = list(names)
    return words.listed(shown) if len(shown) <= most else f"{', '.join(shown[:most])} and others"


def named(service: Service, called: str = "") -> str:
    """Its name, or what a file calls it, and what it is if that is no plain service: `web (a front
    end)`."""
    name = name_text(called or service.name)
    if shows_pages(service):
        return f"{name} (a front end)"
    kinds = {"job": "a job", "infra": "infrastructure"}
    return f"{name} ({kinds[service.kind]})" if service.kind in kinds else name
