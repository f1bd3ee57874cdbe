"""Same tree, same graph: whatever the order of facts, the workers, the cache or the revision."""

import os
import random
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from driftscan.extract.batch import IF_PARSED, extract_batch, job_key
from driftscan.extract.claims import claims_as_manifest
from driftscan.journeys.services import map_services
from driftscan.model.service_graph import ServiceGraph
from driftscan.services.addresses import address_of
from driftscan.services.facts import FactFile, TreeFacts, is_test_code
from driftscan.services.link import link
from driftscan.sources.opening import open_source
from driftscan.stages.caches import open_caches
from driftscan.stages.crew import service_crew
from driftscan.stages.known_facts import decoded, known_facts
from driftscan.stages.service_facts import service_files
from driftscan.stages.tree import survey_source
from driftscan.store.facts import FactCache
from driftscan.workers.job import Job
from driftscan.workers.supervise import Crew
from tests.bounded import bounded
from tests.services.example import FILES
from tests.services.tiny_tree import graph_of, request_for, write_tree


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    return write_tree(tmp_path / "system", FILES)


def mapped(root: Path, **changes: object) -> ServiceGraph:
    return map_services(request_for(root, **changes)).graph


def test_workers_and_cache_decide_nothing(system: Path, tmp_path: Path) -> None:
    alone = mapped(system)
    assert alone.edges
    assert mapped(system, workers=2) == alone
    assert mapped(system, use_cache=True) == alone
    assert mapped(system, use_cache=True) == alone


def test_imports_that_are_told_beside_are_those_that_are_asked_for(tmp_path: Path) -> None:
    """Of a file that is parsed for its services; who asks for its imports finds them."""
    code = (
        'using Shop;\nclass A { void M(HttpClient c, Stock s) { c.GetAsync("http://stock/x"); } }\n'
    )
    root = write_tree(
        tmp_path / "tree", {"A.cs": code, "Stock.cs": "namespace Shop; class Stock {}"}
    )
    caches = replace(open_caches(str(root), wanted=False), facts=FactCache.open(tmp_path / "facts"))
    source = open_source(str(root))
    with service_crew(1) as crew:
        found = service_files(source, caches, 1, is_test_code, crew)
    known = known_facts(caches.facts, found.sources)
    (wanted,) = extract_batch([(job_key("csharp", b"A.cs"), code.encode())])
    assert known == {b"A.cs": {"csharp": decoded(wanted)}}
    alone = service_files(source, open_caches(str(root), wanted=False), 1, is_test_code)
    assert found.files == alone.files


def test_imports_that_are_known_are_not_told_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks for services after a check finds the imports in the cache."""
    calls = 'class {} {{ void M(HttpClient c) {{ c.GetAsync("http://stock/x"); }} }}\n'
    root = write_tree(tmp_path / "tree", {"A.cs": calls.format("A")})
    caches = replace(open_caches(str(root), wanted=False), facts=FactCache.open(tmp_path / "facts"))
    survey_source(open_source(str(root)), (), caches, 1)
    ahead: list[bytes] = []
    original = Crew.take

    def watched(crew: Crew, jobs: Sequence[Job]) -> None:
        ahead.extend(key for key, _, *marks in jobs if marks == [IF_PARSED])
        original(crew, jobs)

    monkeypatch.setattr(Crew, "take", watched)
    write_tree(root, {"New.cs": calls.format("New")})
    with service_crew(1) as crew:
        service_files(open_source(str(root)), caches, 1, is_test_code, crew)
    assert ahead == [job_key("csharp", b"New.cs")]


def test_a_crew_is_left_to_who_lent_it(tmp_path: Path) -> None:
    """The same processes read manifests, then services, then imports, and none outlives them."""
    root = write_tree(tmp_path, {"Shop.csproj": "<Project />", "A.cs": "class A { B b; }"})
    source, caches = open_source(str(root)), open_caches(str(root), wanted=False)
    with service_crew(1) as crew:
        survey_source(source, (), caches, 1, " manifests", crew=crew, claimed=claims_as_manifest)
        (worker,) = crew._workers
        process = worker.process
        assert process is not None
        service_files(source, caches, 1, is_test_code, crew)
        survey_source(source, (), caches, 1, crew=crew)
        assert crew._workers == [worker]
        assert worker.process is process
    assert worker.process is None


def test_damaged_cache_is_a_miss(system: Path, tmp_path: Path) -> None:
    before = mapped(system, use_cache=True)
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2] + b"\xff\x00" * 20)
    assert mapped(system, use_cache=True) == before


def test_a_revision_is_as_the_work_tree_was(system: Path) -> None:
    quiet = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    for words in ("init -q", "add -A", "-c user.name=a -c user.email=a@b commit -qm one"):
        subprocess.run(["git", *words.split()], cwd=system, check=True, env=quiet)
    before = mapped(system)
    (system / "cart" / "app.py").write_text("")
    assert mapped(system, revision="HEAD") == before
    assert mapped(system) != before


def test_names_of_files_that_are_first_decide_nothing(system: Path) -> None:
    source, caches = open_source(str(system)), open_caches(str(system), wanted=False)
    found = service_files(source, caches, 1, is_test_code)
    files = [FactFile(each.path, each.extractor, each.facts) for each in found.files]
    tree = TreeFacts(tuple(files), {}, frozenset())
    wanted = link(tree)
    for seed in range(5):
        random.Random(seed).shuffle(files)
        again = tuple(sorted(files, key=lambda file: file.path))
        assert link(replace(tree, files=again)) == wanted


def test_test_code_is_not_asked(tmp_path: Path) -> None:
    calls = 'import requests\nrequests.get("http://stock")\n'
    tree = {"cart/app.py": calls, "cart/tests/test_app.py": "def (", "known/to/be.py": "def ("}
    source = open_source(str(write_tree(tmp_path, tree)))
    caches = open_caches(str(tmp_path), wanted=False)

    def is_test(path: bytes) -> bool:
        return is_test_code(path) or path == b"known/to/be.py"

    found = service_files(source, caches, 1, is_test)
    assert (found.paths, found.problems) == ((b"cart/app.py",), ())
    assert {each.path for each in found.files} == {b"cart/app.py"}


def test_a_tree_without_services(tmp_path: Path) -> None:
    assert graph_of(write_tree(tmp_path, {"README.md": "nothing"})).services == ()


@given(st.text() | st.text("ab.:/@,;= jdbc[]-1", max_size=40))
@example("jdbc:oracle:thin:@")
@example("a:٣")
def test_any_text_is_an_address_or_none(text: str) -> None:
    found = address_of(text)
    for host in (found.host, *found.hosts) if found else ():
        assert "/" not in host


@pytest.mark.parametrize("part", ["/", "a/", "@/", ":", "a,"])
def test_a_long_address_ends(part: str) -> None:
    with bounded():
        assert address_of("http://user:password" + part * 200_000) is not None


ADDRESSES = {
    "http://cart": ("http", "cart", 0, "", "", ""),
    "https://cart:8080/items?x=1": ("https", "cart", 8080, "/items?x=1", "", ""),
    "cart:80": ("", "cart", 80, "", "", ""),
    "cart": ("", "cart", 0, "", "", ""),
    "dns:///cart:80": ("dns", "", 0, "/cart:80", "", ""),
    "jdbc:mysql://db:3306/shop?x=1": ("mysql", "db", 3306, "/shop?x=1", "shop", "mysql"),
    "postgres://me:secret@db/shop": ("postgres", "db", 0, "/shop", "shop", "postgresql"),
    "postgresql+asyncpg://db/shop": ("postgresql", "db", 0, "/shop", "shop", "postgresql"),
    # Passwords that nobody escaped; where it could be a path too, the host is lost.
    "postgres://me:s/1@db:5432/shop": ("postgres", "db", 5432, "/shop", "shop", "postgresql"),
    "http://shop:Q@0/00000@nobody": ("http", "nobody", 0, "", "", ""),
    "https://shop:Q0@/0@api.example.com/v1": ("https", "api.example.com", 0, "/v1", "", ""),
    "http://me:secret@cart/mail/a@b.org": ("http", "b.org", 0, "", "", ""),
    # Names in a path.
    "http://cart:8080/users/@me": ("http", "cart", 8080, "/users/@me", "", ""),
    "https://cdn/@scope/pkg@1.2": ("https", "cdn", 0, "/@scope/pkg@1.2", "", ""),
    "http://me:secret@cart/@me": ("http", "cart", 0, "/@me", "", ""),
    "git+https://me:secret@git/shop.git@v1": ("git", "git", 0, "/shop.git@v1", "", ""),
    "Server=db,1433;Database=shop": ("", "db", 1433, "", "shop", ""),
    "host=db port=5432 dbname=shop": ("", "db", 5432, "", "shop", ""),
    "a b": None,
    "": None,
}


@pytest.mark.parametrize("text", ADDRESSES)
def test_addresses(text: str) -> None:
    found = address_of(text)
    said = found and (
        found.scheme,
        found.host,
        found.port,
        found.path,
        found.database,
        found.engine,
    )
    assert said == ADDRESSES[text]
