"""Which files are scripts and settings by which a product is built, run or tested by developers."""

import re

_BUILD = re.compile(
    rb"(?:^|/)(?:scripts?|hack|dev|tooling|[^/]*\be2e\b[^/]*|build[-_]?(?:tools?|scripts?)|buildSrc|\.[^/]+)/"
    rb"|(?:^|/)(?:build\.rs|[Gg]ulpfile[^/]*|[Gg]runtfile[^/]*|[Rr]akefile|webpack[^/]*"
    rb"|[^/]*\.config\.\w+|[tT]est[-_]?(?:[uU]til|[hH]elper|[sS]etup)\w*\.\w+)\Z"
)


def is_for_building(path: bytes) -> bool:
    """Whether a path is that of such a file: what it uses is no choice of the product's."""
    return _BUILD.search(path) is not None
