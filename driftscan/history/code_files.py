"""Which files count as source code that people work on: by path, and by what is in them.

Tests, documentation, examples, migrations, vendored and generated files change for other reasons
than the code they accompany; the ranking was tested without them (docs/change-cost.md).
"""

import re

from driftscan.notation.translations import is_translation

_SUFFIXES = frozenset(
    b"py pyi js jsx ts tsx mjs cjs vue svelte go java kt kts scala rb php cs fs rs c h cc cpp hpp "
    b"swift ex exs erl clj dart lua pl groovy proto sql pyx m mm jl hs sh".split()
)
_FOLDERS = rb"""
    tests? test[-_]?(?:data|fixtures?|utils?|helpers?) testing __?tests?__? fixtures? specs? e2e
    integration[-_]tests? docs? doc_src docs_src documentation examples? samples? demos? vendor
    vendored vendors third[-_]party bower_components wwwroot/libs? node_modules dist build
    [Mm]igrations alembic versions_old snapshots?
    __snapshots__ __mocks__ mocks? locales? i18n generated gen _generated genproto smoke-test\w*
    \.github \.storybook benchmarks? [^/]+\.(?:[A-Z][A-Za-z]*)?Tests?
"""
_NAMES = rb"""
    test_[^/]* [^/]*\.(?:test|spec) [^/]*[-_.](?:stories|mock) conftest tests test(?=\.rs\Z)
    [^/]*[-_](?:test|spec)(?!\.[cm]?[jt]sx?\Z)
    [^/]*Tests? [^/]*IT setup
    [^/]*_pb2(?:_grpc)? [^/]*[._]pb [^/]*\.pb\.\w+ [^/]*\.generated [^/]*\.min [^/]*\.d
    zz_generated[^/]* _version [^/]*_string(?=\.go\Z) [^/]*\.gen
    [^/]*[.-](?:backup|bak|orig|old)
"""
_ACCOMPANIES = re.compile(
    rb"(?:^|/)(?:%b)/|(?:^|/)src/(?:test|testFixtures|intTest|dockerTest|integrationTest)/"
    rb"|(?:^|/)(?:%b)\.\w+\Z" % tuple(b"|".join(each.split()) for each in (_FOLDERS, _NAMES))
)
# A package begins with whose it is, a domain the wrong way round, and with what is made:
# `anthos.samples.bank` is no sample; `com.acme.shop.example` is an example.
_WHOSE = re.compile(
    rb"(?P<root>(?:^|/)src/main/(?:java|kotlin|scala|groovy)/)(?:[^/]+/){,3}", re.DOTALL
)
# And what a package is called after is what it is about, not what it is for: the specification of
# a language (`dsl.spec`), samples of a measure (`parser.sample`), the build of a plan.
_ABOUT = re.compile(rb"(?<=/)(?:specs?|samples?|snapshots?|build|dist)/")


# Translations, for which nobody writes code; but who makes and chooses them stands beside them.
_WORDS = re.compile(rb"(?:^|/)(?:locales?|i18n)(?=/)")


_MOCKS = re.compile(rb"(?:^|/)mocks?(?=/)")


def is_source(path: bytes) -> bool:
    """Whether a path ends as source code does, whatever it is for."""
    name = path[path.rfind(b"/") + 1 :]
    return name[name.rfind(b".") + 1 :] in _SUFFIXES and b"." in name


def is_product_code(path: bytes, inside: bytes = b"") -> bool:
    """Whether a path is source code of the product itself, as far as a path can tell.

    inside: the scanned directory. What it is called says nothing: whoever scans `examples/shop`
    asks about the shop. Nor do the first names of a package of Java, Kotlin, Scala or Groovy.
    """
    if not is_source(path):
        return False
    telling = _telling(path, inside + b"/")
    return not _ACCOMPANIES.search(telling) and not is_translation(telling)


def is_code_beside_words(path: bytes) -> bool:
    """Whether a path would be product code, were it not for a folder of translations around it: the
    ranking leaves all of that out, but `locales/install.ts` is used as any other file."""
    return _is_product_but_for(_WORDS, path)


def is_code_in_mocks(path: bytes) -> bool:
    """Whether a path would be product code, were it not for a folder of mocks around it."""
    return _is_product_but_for(_MOCKS, path)


def _is_product_but_for(folder: re.Pattern[bytes], path: bytes) -> bool:
    renamed = folder.sub(b"/words", path).lstrip(b"/")
    return renamed != path and not is_product_code(path) and is_product_code(renamed)


def _telling(path: bytes, above: bytes) -> bytes:
    """What of a path says what it is for."""
    begin = len(above) if path.startswith(above) else 0
    package = _WHOSE.search(path)
    if not package:
        return path[begin:]
    below = _ABOUT.sub(b"", b"/" + path[max(begin, package.end()) :])[1:]
    return path[begin : package.end("root")] + below
