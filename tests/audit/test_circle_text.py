"""Circles in, the sentence of the summary out: how many, and one way round to look up."""

import pytest

from driftscan.report.audit.circles import circles_text
from driftscan.report.audit.documents import CycleJson, FileJson

FILES = [FileJson(path=f"{n}.py", id=n, language="python") for n in "abcdefgh"]
IN_GO = [FileJson(path=f"{n}.go", id=n, language="go") for n in "abcdefgh"]
IN_PHP = [FileJson(path=f"{n}.php", id=n, language="php") for n in "abcdefgh"]
END = "; what frameworks join by names in strings, symbols or settings is mostly not counted."


def circle(
    files: str, lines: list[int], at_run_time: int = -1, example: str = "", remaining: int = 1
) -> CycleJson:
    numbers = ["abcdefgh".index(name) for name in files]
    return CycleJson(
        files=numbers,
        dependencies=len(files),
        example=["abcdefgh".index(name) for name in example or files],
        example_lines=lines,
        cuts=[numbers[:2]],
        types_only=not at_run_time,
        at_run_time=len(files) if at_run_time < 0 else at_run_time,
        circles_at_run_time=remaining if at_run_time else 0,
        cost=None,
    )


CASES = {
    "none": ([], "No files of product code use each other in a circle by imports or names"),
    "one": (
        [circle("ab", [3, 9])],
        "1 group of 2 files of product code use each other in a circle by imports or names, as "
        "a.py:3 -> b.py:9 -> a.py",
    ),
    "the largest of several": (
        [circle("ab", [3, 9]), circle("cdef", [1, 0], example="dc")],
        "2 groups of files of product code use each other in a circle by imports or names, the "
        "largest of 4 files, as d.py:1 -> c.py -> d.py",
    ),
    "none is larger": (
        [circle("ab", [3, 9]), circle("cd", [1, 2])],
        "2 groups of files of product code use each other in a circle by imports or names, one of "
        "the largest of 2 files, as a.py:3 -> b.py:9 -> a.py",
    ),
    "what is said of one of the largest is of that one": (
        [circle("abc", [1, 2, 3], at_run_time=0), circle("def", [4, 5, 6])],
        "2 groups of files of product code use each other in a circle by imports or names, one of "
        "the largest of 3 files, as d.py:4 -> e.py:5 -> f.py:6 -> d.py",
    ),
    "types hold it together": (
        [circle("abc", [1, 2, 3], at_run_time=2)],
        "1 group of 3 files (2 of them also without imports of types) of product code use each "
        "other in a circle by imports or names, as a.py:1 -> b.py:2 -> c.py:3 -> a.py",
    ),
    "several circles remain without types": (
        [circle("abcdefg", [1, 2, 3, 4, 5, 6, 7], at_run_time=5, remaining=2)],
        "1 group of 7 files (5 of them also without imports of types, in 2 circles) of product "
        "code use each other in a circle by imports or names",
    ),
    "all load each other, in two circles": (
        [circle("ab", [1, 2], at_run_time=2, remaining=2)],
        "1 group of 2 files (2 of them also without imports of types, in 2 circles) of product "
        "code use each other in a circle by imports or names, as a.py:1 -> b.py:2 -> a.py",
    ),
    "nothing but types": (
        [circle("ab", [1, 2], at_run_time=0)],
        "1 group of 2 files (only by imports of types) of product code use each other in a circle "
        "by imports or names, as a.py:1 -> b.py:2 -> a.py",
    ),
    "nobody follows seven steps in a sentence": (
        [circle("abcdefg", [1, 2, 3, 4, 5, 6, 7])],
        "1 group of 7 files of product code use each other in a circle by imports or names",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_circles_in_a_sentence(case: str) -> None:
    knots, text = CASES[case]
    assert circles_text(knots, FILES) == text + END


def test_nobody_can_look_up_which_imports_of_php_are_of_types() -> None:
    text = circles_text([circle("ab", [1, 2], at_run_time=0)], IN_PHP)
    assert text.startswith("1 group of 2 files of product code use each other")


def test_what_the_compiler_refuses_is_no_news() -> None:
    assert circles_text([], IN_GO) == ""
    generated = FileJson(path="c.py", id="c", language="python", generated=True)
    assert circles_text([], [*IN_GO, generated]) == ""
    assert circles_text([], [*IN_GO, *FILES[:7]]) == ""
    assert "Go is left out" in circles_text([], [*IN_GO, *FILES])
    assert "Go is left out" in circles_text([circle("ab", [1, 2])], [*FILES, *IN_GO])


def test_what_leads_nowhere_may_hide_a_circle() -> None:
    assert circles_text([], FILES, 1000, 101).endswith(
        "by imports or names; 101 of 1,000 references lead nowhere that is known; " + END[2:]
    )
    assert "lead nowhere" not in circles_text([], FILES, 1000, 100)
