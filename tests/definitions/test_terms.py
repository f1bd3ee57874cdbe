"""Files of components in, terms out."""

from pathlib import Path
from random import Random
from time import process_time
from typing import Any

import pytest
import yaml

from driftscan.definitions.compare import compared
from driftscan.definitions.gathered import gathered
from driftscan.extract.definition_registry import (
    definition_extractors_for,
    load_definition_extractor,
)
from driftscan.model.term import Term

CASES = yaml.safe_load((Path(__file__).parent / "terms.cases.yaml").read_text("utf-8"))


def _terms(files: dict[str, str]) -> tuple[Term, ...]:
    facts = [
        (path.encode(), load_definition_extractor(name).extract(text.encode()))
        for path, text in sorted(files.items())
        for name in definition_extractors_for(path.rpartition("/")[2].encode())
    ]
    return compared(gathered(facts, lambda path: path.partition(b"/")[0].decode())).terms


def _apart(term: Term) -> list[str]:
    return [
        f"{term.components[each.one]} {term.components[each.other]}: {'; '.join(each.differences)}"
        for each in term.apart
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    terms = _terms(case["files"])
    found = {f"{term.kind} {term.name} {term.relation}": _apart(term) for term in terms}
    assert found == case["terms"]
    places = [f"{place.component} {place.name}" for term in terms for place in term.places]
    assert places == case.get("places", places)
    rows = [row for term in terms for row in term.rows if row.aspect == "label" and not row.differs]
    beside = [" ".join((row.subject, *row.cells)) for row in rows]
    assert beside == case.get("beside", beside)
    told = {f"{term.kind} {term.name}": term.surely for term in terms}
    for name, differences in case.get("told", {}).items():
        assert [text for each in told[name].apart for text in each.differences] == differences
        assert [row.subject for row in told[name].rows if row.differs] == [
            text.partition(" may be ")[0] for text in differences
        ]


@pytest.mark.parametrize("seed", range(5))
def test_no_order_of_the_files_matters(seed: int) -> None:
    """Paths come sorted; which folder is called first does not decide what is told."""
    files = {
        f"{case['name'].replace(' ', '-')}/{path}": text
        for case in CASES
        for path, text in case["files"].items()
    }
    whole = {f"{path.split('/')[1]}/{at}/{path}": t for at, (path, t) in enumerate(files.items())}
    shuffled = list(whole.items())
    Random(seed).shuffle(shuffled)
    assert _terms(dict(shuffled)) == _terms(whole)


def test_many_components_that_share_a_name_alone_take_no_time() -> None:
    """Each has a Parcel of its own: pairs are held against each other once, and not again for each
    group that is left (64 s for 200 of them)."""
    of_one = (
        "class Parcel:\n    lane{0}: str\n    seal{0}: str\n    mast{0}: str\n    weight: int\n"
    )
    files = {f"part{at}/a.py": of_one.format(at) * 3 for at in range(200)}
    start = process_time()
    assert _terms(files) == ()
    assert process_time() - start < 10


@pytest.mark.parametrize(
    ("base", "sentences"),
    [
        ("", ("api has 3 fields and lacks open", "web has 4 fields and alone has open")),
        ("(Unseen)", ("api has at least 3 fields", "web has 4 fields")),
    ],
)
def test_built_on_what_is_not_seen(base: str, sentences: tuple[str, ...]) -> None:
    """It may have what others have."""
    files = {
        "api/a.py": f"class Agency{base}:\n    id: int\n    name: str\n    short: str\n",
        "web/a.ts": "interface Agency { id: number; name: string; short: string; open: boolean }",
    }
    (term,) = _terms(files)
    assert term.sentences == sentences
