"""Names that a framework gives to folders by itself, where its settings don't say otherwise."""

import re

from msgspec import Struct

from driftscan.extract.bundler_config.patterns import Row, of_name
from driftscan.extract.bundler_config.places import Place
from driftscan.extract.javascript.bases import HERE

_SOURCES = re.compile(rb"""srcDir\s*:\s*['"]([^'"]+)['"]""")


class Default(Struct, frozen=True):
    """word: settings that hold it are the framework's. names: what it calls a folder, and which;
    of several the first that has the file."""

    word: bytes
    names: tuple[tuple[str, str], ...]


_DEFAULTS = (
    Default(b"laravel-vite-plugin", (("@/", "resources/js"),)),
    Default(b"@sveltejs/", (("$lib", "src/lib"),)),
)
# Up to version 3 the folder of the settings, since then `app` where there is one.
_NUXT = (b"defineNuxtConfig", b"nuxt")
_NUXT_NAMES = ("~/", "@/")
_NUXT_ROOT_NAMES = ("~~/", "@@/")


def defaults(content: bytes, said: set[str]) -> list[Row]:
    """said: the patterns that the settings themselves have."""
    rows = [
        row
        for default in _DEFAULTS
        if default.word in content
        for name, folder in default.names
        for row in of_name(name, Place(HERE, folder))
    ]
    if any(word in content for word in _NUXT):
        rows += _of_nuxt(content)
    return [(pattern, place) for pattern, place in rows if pattern not in said]


def _of_nuxt(content: bytes) -> list[Row]:
    found = _SOURCES.search(content)
    folders = [found[1].decode("utf-8", "replace")] if found else ["app", ""]
    rows = [
        row
        for folder in folders
        for name in _NUXT_NAMES
        for row in of_name(name, Place(HERE, folder))
    ]
    return [*rows, *(row for name in _NUXT_ROOT_NAMES for row in of_name(name, Place(HERE, "")))]
