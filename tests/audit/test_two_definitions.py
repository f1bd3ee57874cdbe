"""Terms in, what the summary says of names with two definitions out."""

import pytest

from driftscan.model.term import Apart, Defined, Definitions, Row, Term
from driftscan.report.audit.terms import two_definitions_of, two_definitions_text

ROOTS = {b"a.ts": "javascript:", b"b.go": "go:"}


def term(
    kind: str,
    *rows: Row,
    sure: bool = True,
    name: str = "Role",
    path: bytes = b"b.go",
    fields: int = 5,
) -> Term:
    """A name that two components define: in a.ts and, so called, in path."""
    places = (
        Defined(
            component="shop",
            path=b"a.ts",
            line=3,
            name="Role",
            form="enum",
            fields=fields,
        ),
        Defined(component="billing", path=path, line=7, name=name, form="enum", fields=9),
    )
    return Term(
        kind=kind,
        name="role",
        components=("shop", "billing"),
        places=places,
        relation="differs",
        rows=rows,
        apart=(Apart(one=0, other=1, differences=("some",), is_sure=sure),),
    )


def label(name: str, here: str, there: str) -> Row:
    """A label with its values."""
    return Row(aspect="label", subject=name, cells=(here, there), differs=True)


def kind_of(name: str, here: str, there: str, differs: bool = True) -> Row:
    """A field with its types."""
    return Row(aspect="type", subject=name, cells=(here, there), differs=differs)


BEGIN = "Defined more than once, and not alike: Role, for example in a.ts:3 and b.go:7: "
GUEST = label("guest", "4", "-")
NOBODY = Row(aspect="label", subject="unknown", cells=("-", "0"))
CASES: dict[str, tuple[Term, str]] = {
    "a label that one lacks": (term("enum", GUEST), f"{BEGIN}'guest' only in the first."),
    "labels that either lacks": (
        term("enum", GUEST, label("admin", "-", "5")),
        f"{BEGIN}'guest' only in the first, 'admin' only in the second.",
    ),
    "no label at all": (term("enum", label("", "4", "-")), ""),
    "a label with another value": (
        term("enum", label("guest", "4", "5")),
        f"{BEGIN}'guest' is 4 in the first, 5 in the second.",
    ),
    "a label that has another name there": (term("enum", GUEST, label("visitor", "-", "4")), ""),
    "more than two states of one": (
        term("enum", *(label(name, f"{at}", "-") for at, name in enumerate("abcd"))),
        "",
    ),
    "no value at all, beside a label that one lacks": (
        term("enum", NOBODY, GUEST),
        f"{BEGIN}'guest' only in the first, 'unknown' only in the second.",
    ),
    "more than three differences with what is beside them": (
        term("enum", GUEST, label("admin", "-", "5"), label("host", "6", "-"), NOBODY),
        f"{BEGIN}'guest' only in the first, 'admin' only in the second, 'host' only in the first, "
        "and 1 more.",
    ),
    "no value at all, and nothing else": (term("enum", NOBODY), ""),
    "a field of another type beside what one lacks": (
        term(
            "entity",
            kind_of("is paid", "boolean", "text"),
            Row(aspect="field", subject="lane", cells=("text", "-")),
        ),
        f"{BEGIN}'is paid' is boolean in the first, text in the second, among others.",
    ),
    "a field of another type beside what another component lacks": (
        term(
            "entity",
            kind_of("is paid", "boolean", "text"),
            Row(aspect="field", subject="lane", cells=("text", "text")),
        ),
        f"{BEGIN}'is paid' is boolean in the first, text in the second.",
    ),
    "a field of another type": (
        term("entity", kind_of("is paid", "boolean", "text")),
        f"{BEGIN}'is paid' is boolean in the first, text in the second.",
    ),
    "a type of a few fields": (term("entity", kind_of("is paid", "boolean", "text"), fields=4), ""),
    "a type that is not told": (term("entity", kind_of("is paid", "boolean", "")), ""),
    "a list of what the other has one of": (
        term("entity", kind_of("reasons", "Reason", "list of Reason")),
        "",
    ),
    "a type that is another word for the same": (
        term("entity", kind_of("id", "integer", "long", differs=False)),
        "",
    ),
    "what may be missing": (
        term("entity", Row(aspect="nullable", subject="x", cells=("text", "-"), differs=True)),
        "",
    ),
    "a constant": (term("constant", kind_of("LIMIT", "30", "90")), ""),
    "not surely one thing": (term("enum", GUEST, sure=False), ""),
    "spelled in two ways": (term("enum", GUEST, name="RoleDto"), ""),
    "no file of the product": (term("enum", GUEST, path=b"test/b.go"), ""),
}


@pytest.mark.parametrize("case", CASES)
def test_names_with_two_definitions(case: str) -> None:
    given, told = CASES[case]
    found = Definitions(terms=(given,), components=(), files=2, entities=2, meanings=0, constants=0)
    two = two_definitions_of(found, ROOTS)
    assert (two_definitions_text(two, b"") if two else "") == told
