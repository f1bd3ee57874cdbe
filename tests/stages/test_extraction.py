"""Contents of many revisions: the facts that each would have alone, and few are sent anywhere."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar

import pytest

from driftscan.extract.batch import extract_batch, job_key
from driftscan.model.source import LeftOut, SourceFile
from driftscan.sources.blob_id import blob_id
from driftscan.stages import extraction
from driftscan.stages.extraction import extract_all
from driftscan.stages.known_facts import fact_key
from driftscan.stages.parts import Parts
from driftscan.store.facts import FactCache
from driftscan.workers.job import Failure, Job, Outcome
from driftscan.workers.supervise import Crew

HEAD = "import a\nfrom b import c\nx = c()\n\n"
ALIKE = [f"{HEAD}def f():\n    return {number}\n" for number in range(6)]
OTHER = HEAD.replace("import a", "import d") + "class A: ...\n"
CUT = '"""\nimport a (\ndef f\n"""\nx = 1\n'
EXPORTS = f"__all__ = ['f']\n{ALIKE[0]}"
LATE = f"{ALIKE[0]}\ndef g():\n    import e\n    return e(1)\n\ndef h(): ...\n"
MALFORMED = f"import 1\n{ALIKE[0]}"
_DIED = Failure("crashed", "as it happens")


class Told(Crew):
    """A crew that tells what it is given."""

    given: ClassVar[list[Job]] = []

    def take(self, jobs: Sequence[Job]) -> None:
        Told.given += jobs
        super().take(jobs)


@pytest.fixture(autouse=True)
def _told(monkeypatch: pytest.MonkeyPatch) -> None:
    Told.given = []
    monkeypatch.setattr(extraction, "Crew", Told)


def _extracted(place: Path, texts: Sequence[str], parts: Parts) -> tuple[FactCache, int]:
    """The cache, and how many contents were sent as a whole or in part."""
    contents = {blob_id(text.encode(), "sha1"): text.encode() for text in texts}
    files = [SourceFile(b"a.py", len(each), id) for id, each in contents.items()]

    def read(asked: Iterable[SourceFile]) -> Iterator[tuple[SourceFile, bytes | LeftOut]]:
        return ((file, contents[file.blob]) for file in asked)

    cache, already = FactCache.open(place), len(Told.given)
    extract_all(files, read, cache, 1, parts)
    keys = [fact_key(file, "python") for file in files]
    alone = extract_batch([(job_key("python", b"a.py"), each) for each in contents.values()])
    assert cache.get_many(keys) == dict(zip(keys, alone, strict=True))
    return cache, len(Told.given) - already


@pytest.mark.parametrize(
    ("texts", "sent"),
    [
        pytest.param(ALIKE, 1, id="what differs says nothing"),
        pytest.param([*ALIKE, OTHER, LATE], 3, id="other imports"),
        pytest.param([EXPORTS, ALIKE[0]], 2, id="exports may stand anywhere"),
        pytest.param([CUT], 2, id="a string that is cut off is read again"),
        pytest.param([CUT, f"{CUT}y = 2\n", *ALIKE], 4, id="all that begin with it"),
        pytest.param([MALFORMED], 2, id="a problem may be that of the end"),
        pytest.param(["", "x = 1\ny = 2\n", "y = 1\n\n\n"], 2, id="without imports"),
    ],
)
def test_what_is_sent(tmp_path: Path, texts: list[str], sent: int) -> None:
    assert _extracted(tmp_path, texts, Parts())[1] == sent


def test_what_a_part_said_holds_for_further_revisions(tmp_path: Path) -> None:
    parts = Parts()
    assert _extracted(tmp_path, [*ALIKE[:3], CUT], parts)[1] == 3
    assert _extracted(tmp_path, [*ALIKE[3:], f"{CUT}y = 3\n"], parts)[1] == 1


def test_a_part_over_which_a_worker_dies_decides_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(self: Crew, batches: Iterable[Sequence[Job]]) -> Iterator[Outcome]:
        for batch in batches:
            for job in batch:
                died = len(job) == 3
                yield Outcome(
                    job[0], b"" if died else extract_batch([job[:2]])[0], _DIED if died else None
                )

    monkeypatch.setattr(Told, "run", run)
    _extracted(tmp_path, ALIKE, Parts())
