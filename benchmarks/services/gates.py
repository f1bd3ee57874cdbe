"""Whether gates lie: what files would have said that are not parsed, for their text holds no word
that could tell of services.

`python -m benchmarks.services.gates [OWNER/REPOSITORY...]` scans repositories of the mirror twice,
once as users do and once with every gate of a language forced open, in one process, without cache.
It prints for each how many times a file is asked by an extractor, how many of them are parsed, how
many of these say nothing (parsed in vain), how many facts the gates keep back, and whether the
service graph is the same. A value that a name is given counts apart: it matters only where some
address leads to the name, and then the graph differs. Exit code 1 if any other fact is kept back,
or a graph differs.
"""

import datetime
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from importlib import import_module
from unittest.mock import patch

import msgspec
from msgspec import Struct

from benchmarks.tables import table
from benchmarks.truth.mirrored import checked_out
from driftscan.extract.service_batch import extract_service_batch
from driftscan.extract.syntax import parsed as trees
from driftscan.journeys import services as journey
from driftscan.journeys.services import map_services
from driftscan.model.service_fact import ServiceFacts
from driftscan.pipeline import Request
from driftscan.report import service_json
from driftscan.stages import journey as stage
from driftscan.workers.job import Failure, Job, Limits, Outcome

_REPOSITORIES = """saleor/saleor getsentry/snuba FudanSELab/train-ticket dapr/dapr
    delimitrou/DeathStarBench dotnet/eShop jellyfin/jellyfin appwrite/appwrite EdwinVW/pitstop
    ktorio/ktor apache/dubbo novuhq/novu grafana/loki""".split()
_FOLDER = "driftscan.extract."
# A function that says whether to go on, or a pattern that is looked for.
GATES = (
    ("csharp.services.extractor", "may_tell"),
    ("php.services.extractor", "_has_address"),
    ("ruby.services.extractor", "_WORDS"),
    ("rust.services.extractor", "_WORDS"),
    ("java.services.extractor", "may_tell"),
    ("kotlin.services.extractor", "may_tell"),
    ("go.services.extractor", "_may_tell"),
    ("javascript.services.read", "may_tell"),
    ("python.services.extractor", "may_tell"),
)
_ANYTHING = re.compile(rb"")
_SHOWN = 8


class Scanned(Struct, frozen=True):
    """One pass. facts: by file and extractor. graph: as JSON."""

    facts: dict[bytes, ServiceFacts]
    parsed: frozenset[bytes]
    graph: str


class Compared(Struct, frozen=True):
    """kept_back: facts that only show with open gates, but for values. values: how many."""

    usual: Scanned
    kept_back: tuple[str, ...]
    values: int
    is_same_graph: bool

    @property
    def in_vain(self) -> int:
        """Files that were parsed and say nothing."""
        return sum(not _says_anything(self.usual.facts[key]) for key in self.usual.parsed)


def main(names: list[str]) -> int:
    """Compare and print."""
    rows, failed = [], 0
    for name in names or _REPOSITORIES:
        tree = checked_out(name, "HEAD")
        if isinstance(tree, str):
            print(f"skipped {name}: {tree}")
            continue
        found = compared(str(tree))
        for line in found.kept_back[:_SHOWN]:
            print(f"{name}: {line}")
        failed += bool(found.kept_back) or not found.is_same_graph
        rows.append(_row(name, found))
        print(*rows[-1], file=sys.stderr, flush=True)
    print(table(_HEADER, rows))
    return 1 if failed or not rows else 0


_HEADER = ("repository", "asked", "parsed", "in vain", "kept back", "values", "graph")


def _row(name: str, found: Compared) -> tuple[str, ...]:
    counts = (len(found.usual.facts), len(found.usual.parsed), found.in_vain, len(found.kept_back))
    same = "same" if found.is_same_graph else "DIFFERS"
    return (name, *(f"{count:,}" for count in counts), f"{found.values:,}", same)


def compared(tree: str) -> Compared:
    """A tree with its gates as they are, and forced open."""
    usual = _scanned(tree)
    with ExitStack() as opened:
        for module, gate in GATES:
            found = import_module(_FOLDER + module)
            stand_in = _ANYTHING if isinstance(getattr(found, gate), re.Pattern) else _yes
            opened.enter_context(patch.object(found, gate, stand_in))
        forced = _scanned(tree)
    new = list(_only_in(forced.facts, usual.facts))
    return Compared(
        usual,
        tuple(line for kind, line in new if kind != "values"),
        sum(kind == "values" for kind, _ in new),
        usual.graph == forced.graph,
    )


def _yes(_: bytes) -> bool:
    return True


def _only_in(
    more: dict[bytes, ServiceFacts], fewer: dict[bytes, ServiceFacts]
) -> Iterator[tuple[str, str]]:
    """(kind, line to print) of facts that the other pass does not have."""
    for key, facts in more.items():
        for kind in _kinds():
            known = Counter(getattr(fewer[key], kind))
            for fact in (Counter(getattr(facts, kind)) - known).elements():
                yield kind, f"{key.decode('utf-8', 'replace')}: {fact}"


def _kinds() -> tuple[str, ...]:
    return tuple(kind for kind in ServiceFacts.__struct_fields__ if kind != "problems")


def _says_anything(facts: ServiceFacts) -> bool:
    return any(getattr(facts, kind) for kind in _kinds())


def _scanned(tree: str) -> Scanned:
    pass_ = _Pass()
    request = Request(path=tree, use_cache=False, today=datetime.date.today())
    no_crew = patch.object(journey, "service_crew", lambda _: nullcontext())
    with no_crew, patch.object(stage, "run_supervised", pass_.run), _parsing_told(pass_):
        found = map_services(request)
    graph = service_json.render(found.graph, found.coverage, found.root, found.revision)
    return Scanned(pass_.facts, frozenset(pass_.parsed), graph)


class _Pass:
    """Does what workers do, and remembers what came of it."""

    def __init__(self) -> None:
        self.facts: dict[bytes, ServiceFacts] = {}
        self.parsed: set[bytes] = set()
        self._at = b""

    def run(self, _: object, batches: Iterable[Sequence[Job]], __: Limits) -> Iterator[Outcome]:
        """As run_supervised()."""
        for batch in batches:
            for job in batch:
                self._at = job[0]
                try:
                    said = extract_service_batch([job])[0]
                except Exception as error:  # a parser that died would be blamed for it
                    yield Outcome(job[0], failure=Failure("error", str(error)))
                    continue
                self.facts[job[0]] = msgspec.msgpack.decode(said, type=ServiceFacts)
                yield Outcome(job[0], said)

    def note(self, *_: object) -> None:
        """The file at hand is being parsed."""
        self.parsed.add(self._at)


@contextmanager
def _parsing_told(pass_: _Pass) -> Iterator[None]:
    """Tells of each file for which a syntax tree is made."""
    python = import_module(_FOLDER + "python.services.extractor")
    with ExitStack() as told:
        for module, name in ((trees, "parser"), (python, "syntax_tree")):
            step = getattr(module, name)

            def noted(*arguments: object, _step: object = step) -> object:
                pass_.note()
                return _step(*arguments)  # type: ignore[operator]

            told.enter_context(patch.object(module, name, noted))
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
