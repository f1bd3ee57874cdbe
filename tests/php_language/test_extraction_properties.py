"""What holds for every PHP source, valid or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.extract.php.extractor import extract
from tests.bounded import bounded
from tests.placed import lines_of, stands_in

PIECES = st.sampled_from(
    [
        "<?php\n",
        "?>",
        "namespace A\\B;\n",
        "namespace C {",
        "use D\\{E, F as G,};\n",
        "use function H\\i;\n",
        "new J(K::L);\n",
        "require __DIR__ . '/m.php';\n",
        "require $n;\n",
        "#[O(P)]\n",
        "class Q extends R { use S; }\n",
        "function t(U|V $w = X): ?Y {}\n",
        "define('Z', 1);\n",
        "define(",
        "dirname(__FILE__, 99)",
        "<<<TXT\n",
        "TXT;\n",
        "}",
        "(",
        '"',
        "'",
        "/*",
        "// driftscan: allow x -- y\n",
        "\\",
        "\x00",
        "é",
    ]
)
NEARLY = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=12).map("".join)


@given(content=st.binary(max_size=200))
def test_arbitrary_bytes_give_facts(content: bytes) -> None:
    for source in (content, b"<?php " + content):
        facts = extract(source)
        assert stands_in(source, facts)


@given(text=NEARLY)
def test_nearly_valid_text_gives_facts_with_lines_in_the_file(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    facts = extract(content)
    assert stands_in(content, facts)
    assert [use.name for use in facts.uses] == sorted({use.name for use in facts.uses})


SOUND = [
    "namespace A;",
    "use B\\C;",
    "use D\\{E, F};",
    "new G;",
    "h(I);",
    "require __DIR__ . '/j.php';",
    "class K extends L { use M; }",
    "$n instanceof O;",
]


@given(
    statements=st.lists(st.sampled_from(SOUND), max_size=6),
    fillers=st.lists(st.sampled_from(["\n", "// new X;\n", "/* use Y; */\n", "# z\n"]), max_size=6),
)
def test_comments_and_blank_lines_change_only_lines(
    statements: list[str], fillers: list[str]
) -> None:
    plain = "<?php\n" + "\n".join(statements)
    padded = "<?php\n" + "".join(fillers) + "\n".join(statements)
    one, other = extract(plain.encode()), extract(padded.encode())
    moved = len(fillers)
    assert [line + moved for line in lines_of(one)] == lines_of(other)
    assert [use.name for use in one.uses] == [use.name for use in other.uses]
    assert one.declarations == other.declarations


@pytest.mark.parametrize(
    "content",
    [
        b"<?php " + b"(" * 8_000,
        b"<?php $a = " + b"[" * 8_000,
        b"<?php " + b"new A;" * 5_000,
        b"<?php " + b"use A\\{B," * 5_000,
        b"<?php $x = 'a'" + b" . 'a'" * 8_000 + b";",
        b"<?php require 'a'" + b" . 'a'" * 8_000 + b";",
        b"<?php require " + b"dirname(" * 5_000 + b"__DIR__" + b")" * 5_000 + b";",
        b"<?php " + b"namespace A { " * 2_000,
        b"<?php /*" + b"*" * 200_000,
        b"<?php " + b"if (a) " * 5_000,
        b"<?php " + b"class A { function f() { " * 2_000,
    ],
    ids=lambda content: content[:20].decode(),
)
def test_depth_and_length_stay_cheap(content: bytes) -> None:
    with bounded():
        facts = extract(content)
    assert stands_in(content, facts)
