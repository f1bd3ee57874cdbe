"""Reads the JSON of a baseline: all its problems at once, each with its line."""

import datetime
import json
import re
from collections.abc import Iterator

from driftscan.model.baseline import AcceptedFinding
from driftscan.store.json_offsets import elements, members

VERSION = 1
_FIELDS = ("id", "rule", "from", "to", "kind", "reason", "accepted")
_MAY_BE_EMPTY = frozenset({"to"})  # a cycle, or a module without a component, leads to nobody
_CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} |\|{7} )", re.MULTILINE)
_ID = re.compile(r"[0-9a-f]{12}")
_BROKEN = "restore it from git, or delete it and run `driftscan baseline`"

ProblemLine = tuple[int, str]


def parse_baseline(content: bytes) -> tuple[list[AcceptedFinding], list[ProblemLine]]:
    """Entries in the order of the file, and (1-based line, message) of every problem, by line."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return [], [(line, f"the baseline is not UTF-8; {_BROKEN}")]
    conflict = _CONFLICT.search(text)
    if conflict:
        message = (
            "a merge conflict is not resolved: keep the lines of both sides, "
            "then run `driftscan baseline` to drop what has vanished"
        )
        return [], [(_line_at(text, conflict.start()), message)]
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        return [], [(error.lineno, f"not JSON: {error.msg} (column {error.colno}); {_BROKEN}")]
    except (RecursionError, ValueError):  # ValueError: a number with thousands of digits
        return [], [(1, f"this is not a driftscan baseline; {_BROKEN}")]
    problem = _problem_of_document(document)
    if problem:
        return [], [(1, problem)]
    return _read_entries(text)


def _problem_of_document(document: object) -> str:
    if not isinstance(document, dict) or "driftscan_baseline" not in document:
        return f'this is not a driftscan baseline: it has no "driftscan_baseline"; {_BROKEN}'
    version = document["driftscan_baseline"]
    if version != VERSION or isinstance(version, bool):
        return (
            f"the baseline has version {str(version)[:20]}, this driftscan reads {VERSION}: "
            "update driftscan, or delete the file and run `driftscan baseline`"
        )
    if not isinstance(document.get("findings"), list):
        return f'"findings" must be a list; {_BROKEN}'
    unknown = sorted(document.keys() - {"driftscan_baseline", "findings"})
    return f"unknown key {json.dumps(unknown[0])}; remove it" if unknown else ""


def _read_entries(text: str) -> tuple[list[AcceptedFinding], list[ProblemLine]]:
    entries: list[AcceptedFinding] = []
    problems: list[ProblemLine] = []
    line_of: dict[str, int] = {}
    line, last = 1, 0
    start = max(offset for offset, key in members(text) if key == "findings")
    for offset, value in elements(text, start):
        line, last = line + text.count("\n", last, offset), offset
        wrong = list(_problems_of_entry(value))
        if not wrong and isinstance(value, dict):
            entry = _entry(value)
            if entry.id in line_of:
                wrong = [f"finding {entry.id} stands in line {line_of[entry.id]} too; remove one"]
            line_of.setdefault(entry.id, line)
            entries.append(entry)
        problems.extend((line, message) for message in wrong)
    return entries, problems


def _problems_of_entry(value: object) -> Iterator[str]:
    if not isinstance(value, dict):
        yield "a finding must be an object {…}; remove it"
        return
    for name in _FIELDS:
        if name not in value:
            yield f'"{name}" is missing'
        elif not isinstance(value[name], str):
            yield f'"{name}" must be a text'
        elif not value[name].strip() and name not in _MAY_BE_EMPTY:
            yield f'"{name}" must be a text that is not empty'
        elif name == "id" and not _ID.fullmatch(value[name]):
            yield '"id" must be 12 hex digits, as `driftscan check` shows them'
        elif name == "accepted" and not _is_date(value[name]):
            yield '"accepted" must be a date such as 2026-11-20'
    for name in sorted(value.keys() - set(_FIELDS)):
        yield f"unknown key {json.dumps(name)}; remove it"


def _entry(value: dict[str, str]) -> AcceptedFinding:
    return AcceptedFinding(
        id=value["id"],
        rule=value["rule"],
        source=value["from"],
        target=value["to"],
        kind=value["kind"],
        reason=value["reason"],
        accepted=datetime.date.fromisoformat(value["accepted"]),
    )


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _line_at(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
