"""Files of variables that a manifest expects, and what stands in for those not committed."""

import re
from collections.abc import Collection

# What people are told to copy.
_EXAMPLES = (
    *(b".env.example", b".env.sample", b".env.dist", b".env.template", b".env.default"),
    *(b"env.example", b"env.sample", b"example.env", b"sample.env", b".env-example"),
)


_EXAMPLE = re.compile(rb".*env.*(?:example|sample|dist|template|default)|(?:example|sample)\.env")


def is_example(file: bytes) -> bool:
    """Whether a file only stands in for one that is not committed."""
    return bool(_EXAMPLE.fullmatch(file.rpartition(b"/")[2]))


def in_its_place(file: bytes, known: Collection[bytes]) -> bytes | None:
    """The file itself, or the example beside it: `.env.example` of `.env`, `api.env.example` of
    `api.env`; None if there is neither."""
    folder, slash, name = file.rpartition(b"/")
    examples = (name + b".example", name + b".sample", name + b".dist", name + b".template")
    others = _EXAMPLES if name == b".env" else ()
    names = (name, *examples, *others)
    return next((path for each in names if (path := folder + slash + each) in known), None)
