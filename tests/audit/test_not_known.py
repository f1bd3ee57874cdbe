"""Trees with a circle in, what the first things say of references without a known target out."""

from pathlib import Path

import pytest

from driftscan.journeys.audit import audit
from driftscan.report.audit.document import document_of
from driftscan.stages.request import Request
from tests.audit.systems import TODAY
from tests.propose.trees import plant

CIRCLE = {
    "shop/__init__.py": "",
    "shop/a.py": "import shop.b\n",
    "shop/b.py": "import shop.a\n",
    "shop/c.py": "import shop.a\nimport shop.gone\n",
}
OPENS = "taking away 1 of the 2 dependencies between them opens it"

CASES = {
    "all is known of its files": (CIRCLE, OPENS),
    "one of them leads nowhere": (
        {**CIRCLE, "shop/a.py": "import shop.b\nimport shop.gone\n"},
        f"{OPENS}; 1 further reference in these files leads nowhere that is known, as shop/a.py:2",
    ),
    "several do": (
        {
            **CIRCLE,
            "shop/a.py": "import shop.b\nimport shop.gone\n",
            "shop/b.py": "import shop.a\nimport shop.lost\n",
        },
        f"{OPENS}; 2 further references in these files lead nowhere that is known, as shop/a.py:2",
    ),
    "one may lead to either of two files": (
        {
            **CIRCLE,
            "one/src/main/java/acme/Base.java": "package acme;\npublic class Base {}\n",
            "two/src/main/java/acme/Base.java": "package acme;\npublic class Base {}\n",
            "shop/src/main/java/acme/A.java": "package acme;\nclass A extends Base { B b; }\n",
            "shop/src/main/java/acme/B.java": "package acme;\nclass B { A a; }\n",
            "shop/a.py": "",
        },
        f"{OPENS}; 1 further reference in these files leads to one of several files, "
        "as shop/src/main/java/acme/A.java:2",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_of_a_circle(case: str, tmp_path: Path) -> None:
    files, expected = CASES[case]
    request = Request(path=str(plant(tmp_path, files)), today=TODAY, use_cache=False)
    (circle,) = (each for each in document_of(audit([request])).first if each.kind == "cycle")
    assert circle.reason.endswith(expected)
