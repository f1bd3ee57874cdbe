"""What can be told of a module's name by itself: what kind it is, which package it names."""

import re

from driftscan.extract.javascript.layout import COMPONENT_SUFFIXES, split_suffix
from driftscan.extract.possessive import compiled

MODULE_SUFFIXES = frozenset(
    (".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts", *COMPONENT_SUFFIXES)
)
# Files that bundlers take in, but which are not modules that anything is imported from here.
_ASSETS = frozenset(
    f".{suffix}"
    for suffix in """
    json json5 jsonc css scss sass less styl stylus pcss postcss svg png jpg jpeg gif webp avif ico
    bmp apng woff woff2 ttf otf eot mp3 mp4 wav ogg webm flac aac mov pdf txt md mdx html htm xml
    yaml yml toml csv tsv graphql gql proto wasm node glsl vert frag wgsl hbs ejs pug jade njk
    mustache handlebars tpl template map webmanifest manifest sql bin dat lock snap env astro marko
    coffee gz zip pem key crt hdr exr glb gltf obj fbx ftl po lottie riv sh py rs
    """.split()
)
# Modules that a package makes while a program is built, under names that no package can have.
MADE_BY = {
    "~icons": "unplugin-icons",
    "~pages": "vite-plugin-pages",
    "~react-pages": "vite-plugin-pages",
}
_QUERIES_OF_TEXT = compiled(r"\?(?:[^#]*&)?(?:raw|url|inline|no-inline)(?:[&=]|$)")
_QUERY_OF_WORKER = re.compile(r"[?&](?:shared)?worker(?:[&=]|$)")
_LOADERS_OF_TEXT = re.compile(r"(?:^|!)(?:raw|file|url|text)(?:-loader)?(?:[!?]|$)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PACKAGE_NAME = re.compile(r"(?:@[A-Za-z0-9._~-]+/)?[A-Za-z0-9_.][A-Za-z0-9._~-]*")


def bare(specifier: str) -> str:
    """The name without what is said to loaders and bundlers: `raw!./x`, `./x?worker`."""
    if "!" in specifier:
        specifier = specifier.rpartition("!")[2]
    return specifier.partition("?")[0]


def is_text(specifier: str) -> bool:
    """Whether a bundler is asked for the text or address of a file instead of its exports; a
    worker is run, however its code gets there."""
    loaders, _, name = specifier.rpartition("!")
    if loaders and _LOADERS_OF_TEXT.search(loaders):
        return True
    if "?" not in name or _QUERY_OF_WORKER.search(name):
        return False
    return _QUERIES_OF_TEXT.search(name) is not None


def is_asset(specifier: str) -> bool:
    """Whether the last part of a name ends like a file that is no module."""
    return split_suffix(specifier)[1].lower() in _ASSETS


def is_relative(specifier: str) -> bool:
    """Whether the name is a path that begins at the importing file."""
    return specifier in (".", "..") or specifier.startswith(("./", "../"))


def has_scheme(specifier: str) -> bool:
    """Whether the name is an address, as `https://...` or `virtual:...`."""
    return _SCHEME.match(specifier) is not None


def package_of(specifier: str) -> tuple[str, str]:
    """The package and what is wanted of it: ('@a/b', './c') for `@a/b/c`, '.' for all of it."""
    parts = specifier.split("/")
    length = 2 if specifier.startswith("@") else 1
    name, rest = "/".join(parts[:length]), "/".join(parts[length:])
    return name, f"./{rest}" if rest else "."


def may_be_package(name: str) -> bool:
    """Whether the registry could have a package of this name."""
    return _PACKAGE_NAME.fullmatch(name) is not None
