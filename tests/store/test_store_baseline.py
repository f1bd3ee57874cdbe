"""The baseline file: what a reader, a reviewer and a merge see of it."""

import datetime
import json
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.errors import BaselineError
from driftscan.model.baseline import AcceptedFinding, Baseline
from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.store.acceptance import accept
from driftscan.store.baseline import dump_baseline, load_baseline, save_baseline

DAY = datetime.date(2026, 11, 20)


def entry(number: int, rule: str = "deny a -> b", reason: str = "old") -> AcceptedFinding:
    return AcceptedFinding(
        id=f"{number:012x}",
        rule=rule,
        source=f"a.m{number}",
        target="b",
        kind="import",
        reason=reason,
        accepted=DAY,
    )


def finding(number: int, status: str = "new") -> Finding:
    return Finding(
        id=f"{number:012x}",
        rule="deny a -> b",
        check="deny",
        nature="divergence",
        severity="error",
        source=f"a.m{number}",
        target="b",
        source_component="a",
        target_component="b",
        kind="import",
        message="",
        where=Location(b"a.py", 1),
        status=status,
    )


def test_the_file_as_a_person_reads_it() -> None:
    baseline = Baseline((entry(2), entry(1), entry(3, rule="acyclic: all", reason="für später")))
    assert dump_baseline(baseline).decode() == (
        '{\n  "driftscan_baseline": 1,\n  "findings": [\n'
        '    {"id": "000000000003", "rule": "acyclic: all", "from": "a.m3", "to": "b", '
        '"kind": "import", "reason": "für später", "accepted": "2026-11-20"},\n'
        '    {"id": "000000000001", "rule": "deny a -> b", "from": "a.m1", "to": "b", '
        '"kind": "import", "reason": "old", "accepted": "2026-11-20"},\n'
        '    {"id": "000000000002", "rule": "deny a -> b", "from": "a.m2", "to": "b", '
        '"kind": "import", "reason": "old", "accepted": "2026-11-20"}\n'
        "  ]\n}\n"
    )
    assert dump_baseline(Baseline()) == b'{\n  "driftscan_baseline": 1,\n  "findings": []\n}\n'


TEXT = st.text(min_size=1).filter(lambda text: text.strip() != "")
ENTRIES = st.builds(
    AcceptedFinding,
    id=st.from_regex(r"\A[0-9a-f]{12}\Z"),
    rule=TEXT,
    source=TEXT,
    target=TEXT,
    kind=TEXT,
    reason=TEXT,
    accepted=st.dates(),
)


@given(st.lists(ENTRIES, max_size=5, unique_by=lambda entry: entry.id))
def test_round_trip(
    tmp_path_factory: pytest.TempPathFactory, entries: list[AcceptedFinding]
) -> None:
    path = tmp_path_factory.mktemp("baseline") / "driftscan-baseline.json"
    save_baseline(path, Baseline(tuple(entries)))
    loaded = load_baseline(path)
    assert sorted(loaded.findings, key=lambda e: e.id) == sorted(entries, key=lambda e: e.id)
    assert dump_baseline(loaded) == path.read_bytes()
    assert path.read_bytes().count(b"\n") == 5 + len(entries) - (not entries)


def test_unseen_characters_are_spelt_out(tmp_path: Path) -> None:
    odd = "a\u202eb\u200bc\x9bd\ud800e"
    content = dump_baseline(Baseline((entry(1, reason=odd),)))
    assert b'"a\\u202eb\\u200bc\\u009bd\\ud800e"' in content
    (tmp_path / "b").write_bytes(content)
    assert load_baseline(tmp_path / "b").findings[0].reason == odd


def test_a_finding_that_leads_nowhere_has_no_target(tmp_path: Path) -> None:
    (tmp_path / "b").write_text(GOOD.replace('"to": "b"', '"to": ""'))
    assert [entry.target for entry in load_baseline(tmp_path / "b").findings] == ["", ""]


def test_a_missing_file_is_an_empty_baseline(tmp_path: Path) -> None:
    assert load_baseline(tmp_path / "none.json") == Baseline()


GOOD = dump_baseline(Baseline((entry(1), entry(2)))).decode()


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("", [":1: not JSON: Expecting value"]),
        ("{}", [':1: this is not a driftscan baseline: it has no "driftscan_baseline"']),
        ("[]", [":1: this is not a driftscan baseline"]),
        ("[" * 100_000, [":1: this is not a driftscan baseline"]),
        ("9" * 5000, [":1: this is not a driftscan baseline"]),
        (GOOD.replace("1,", "2,", 1), [":1: the baseline has version 2, this driftscan reads 1"]),
        (GOOD.replace("1,", "true,", 1), [":1: the baseline has version True"]),
        ('{"driftscan_baseline": 1}', [':1: "findings" must be a list']),
        ('{"driftscan_baseline": 1, "findings": [], "x": 1}', [':1: unknown key "x"; remove it']),
        (GOOD[:-6], [":6: not JSON: Expecting ',' delimiter"]),
        (GOOD.replace('"old"', '""', 1), [':4: "reason" must be a text that is not empty']),
        (GOOD.replace('"old"', "[1]", 1), [':4: "reason" must be a text']),
        (GOOD.replace('"reason": "old", ', "", 1), [':4: "reason" is missing']),
        (GOOD.replace('"kind"', '"kinds"'), [
            ':4: "kind" is missing', ':4: unknown key "kinds"',
            ':5: "kind" is missing', ':5: unknown key "kinds"',
        ]),
        (GOOD.replace("2026-11-20", "soon", 1), [':4: "accepted" must be a date']),
        (GOOD.replace("000000000001", "1", 1), [':4: "id" must be 12 hex digits']),
        (GOOD.replace("000000000002", "000000000001"), [
            ":5: finding 000000000001 stands in line 4 too; remove one"]),
        (json.dumps(json.loads(GOOD.replace("000000000002", "000000000001"))), [
            ":1: finding 000000000001 stands in line 1 too"]),
        (GOOD.replace("[\n", "[\n\n7,\n"), [":5: a finding must be an object"]),
        ('{"findings": [1], ' + GOOD[1:].replace('"old"', '""'), [
            ':4: "reason"', ':5: "reason"']),
        (GOOD.replace("    {", "<<<<<<< HEAD\n    {", 1), [":4: a merge conflict is not resolved"]),
        (GOOD.replace("  ]", "=======\n>>>>>>> main\n  ]"), [":6: a merge conflict"]),
    ],
)  # fmt: skip
def test_every_problem_at_once_with_its_line(
    tmp_path: Path, content: str, lines: list[str]
) -> None:
    path = tmp_path / "driftscan-baseline.json"
    path.write_text(content)
    with pytest.raises(BaselineError) as caught:
        load_baseline(path)
    messages = str(caught.value).split("\n")
    assert len(messages) == len(lines)
    for message, expected in zip(messages, lines, strict=True):
        assert message.startswith(f"{path}{expected}")


@pytest.mark.parametrize("content", [b"\xff\xfe{", b"{\n\xe9}"])
def test_not_utf8(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b").write_bytes(content)
    with pytest.raises(BaselineError, match="not UTF-8"):
        load_baseline(tmp_path / "b")


def test_byte_order_mark_and_free_layout_are_read(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(
        b"\xef\xbb\xbf" + json.dumps(json.loads(GOOD), indent=8).replace("\n", "\r\n").encode()
    )
    assert load_baseline(tmp_path / "b") == Baseline((entry(1), entry(2)))


def test_what_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(GOOD)
    (tmp_path / "link").symlink_to(tmp_path / "secret")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name, reason in {"link": "symlink", "dangling": "symlink", "pipe": "plain"}.items():
        with pytest.raises(BaselineError, match=reason):
            load_baseline(tmp_path / name)
    with pytest.raises(BaselineError, match="cannot be read"):
        load_baseline(tmp_path / "folder")
    with pytest.raises(BaselineError, match="cannot be written"):
        save_baseline(tmp_path / "nowhere" / "b", Baseline())


def test_two_branches_that_accept_different_things_merge_cleanly(tmp_path: Path) -> None:
    rules = ("a", "b", "c")
    base = [entry(n, rule=rule) for rule in rules for n in [ord(rule) * 10, ord(rule) * 10 + 5]]
    versions = {
        "base": base,
        "ours": [*base, entry(ord("a") * 10 + 1, rule="a")],
        "theirs": [*base, entry(ord("c") * 10 + 1, rule="c")],
    }
    for name, entries in versions.items():
        save_baseline(tmp_path / name, Baseline(tuple(entries)))
    merged = subprocess.run(
        ["git", "merge-file", "-p", "ours", "base", "theirs"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    ).stdout
    (tmp_path / "merged").write_bytes(merged)
    assert len(load_baseline(tmp_path / "merged").findings) == 8
    assert dump_baseline(load_baseline(tmp_path / "merged")) == merged


@pytest.mark.parametrize(
    ("known", "found", "kept", "added", "dropped"),
    [
        ([], [], [], [], []),
        ([], [(1, "new")], [], [1], []),
        ([1], [(1, "accepted")], [1], [], []),
        ([1], [], [], [], [1]),
        ([1, 2], [(2, "accepted"), (3, "new")], [2], [3], [1]),
        ([], [(1, "excepted"), (2, "planned"), (3, "new"), (3, "new")], [], [3], []),
        ([1], [(1, "excepted")], [1], [], []),
    ],
)
def test_accept(
    known: list[int],
    found: list[tuple[int, str]],
    kept: list[int],
    added: list[int],
    dropped: list[int],
) -> None:
    baseline = Baseline(tuple(entry(n) for n in known))
    findings = [finding(*each) for each in found]
    renewed = accept(baseline, findings, " a reason ", datetime.date(2027, 1, 1))
    assert [int(e.id, 16) for e in renewed.added] == added
    assert [int(e.id, 16) for e in renewed.dropped] == dropped
    by_id = {int(e.id, 16): e for e in renewed.baseline.findings}
    assert sorted(by_id) == sorted([*kept, *added])
    assert all(by_id[n] == entry(n) for n in kept)
    assert all(by_id[n].reason == "a reason" for n in added)


def test_accepting_needs_a_reason_only_if_there_is_something_to_accept() -> None:
    with pytest.raises(BaselineError, match="reason"):
        accept(Baseline(), [finding(1)], "  ", DAY)
    assert accept(Baseline((entry(1),)), [], "", DAY).baseline == Baseline()
