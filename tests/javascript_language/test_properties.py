"""What holds for every JavaScript file and tree, valid or not."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from driftscan.extract.javascript.globs import braced, matches
from driftscan.extract.javascript.language import build_index
from driftscan.extract.registry import load_extractor
from driftscan.model.fact import FileFacts, ImportFact

EXTRACTORS = ("javascript", "javascript_component", "javascript_tsx", "javascript_typescript")
PIECES = st.sampled_from(
    [
        "import a from './a'\n",
        "import type { b } from 'b'\n",
        'export * from "./c"\n',
        "const d = require('d')\n",
        "await import(`./e`)\n",
        "module.exports = { f }\n",
        "<script lang='ts'>",
        "</script>",
        "<!--",
        "/** @type {import('g').G} */\n",
        "// driftscan: allow x -- y\n",
        "`${",
        "}",
        "'",
        "{",
        "/*",
        "\r\n",
        "\x00",
        "\ufeff",
    ]
)
NEARLY = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=12).map("".join)


@pytest.mark.parametrize("name", EXTRACTORS)
@given(content=st.binary(max_size=200))
def test_arbitrary_bytes_give_facts(name: str, content: bytes) -> None:
    assert isinstance(load_extractor(name).extract(content), FileFacts)


@pytest.mark.parametrize("name", EXTRACTORS)
@given(text=NEARLY)
def test_lines_are_within_the_text_and_ascend(name: str, text: str) -> None:
    facts = load_extractor(name).extract(text.encode("utf-8", "surrogatepass"))
    lines = [fact.line for fact in facts.imports]
    assert lines == sorted(lines)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines)
    assert sum(problem.fatal for problem in facts.problems) <= 1


STATEMENTS = st.lists(
    st.sampled_from(
        [
            "import a from './a'",
            "import { b as c } from 'b'",
            "export { d } from './d'",
            "const e = require('e')",
            "function f() { return import('./f') }",
            "export const g = 1",
        ]
    ),
    max_size=6,
)
FILLER = st.sampled_from(["", "// note: import x from 'x'", "/* require('y') */", "   "])


@given(rows=st.lists(st.tuples(FILLER, STATEMENTS), max_size=4))
def test_blank_lines_and_comments_change_only_lines(rows: list[tuple[str, list[str]]]) -> None:
    plain = "".join(f"{each};\n" for _, statements in rows for each in statements)
    filled = "".join(
        f"{filler}\n" + "".join(f"{each};\n{filler}\n" for each in statements)
        for filler, statements in rows
    )
    assert _without_lines(plain) == _without_lines(filled)


def _without_lines(text: str) -> list[tuple[str, str, int, str]]:
    facts = load_extractor("javascript").extract(text.encode())
    assert not facts.problems
    return [(fact.module, fact.name, fact.context, fact.alias) for fact in facts.imports]


NAMES = st.sampled_from(["a", "b", "index", "a.test", "lib"])
PATHS = st.lists(
    st.builds(
        lambda folders, name, suffix: "/".join((*folders, name + suffix)).encode(),
        st.lists(st.sampled_from(["a", "lib", "src"]), max_size=2),
        NAMES,
        st.sampled_from([".ts", ".d.ts", ".js", ".mjs", ".vue"]),
    ),
    unique=True,
    max_size=8,
)
WRITTEN = st.sampled_from(["./a", "../a", ".", "./lib/", "./a.js", "a", "lib/a", "#a", "../../.."])


@settings(deadline=None)
@given(paths=PATHS, written=st.lists(WRITTEN, max_size=5), seed=st.integers(0, 99))
@example([b"a.ts", b"a/lib/a.ts", b"lib/a/index.ts"], ["lib/a"], 0)
def test_the_order_of_paths_does_not_matter(
    paths: list[bytes], written: list[str], seed: int
) -> None:
    facts = FileFacts(imports=tuple(ImportFact(name, "", 0, 1) for name in written))
    shuffled = sorted(paths)
    random.Random(seed).shuffle(shuffled)
    one, other = build_index(sorted(paths), {}, [], ()), build_index(shuffled, {}, [], ())
    assert list(one.modules) == list(other.modules)
    keys = [module.key for module in one.modules]
    assert keys == sorted(set(keys))
    for path in paths:
        found = one.resolve(path, facts)
        assert found == other.resolve(path, facts)
        assert all(0 <= each.target < len(paths) for each in found.internal)


PATTERN = st.text("ab*?/", max_size=12)
PATH = st.text("ab/", max_size=12)


@given(path=PATH)
def test_two_stars_fit_everything_and_a_path_fits_itself(path: str) -> None:
    assert matches("**", path)
    assert matches(path, path)


@given(pattern=PATTERN, path=PATH)
def test_stars_only_widen(pattern: str, path: str) -> None:
    if matches(pattern, path):
        assert matches("**/" + pattern, path)


def test_globs_of_many_stars_stay_quick() -> None:
    assert not matches("*a" * 200 + "b", "a" * 400)
    assert not matches("**/a/" * 100 + "b", "a/" * 200 + "c")
    assert len(braced("{" + ",".join("abc") * 100 + "}" * 3 + "{a,b}" * 50)) <= 64
