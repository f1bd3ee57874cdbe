"""What `__all__` says, equal to stdlib ast: on real files, on the cases, on generated modules."""

import sysconfig
import zlib
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from driftscan.extract.python import extractor
from driftscan.model.fact import FileFacts
from tests.extract_python.exports_oracle import exports_by_ast

_PLACES = ("stdlib", "purelib")
_SHARE = 24  # one file in so many, by its name; all of them were compared once by hand


def _files(place: str) -> list[Path]:
    every = sorted(Path(sysconfig.get_path(place)).rglob("*.py*"))
    chosen = [file for file in every if zlib.crc32(file.name.encode()) % _SHARE == 0]
    return [file for file in chosen if file.suffix in (".py", ".pyi") and file.is_file()]


def test_equal_on_real_files() -> None:
    compared = found = 0
    for file in sorted({file for place in _PLACES for file in _files(place)}):
        content = file.read_bytes()
        if b"__all__" not in content or (expected := exports_by_ast(content)) is False:
            continue
        assert extractor.extract(content).exports == expected, file
        compared += 1
        found += expected is not None
    assert compared > 20
    assert found > 15


def test_equal_on_the_cases() -> None:
    text = (Path(extractor.__file__).parent / "cases" / "exports.yaml").read_text("utf-8")
    compared = 0
    for case in yaml.safe_load(text):
        expected = exports_by_ast(case["source"].encode())
        if expected is not False:
            assert extractor.extract(case["source"].encode()).exports == expected, case["name"]
            compared += 1
    assert compared >= 10


_name = st.sampled_from(["a", "b", "c", "d"])
_text = st.builds(
    lambda prefix, quote, name: f"{prefix}{quote}{name}{quote}",
    st.sampled_from(["", "r", "u"]),
    st.sampled_from(["'", '"', '"""']),
    _name,
)
_gap = st.sampled_from(["", " ", "\n", "  # __all__ = ['x']\n", "\\\n"])
_item = st.one_of(
    _text,
    st.builds(lambda first, second: f"{first} {second}", _text, _text),
    st.builds(lambda text: f"({text})", _text),
    st.sampled_from(["*other", "x.y", 'f"{x}"', "b'a'", "g('a', [1])", "'a' + x", "1"]),
)


@st.composite
def _list(draw: st.DrawFn) -> str:
    items = draw(st.lists(_item, max_size=3))
    opener, closer = draw(st.sampled_from([("[", "]"), ("(", ")")]))
    comma = "," if opener == "(" and len(items) == 1 and draw(st.booleans()) else ""
    inside = f"{draw(_gap)},{draw(_gap)}".join(items)
    return f"{opener}{draw(_gap)}{inside}{comma}{draw(_gap)}{closer}"


_value = st.recursive(
    st.one_of(_list(), st.sampled_from(["sub.__all__", "__all__", "list(x)", "x * ['a']", "'ab'"])),
    lambda inner: st.one_of(
        st.builds(lambda first, second: f"{first} + {second}", inner, inner),
        st.builds(lambda value: f"({value})", inner),
        st.builds(lambda first, second: f"{first} if x else {second}", inner, inner).map(
            lambda text: f"({text})"
        ),
    ),
    max_leaves=4,
)
_statement = st.one_of(
    st.builds("__all__ = {}".format, _value),
    st.builds("__all__: list[str] = {}".format, _value),
    st.builds("__all__ += {}".format, _value),
    st.builds("__all__.extend({})".format, _value),
    st.builds("__all__.append({})".format, _item.filter(lambda text: not text.startswith("*"))),
    st.builds("__all__.remove({})".format, _text),
    st.builds("__all__ += {}, {}".format, _text, _text),
    st.sampled_from(
        [
            "__all__: list[str]",
            "__all__",
            "__all__.sort()",
            "__all__.clear()",
            "a = __all__",
            "a, __all__ = x",
            "del __all__",
            "print(__all__, x=__all__)",
            "from x import __all__",
            "x = [__all__.append(y) for y in z]",
            "assert 'a' in __all__",
            "x = 1; __all__ = ['z']",
            "__all__ -= ['a']",
            "__all__[:] = ['a']",
            "x = '__all__ = []'",
        ]
    ),
)
_block = st.sampled_from(
    ["if x:", "try:", "for a in b:", "with x:", "class C:", "def f():", "async def g(a: __all__):"]
)


@st.composite
def _module(draw: st.DrawFn) -> str:
    lines = []
    for statement in draw(st.lists(_statement, min_size=1, max_size=5)):
        block = draw(st.one_of(st.none(), _block))
        if block is None:
            lines.append(statement)
        else:
            # What follows a newline in brackets or a string may stand anywhere.
            lines += [block, f"    {statement}"]
            lines += ["finally: pass"] if block == "try:" else []
    return "\n".join(lines) + "\n"


@given(_module())
def test_equal_on_generated_modules(source: str) -> None:
    expected = exports_by_ast(source.encode())
    if expected is not False:
        assert extractor.extract(source.encode()).exports == expected


@pytest.mark.parametrize(
    "source",
    [
        "__all__ = " + "(" * 5000,
        "__all__ = " + "[" * 100 + "]" * 100,
        "__all__ = [" + "'a'," * 100_000 + "]",
        "__all__ = ['a' +\n" * 2000,
        "__all__ = x\n" * 5000,
        "__all__ = f'{" * 50,
        "if x: __all__" * 3000,
    ],
    ids=lambda source: source[:16],
)
def test_hostile_text_is_read_in_time(source: str) -> None:
    assert isinstance(extractor.extract(source.encode()), FileFacts)
