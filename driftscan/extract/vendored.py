"""Folders into which code of others is copied, by the names that ecosystems have for them.

| folder                                            | whose                                   |
|---------------------------------------------------|-----------------------------------------|
| `third_party`, `third-party`, `3rdparty`          | C, Chromium, Bazel                      |
| `bower_components`, `node_modules`                | Bower, npm                              |
| `wwwroot/lib`, `wwwroot/libs`                     | ASP.NET's LibMan, ABP                   |
| `vendored`, `_vendor`                             | Python                                  |
| `vendor` at the top, and where a server finds     | Rails, Laravel, Symfony, Django         |
| what browsers load: `public/vendor`, `js/vendor`  |                                         |

A package `vendor` further down may be about who sells things.
"""

import re

_FOLDERS = re.compile(
    rb"(?:^|/)(?:third[-_]?party|3rd[-_]?party|bower_components|node_modules|wwwroot/libs?)/"
    rb"|(?:^|/)(?:vendored|_vendor)/|^vendors?/"
    rb"|(?:^|/)(?:public|static|assets|wwwroot|js|javascripts?|scripts|lib)/vendors?/"
)


def is_vendored_path(path: bytes) -> bool:
    """Whether a path stands in such a folder."""
    return _FOLDERS.search(path) is not None
