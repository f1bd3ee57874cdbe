"""What holds for every Ruby source, valid or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driftscan.extract.gemfile.extractor import extract as extract_gemfile
from driftscan.extract.gemspec.extractor import extract as extract_gemspec
from driftscan.extract.ruby.extractor import extract
from tests.bounded import bounded
from tests.placed import lines_of, stands_in

PIECES = st.sampled_from(
    [
        "module A\n",
        "class B < C\n",
        "class ::D::E; F; end\n",
        "def g(h = I) = raise J, 'k'\n",
        "end\n",
        "require 'l'\n",
        'require_relative "#{m}"\n',
        "autoload :N\n",
        "autoload :O, 'p'\n",
        "Q, R = 1, 2\n",
        "s::T ||= U\n",
        "<<~V\n",
        "V\n",
        "gem 'w', group: :test\n",
        "group :x do\n",
        "y.name = 'z'\n",
        "=begin\n",
        "=end\n",
        "# driftscan: allow x -- y\n",
        "#{",
        "}",
        '"',
        "'",
        "%w[",
        "::",
        "\x00",
        "É",
    ]
)
NEARLY = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=12).map("".join)


@given(content=st.binary(max_size=200))
def test_arbitrary_bytes_give_facts(content: bytes) -> None:
    extract(content)
    extract_gemfile(content)
    extract_gemspec(content)


@given(text=NEARLY)
def test_nearly_valid_text_gives_facts_with_lines_in_the_file(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    facts = extract(content)
    assert stands_in(content, facts)
    assert [use.name for use in facts.uses] == sorted({use.name for use in facts.uses})
    extract_gemfile(content)
    extract_gemspec(content)


SOUND = [
    "module A; B; end",
    "class C < D; include E; end",
    "require 'f'",
    "require_relative 'g'",
    "H::I.j(K)",
    "L = M",
    "autoload :N, 'o'",
]


@given(
    statements=st.lists(st.sampled_from(SOUND), max_size=6),
    fillers=st.lists(st.sampled_from(["\n", "# X\n", "  # require 'y'\n"]), max_size=6),
)
def test_comments_and_blank_lines_change_only_lines(
    statements: list[str], fillers: list[str]
) -> None:
    plain, padded = "\n".join(statements), "".join(fillers) + "\n".join(statements)
    one, other = extract(plain.encode()), extract(padded.encode())
    assert [line + len(fillers) for line in lines_of(one)] == lines_of(other)
    assert [use.name for use in one.uses] == [use.name for use in other.uses]
    assert one.declarations == other.declarations


@pytest.mark.parametrize(
    "content",
    [
        b"(" * 8_000,
        b"a = " + b"[" * 8_000,
        b"A; " * 8_000,
        b"module A; B; " * 2_000,
        b"x = 'a'" + b" + A" * 5_000,
        b"A" + b"::B" * 3_000,
        b"require 'a'\n" * 5_000,
        b"def x" * 5_000,
        b"def x = " * 5_000 + b"raise",
        b"A.b(" * 2_000,
        b"if a\n" * 3_000,
    ],
    ids=lambda content: content[:12].decode(),
)
def test_depth_and_length_stay_cheap(content: bytes) -> None:
    with bounded():
        facts = extract(content)
    assert stands_in(content, facts)
