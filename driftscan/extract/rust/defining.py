"""Whether a Rust file defines a name itself, by the look of its lines."""

import re

_ITEM = (
    rb"\b(?:struct|enum|union|trait|type|fn|mod|const|static|macro_rules!)\s+(?:mut\s+)?(?:r#)?%b\b"
)


def defines(content: bytes, name: str) -> bool:
    """Whether an item of that name stands anywhere in it, one inside of another included."""
    word = re.escape(name.encode("utf-8", "surrogateescape"))
    return re.search(_ITEM % word, content) is not None
