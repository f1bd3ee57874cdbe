"""What is home-made, by its shape: the table in homemade.cases.yaml, and hostile input."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from driftscan.extract.homemade.blanking import blanked
from driftscan.extract.homemade.reading import read
from driftscan.extract.homemade.registry import CAPABILITY_EXTRACTORS

CASES = yaml.safe_load((Path(__file__).parent / "homemade.cases.yaml").read_text("utf-8"))
LANGUAGES = sorted(CAPABILITY_EXTRACTORS)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    facts = read(case["source"].encode(), case["language"])
    assert [f"{f.capability} {f.name}:{f.line}" for f in facts.homemade] == case["homemade"]
    members = [f"{f.name}:{' '.join(map(str, f.lines))}" for f in facts.members]
    assert members == case.get("members", [])


def test_every_language_has_a_case() -> None:
    assert {case["language"] for case in CASES} == set(LANGUAGES)


@given(st.sampled_from(LANGUAGES), st.text(alphabet="'\"`/*#\n\\{}ab ", max_size=60))
def test_blanking_keeps_every_line_and_column(language: str, source: str) -> None:
    for part in blanked(source, language):
        assert len(part) == len(source)
        assert [i for i, c in enumerate(part) if c == "\n"] == [
            i for i, c in enumerate(source) if c == "\n"
        ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text", ["retry sleep {" * 4000, "retry '" * 4000, "\0retry", "retry\n" * 9000]
)
def test_hostile_text_is_read_to_its_end(language: str, text: str) -> None:
    assert read(text.encode(), language).homemade == ()


def test_a_shape_without_a_name_is_looked_for_close_together() -> None:
    (near,) = (case["source"] for case in CASES if "close together" in case["name"])
    far = near.replace("// FAR", "// FAR\n" * 300)
    assert read(near.encode(), "php").homemade
    assert not read(far.encode(), "php").homemade


def test_what_a_program_put_into_long_lines_is_nobody_s_making() -> None:
    source = "function debounce(f){clearTimeout(t);t=setTimeout(f,9)}"
    assert read(source.encode(), "javascript").homemade
    assert not read((source + "f();" * 500).encode(), "javascript").homemade
