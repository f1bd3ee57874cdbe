"""Files of other tools over tiny trees: what the moved rules find, and what is told."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.migrate.moved import moved

_FOLDER = Path(__file__).parent
_DEFAULT_NAMES = {"import_linter": ".importlinter", "tach": "tach.toml"}


def _cases() -> list[Any]:
    return [
        pytest.param(tool, case, id=f"{tool}: {case['name']}")
        for tool in _DEFAULT_NAMES
        for case in yaml.safe_load((_FOLDER / f"{tool}.cases.yaml").read_text("utf-8"))
    ]


@pytest.mark.parametrize(("tool", "case"), _cases())
def test_case(tool: str, case: dict[str, Any]) -> None:
    name = case.get("file", _DEFAULT_NAMES[tool])
    marks = [(path.encode(), line, text) for path, line, text in case.get("marks", ())]
    outcome = moved(name, case["content"], case["tree"], case.get("companions"), marks)
    assert list(outcome.findings) == sorted(case["findings"])
    told = [f"{each.place}: {each.sentence}" for each in outcome.migration.no_equal]
    expected = case.get("no_equal", [])
    assert len(told) == len(expected), told
    for sentence, start in zip(told, expected, strict=True):
        place = start if start.split(":")[0].endswith((".toml", ".py")) else f"{name}:{start}"
        assert sentence.startswith(place)
    for line in case.get("lines", ()):
        assert line in outcome.migration.text.splitlines()
