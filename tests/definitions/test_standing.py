"""What judged terms stand at: matched by both files, and counted by what differs."""

from pathlib import Path

import pytest

from benchmarks.definitions.standing import (
    Standing,
    Verdict,
    language,
    report,
    role,
    standing,
    verdicts,
    what_differs,
)
from driftscan.model.term import Apart, Defined, Term

_HEAD = "draw,system,kind,term,one,other,told,right,why,true\n"


def _term(relation: str, is_sure: bool = True) -> Term:
    places = tuple(
        Defined(component=name, path=path, line=3, name="Order", form="type")
        for name, path in (("api", b"api/order.py"), ("web", b"web/order.ts"))
    )
    return Term(
        kind="entity",
        name="order line",
        components=("api", "web"),
        places=places,
        relation=relation,
        apart=(
            Apart(one=0, other=1, differences=("total may be missing in one",), is_sure=is_sure),
        ),
    )


def _verdict(other: str = "web/order.ts", right: bool = True, true: bool | None = True) -> Verdict:
    return Verdict(26, "a/b", "entity", "order lines", "api/order.py", other, right, true)


@pytest.mark.parametrize(
    ("verdict", "term", "told"),
    [
        (_verdict(), _term("differs"), ("total may be missing in one",)),
        (_verdict(), _term("unsure", is_sure=False), ()),
        (_verdict("web/other.ts"), _term("differs"), ()),
    ],
)
def test_it_is_told_if_both_files_are(verdict: Verdict, term: Term, told: tuple[str, ...]) -> None:
    assert standing(verdict, [term]).told == told


def test_rows_say_whether_they_are_true_where_somebody_asked(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.csv"
    rows = (
        "3,a/b@12,entity,order,api/o.py:3,web/o.ts:4,,yes,,",
        "3,a/b@12,enum,state,api/o.py:3,web/o.ts:4,,no,,",
        "20,a/b@12,enum,kind,api/o.py:3,web/o.ts:4,,no,,yes",
        "20,a/b@12,copy,kind,api/o.py:3,web/o.ts:4,,no,,yes",
    )
    path.write_text(_HEAD + "\n".join(rows))
    found = verdicts(path)
    assert [(each.term, each.true) for each in found] == [
        ("order", True),
        ("state", None),
        ("kind", True),
    ]
    assert (found[0].system, found[0].one) == ("a/b", "api/o.py")


def test_a_table_counts_what_is_told_only() -> None:
    told = ("total may be missing in one",)
    found = [
        Standing(_verdict(), told),
        Standing(_verdict(right=False, true=None), told),
        Standing(_verdict(), ()),
    ]
    lines = list(report(found))
    (line,) = [each for each in lines if each.startswith("entity: may be missing")]
    assert line.split()[-7:] == ["2", "1", "of", "1", "1", "of", "2"]
    assert lines[-1].endswith("1 of 3 judged terms are not told; 1 of these were right")


def test_what_differs_is_sorted() -> None:
    told = ("a only in one", "b is text or integer", "c may be missing in one", "status differs")
    assert what_differs(told) == "asked otherwise + may be missing + one or another + only in one"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("sdks/python/conditions.py", ("py", "sdk")),
        ("web/src/a.vue", ("ts", "page")),
        ("libs/a/src/x.kt", ("java", "library")),
        ("docs/openapi.yaml", ("yaml", "described")),
        ("server/model/pipeline.go", ("go", "server")),
    ],
)
def test_a_file_has_a_language_and_a_role(path: str, expected: tuple[str, str]) -> None:
    assert (language(path), role(path)) == expected
