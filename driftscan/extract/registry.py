"""Every extractor and language there is, and which files each one claims."""

import os
import re
from functools import lru_cache
from importlib import import_module
from typing import cast

from msgspec import Struct

from driftscan.extract.protocol import Extractor, Language


class Entry(Struct, frozen=True):
    """One extractor. A file is claimed by its base name alone.

    language: the language of the modules it reads; '' for a manifest.
    grammar: distribution of the parser whose version decides the result too; '' for our own.
    """

    module: str
    suffixes: tuple[bytes, ...] = ()
    names: tuple[bytes, ...] = ()
    pattern: bytes = b""
    language: str = ""
    grammar: str = ""


EXTRACTORS = {
    "python": Entry(
        "driftscan.extract.python.extractor",
        suffixes=(b".py", b".pyi", b".pyw"),
        language="python",
    ),
    "pyproject": Entry("driftscan.extract.pyproject.extractor", names=(b"pyproject.toml",)),
    "setup_cfg": Entry("driftscan.extract.setup_cfg.extractor", names=(b"setup.cfg",)),
    "setup_py": Entry("driftscan.extract.setup_py.extractor", names=(b"setup.py",)),
    "pipfile": Entry("driftscan.extract.pipfile.extractor", names=(b"Pipfile",)),
    "requirements": Entry(
        "driftscan.extract.requirements.extractor",
        pattern=rb"(?:.*[-_.])?requirements(?:[-_.].*)?\.(?:txt|in)",
    ),
}

LANGUAGES = {"python": "driftscan.extract.python.language"}


def extractors_for(path: bytes) -> tuple[str, ...]:
    """Names of the extractors that claim a file, the language's own first."""
    return _by_name(path.rpartition(b"/")[2])


def claims(name: bytes) -> bool:
    """Whether any extractor reads a file of this base name."""
    return bool(extractors_for(name))


def load_extractor(name: str) -> Extractor:
    """The extractor's module, imported when first needed."""
    return cast(Extractor, import_module(EXTRACTORS[name].module))


def load_language(name: str) -> Language:
    """The language's module, imported when first needed."""
    return cast(Language, import_module(LANGUAGES[name]))


def language_of(path: bytes) -> str:
    """The language of a file's modules; '' for a manifest."""
    for name in extractors_for(path):
        if EXTRACTORS[name].language:
            return EXTRACTORS[name].language
    return ""


@lru_cache(maxsize=1 << 16)
def _by_name(name: bytes) -> tuple[str, ...]:
    """Asked several times for each file of a tree, and trees repeat their names."""
    suffix = os.path.splitext(name)[1]
    return tuple(
        extractor
        for extractor, entry in EXTRACTORS.items()
        if suffix in entry.suffixes
        or name in entry.names
        or (entry.pattern and re.fullmatch(entry.pattern, name))
    )
