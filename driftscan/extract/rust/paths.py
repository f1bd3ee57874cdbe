"""Paths as they are written in Rust, `a::b::<T>::c`, as their segments."""

import re

Segments = tuple[str, ...]

SEPARATOR = "::"

# What may stand between the segments of a path.
_BLANK = re.compile(r"\s+|//[^\n]*|/\*.*?\*/", re.DOTALL)

PRIMITIVES = frozenset(
    "bool char str u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f16 f32 f64 f128".split()
)


def segments_of(text: str) -> Segments:
    """The segments up to the first generic argument; the first is '' after a leading `::`, and
    there is none where the path begins with a type, as in `<T as a::B>::c`."""
    if not text.isascii() or " " in text or "\n" in text or "/" in text or "\t" in text:
        text = _BLANK.sub("", text)
    text = text.partition("<")[0].removesuffix(SEPARATOR)
    if not text:
        return ()
    return tuple(part.removeprefix("r#") for part in text.split(SEPARATOR))


def names_module(segment: str) -> bool:
    """Whether a segment looks like a module or crate: types begin with a capital letter."""
    return segment[:1].islower() or segment[:1] == "_"


def joined(segments: Segments) -> str:
    """The text of a path."""
    return SEPARATOR.join(segments)


def up_to_type(segments: Segments) -> Segments:
    """Without what follows the first type: what belongs to a type is where the type is."""
    for at, segment in enumerate(segments):
        if segment[:1].isupper():
            return segments[: at + 1]
    return segments
