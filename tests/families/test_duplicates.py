"""`driftscan duplicates`, and the rule that runs in `check`, on small systems."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from driftscan.cli.run import run

CHARGE = """\
def charge(customer, amount, gateway):
    if amount <= 0:
        raise ValueError("amount")
    token = gateway.tokenise(customer.card)
    for attempt in range(3):
        answer = gateway.charge(token, amount, currency=customer.currency)
        if answer.ok:
            customer.ledger.append(answer.receipt)
            return answer.receipt
        gateway.log.warning("again %s", attempt)
    return None
"""
SHOP = {
    "billing/cards.py": CHARGE,
    "orders/payment.py": '"""Paying."""\n\n\n' + CHARGE.replace("customer", "buyer"),
    "partners/pay.py": CHARGE.replace("<= 0", "< 0"),
    "usage/money.py": CHARGE.replace("answer", "result"),
}
SPEC = """\
driftscan: 1
components:
  billing: {path: billing, owner: "@pay"}
  orders: {path: orders}
  partners: {path: partners}
  usage: {path: usage}
rules:
  - no_duplicates: [billing, orders, partners, usage]
    name: one way to pay
"""
Out = Callable[..., str]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRIFTSCAN_CACHE_DIR", str(tmp_path / "cache"))
    place = tmp_path / "shop"
    write(place, {**SHOP, "driftscan.yaml": SPEC})
    return place


def write(place: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text)


def git(place: Path, *words: str) -> None:
    settings = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", place, *settings, *words], check=True, capture_output=True)


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str]) -> Out:
    def ask(*words: object, code: int = 0) -> str:
        assert run([str(word) for word in words]) == code, capfd.readouterr()
        return capfd.readouterr().out

    return ask


def document(said: Out, *words: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said("duplicates", *words, "--output-format", "json"))
    jsonschema.validate(found, json.loads(said("schema", "duplicates")))
    return found


def test_the_mended_bug_that_one_copy_did_not_get(shop: Path, said: Out) -> None:
    text = said("duplicates", shop)
    assert "charge  4 times in 4 components  95% shared" in text
    assert " * partners  partners/pay.py:1-11" in text
    assert "     - 2     if amount <= 0:\n     + 2     if amount < 0:\n" in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_odd_one_is_shown_however_many_there_are(shop: Path, said: Out) -> None:
    write(shop, {f"billing/cards{n}.py": CHARGE for n in range(9)})
    text = said("duplicates", shop)
    assert "charge  13 times in 4 components" in text
    assert " * partners  partners/pay.py:1-11" in text
    assert "   and 7 more (-v)" in text


def test_a_finding_says_which_copy_differs(shop: Path, said: Out) -> None:
    said("check", shop, code=1)
    (finding,) = json.loads(said("check", shop, "--output-format", "gitlab", code=1))
    assert "; partners.charge (partners/pay.py:1-11) differs, the others agree. " in str(finding)


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            SHOP,
            "Copies of a function, one of which has another line, which may be meant: charge, in "
            'partners/pay.py:2 "if amount < 0:", where those at billing/cards.py:1, '
            'orders/payment.py:4 and usage/money.py:1 have "if amount <= 0:".',
        ),
        (dict(list(SHOP.items())[1:3]), ""),  # nobody knows which is the odd one: on its page
        (
            {"billing/cards.py": CHARGE, "usage/money.py": "\n" + CHARGE},
            "Product code stands in several folders word for word, for example charge (11 lines, "
            "billing/cards.py:1 and usage/money.py:2).",
        ),
        (  # what a framework calls by its name, and half of it is another's
            {
                "billing/app.py": CHARGE.replace("charge(customer", "create_app(customer"),
                "orders/app.py": CHARGE.replace("charge(customer", "create_app(customer")
                .replace("receipt", "bill")
                .replace("ledger", "book"),
            },
            "",
        ),
        ({"billing/a.py": CHARGE, "a.py": CHARGE}, ""),  # of no component: no rule knows it
    ],
    ids="four two alike frames nobody's".split(),
)
def test_an_audit_counts_what_the_rule_tells(
    shop: Path, said: Out, files: dict[str, str], told: str
) -> None:
    for path in SHOP:
        (shop / path).unlink()
    parts = "billing orders partners usage".split()
    write(shop, {f"{part}/__init__.py": "" for part in parts} | files)
    findings = json.loads(said("check", shop, "--exit-zero", "--output-format", "gitlab"))
    page, document = shop.parent / "audit.html", shop.parent / "audit.json"
    said("audit", shop, "-o", page, "--json", document)
    told_of = json.loads(document.read_text())
    texts = [each["text"] for each in told_of["verdict"] if each["view"] == "twice"]
    families = told_of["repositories"][0]["twice"]["families"]
    assert len(findings) == sum(each["clear"] and all(each["components"]) for each in families)
    assert len(texts) == bool(told) <= len(findings)
    assert "".join(texts) == told


def test_json(shop: Path, said: Out) -> None:
    found = document(said, shop)
    (family,) = found["families"]
    assert family["components"] == ["billing", "orders", "partners", "usage"]
    assert [member["file"] for member in family["members"]] == sorted(SHOP)
    assert family["owners"] == ["@pay"]
    assert family["members"][family["odd"]]["component"] == "partners"
    assert [each["here_text"] for each in family["differences"]] == [["if amount < 0:"]]
    assert len(found["pairs"]) == 6
    assert found["pairs"][0] == {
        "a": {"file": "billing/cards.py", "start": 1, "end": 11},
        "b": {"file": "orders/payment.py", "start": 4, "end": 14},
        "similarity": 1.0,
    }


@pytest.mark.parametrize(
    ("words", "families"),
    [
        ((), 1),
        (("--similarity", "0.95"), 1),  # without the odd one
        (("--min-tokens", "200"), 0),
        (("--all",), 2),
        (("--tests",), 2),
    ],
)
def test_criteria(shop: Path, said: Out, words: tuple[str, ...], families: int) -> None:
    other = CHARGE.replace(".", ".other_")
    write(shop, {"usage/one.py": other, "usage/two.py": other})
    third = CHARGE.replace(".", ".third_")
    write(shop, {"usage/tests/test_a.py": third, "billing/tests/test_b.py": third})
    if words == ("--min-tokens", "200"):
        said("duplicates", shop, *words, code=2)
        return
    assert len(document(said, shop, *words)["families"]) == families


def test_generated_code_and_steps_are_left_out(shop: Path, said: Out) -> None:
    marked = "# Code generated by x. DO NOT EDIT.\n"
    write(shop, {path: marked + text for path, text in SHOP.items() if path != "usage/money.py"})
    assert document(said, shop)["families"] == []
    assert document(said, shop)["coverage"]["generated"] == 3
    write(shop, {path.replace("/", "/0007_"): text for path, text in SHOP.items()})
    assert document(said, shop)["families"] == []


@pytest.mark.parametrize("said_as", ["json", "text"])
def test_output_depends_on_the_input_alone(tmp_path: Path, said_as: str) -> None:
    """Whatever the machine, the place, the order in which files came to be there, what ran before
    and how many work at it."""
    files = {**SHOP, **{f"part{n}/way.py": CHARGE.replace(".log", f".log{n}") for n in range(2)}}
    one, other = tmp_path / "one", tmp_path / "quite" / "another place"
    write(one, files)
    write(other, dict(reversed(files.items())))
    runs = [
        (one, {"PYTHONHASHSEED": "0", "LC_ALL": "C"}, ("--workers", "1")),
        (other, {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo"}, ("--no-cache",)),
        (one, {"PYTHONHASHSEED": "2", "LANG": "tr_TR.UTF-8"}, ("--workers", "3")),
    ]
    outputs = set()
    for place, said, words in runs:
        environment = {**os.environ, "DRIFTSCAN_CACHE_DIR": str(tmp_path / "cache"), **said}
        command = [sys.executable, "-m", "driftscan", "duplicates", ".", "--all", *words]
        command += ["--output-format", said_as]
        done = subprocess.run(command, cwd=place, env=environment, check=True, capture_output=True)
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert outputs.pop().count(b"way.py") >= 2


def test_an_accepted_family_stays_accepted(shop: Path, said: Out) -> None:
    git(shop, "init", "-q")
    assert "1 new finding" in said("check", shop, code=1)
    said("baseline", shop, "--reason", "until the library is there")
    said("check", shop)
    # Moved, renamed and edited elsewhere: still the same.
    write(shop, {"usage/money.py": "import os\n\n\n" + SHOP["usage/money.py"] + "\nX = 1\n"})
    (shop / "orders/payment.py").rename(shop / "orders/renamed.py")
    said("check", shop)


def test_one_more_component_is_a_new_finding(shop: Path, said: Out) -> None:
    spare = shop / "usage" / "money.py"
    text = spare.read_text()
    spare.write_text("import os\n")
    git(shop, "init", "-q")
    git(shop, "add", ".")
    git(shop, "commit", "-qm", "one")
    assert "No drift" in said("check", shop, "--base", "HEAD")
    spare.write_text(text)
    git(shop, "add", ".")
    git(shop, "commit", "-qm", "two")
    found = said("check", shop, "--base", "HEAD~1", code=1)
    text = " ".join(found.split())
    assert "usage has 'charge' once more, as billing, orders and partners have it" in text
    assert "1 new finding breaks 1 of 1 rule. 1 there before." in text


def test_comments_take_functions_out(shop: Path, said: Out) -> None:
    allow = "# driftscan: allow one way to pay -- the partners' own\n"
    write(shop, {path: allow + SHOP[path] for path in ("partners/pay.py", "usage/money.py")})
    found = said("check", shop, code=1)
    assert "billing and orders have 'charge' 2 times" in " ".join(found.split())


def test_nothing_to_compare_is_said(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    assert run(["duplicates", str(tmp_path)]) == 2
    assert "holds no function of 40 tokens" in capfd.readouterr().err


def test_differences_that_are_known_are_those_of_a_run_from_nothing(shop: Path, said: Out) -> None:
    cold = document(said, shop, "--no-cache")
    assert any(family["differences"] for family in cold["families"])
    assert document(said, shop) == document(said, shop) == cold
    path = shop / "partners" / "pay.py"
    for old, new in (("< 0", "< 10"), ('"again', '"once more'), ("def charge", "\n\ndef charge")):
        path.write_text(path.read_text().replace(old, new))
        assert document(said, shop) == document(said, shop, "--no-cache")
