"""Trees in, what the summary says of places against their draft out."""

from pathlib import Path

import pytest

from driftscan.journeys.audit import audit
from driftscan.pipeline import map_system
from driftscan.report.audit.document import document_of
from driftscan.stages.audit import Drafted, judged
from driftscan.stages.request import Request
from tests.audit.systems import TODAY
from tests.propose.test_proposed_rules import imports
from tests.propose.trees import plant

ORDERED = imports(api="domain store store", domain="store", store="")
AGAINST = "1 place of product code goes against the draft, which says what this code mostly does: "

CASES = {
    "the other way is the usual one": (
        {**ORDERED, "shop/store/a.py": "import shop.api.a\n"},
        f"{AGAINST}shop/store/a.py:1 uses shop.api.a, against layers of components (by "
        "imports or names 3 files of "
        "shop/api use shop/store, 1 file of shop/store uses shop/api, tests apart).",
    ),
    "what is loaded by a computed name is not held against it": (
        {
            **ORDERED,
            "shop/store/a.py": "import shop.api.a\n",
            "shop/store/b.py": "import importlib\n\nimportlib.import_module(__name__ + x)\n",
            "shop/store/tests/test_b.py": "import importlib\n\nimportlib.import_module(f(x))\n",
        },
        "tests apart); what shop/store/b.py:3 loads is computed and not held against it.",
    ),
    "tests don't count": (
        {
            **ORDERED,
            "shop/store/a.py": "import shop.api.a\n",
            "shop/api/tests/test_d.py": "import shop.store.a\n",
        },
        "(by imports or names 3 files of shop/api use shop/store, 1 file of shop/store uses "
        "shop/api, tests apart).",
    ),
    "what goes past an interface that is guessed is counted apart": (
        {
            **imports(api="", store=""),
            **{f"shop/user/{name}.py": "import shop.store\n" * 3 for name in "abcdefgh"},
            "shop/user/__init__.py": "",
            "shop/user/j.py": "import shop.store.a\n",
            "shop/store/__init__.py": "from shop.store import a, b, c\n",
            **{f"shop/api/{name}.py": "import shop.store\nimport shop.user.b\n" for name in "abc"},
            "shop/store/c.py": "import shop.user.a\n",
        },
        "1 file of shop/store uses shop/user, tests apart). The page of findings has 1 more, past "
        "interfaces that the draft takes from imports and exports.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_places_against_a_draft(case: str, tmp_path: Path) -> None:
    files, expected = CASES[case]
    request = Request(path=str(plant(tmp_path, files)), today=TODAY, use_cache=False)
    told = [sentence.text for sentence in document_of(audit([request])).verdict]
    assert any(text.endswith(expected) for text in told), told


UNTOLD = {
    "nothing": ORDERED,
    "nothing that people wrote": {
        **ORDERED,
        "shop/store/a.py": "# @generated\nimport shop.api.a\n",
    },
    "what Rust holds for tests": {
        "Cargo.toml": '[package]\nname = "shop"\n',
        "src/lib.rs": "pub mod api;\npub mod domain;\npub mod store;\n",
        **{
            f"src/{folder}/mod.rs": "pub mod a;\npub mod b;\npub mod c;\n"
            for folder in ("api", "domain", "store")
        },
        **{f"src/api/{name}.rs": "use crate::domain::a::A;\n" for name in "abc"},
        **{f"src/domain/{name}.rs": "use crate::store::a::A;\npub struct A;\n" for name in "abc"},
        "src/store/a.rs": "pub struct A;\n#[cfg(test)]\nmod t {\n    use crate::api::a::A;\n}\n",
        "src/store/b.rs": "",
        "src/store/c.rs": "",
    },
}


@pytest.mark.parametrize("case", UNTOLD)
def test_a_draft_that_holds_is_no_news(case: str, tmp_path: Path) -> None:
    request = Request(path=str(plant(tmp_path, UNTOLD[case])), today=TODAY, use_cache=False)
    document = document_of(audit([request]))
    assert document.repositories[0].draft
    told = [sentence.text for sentence in document.verdict]
    assert not any("the draft" in text and "components" not in text for text in told), told


def test_what_is_said_first_says_so_too(tmp_path: Path) -> None:
    files, _ = CASES["the other way is the usual one"]
    request = Request(path=str(plant(tmp_path, files)), today=TODAY, use_cache=False)
    reasons = [thing.reason for thing in document_of(audit([request])).first]
    assert any("3 files of shop/api use shop/store, 1 file of shop/store" in r for r in reasons)


@pytest.mark.parametrize(("draft", "count"), [("", 1), ("a draft", 0)])
def test_what_a_file_of_rust_holds_for_tests_goes_against_no_draft(
    draft: str, count: int, tmp_path: Path
) -> None:
    """A spec has a word for that, `tests: false`."""
    spec = "driftscan: 1\ncomponents: {api: {path: src}, tests: {path: src/tests}}\n"
    files = {
        "Cargo.toml": '[package]\nname = "shop"\n',
        "src/lib.rs": "pub struct A;\n#[cfg(test)]\nmod tests;\n",
        "src/tests/mod.rs": "use crate::A;\n",
        "driftscan.yaml": f'{spec}rules: [{{deny: "* -> tests"}}]\n',
    }
    request = Request(path=str(plant(tmp_path, files)), today=TODAY, use_cache=False)
    scan = judged(Drafted(map_system(request), draft), TODAY)
    assert scan is not None
    assert len(scan.findings) == count
