"""Folders into which code of others is copied, by the names that ecosystems have for them.

| folder                                            | whose                                   |
|---------------------------------------------------|-----------------------------------------|
| `bower_components`, `node_modules`                | Bower, npm                              |
| `wwwroot/lib`, `wwwroot/libs`                     | ASP.NET's LibMan, ABP                   |
| `vendored`, `_vendor`                             | Python                                  |
| `third_party`, `3rdparty`, `vendor` at the top,   | C, Bazel, Rails, Laravel, Symfony,      |
| and where a server finds what browsers load:      | Django                                  |
| `public/vendor`, `js/vendor`; scripts and styles  |                                         |
| further down there: `static/js/src/vendor`        |                                         |

Further down they are what they speak of: a package `thirdparty` is about signing in elsewhere, one
called `vendor` about who sells things.
"""

import re

_FOLDERS = re.compile(
    rb"(?:^|/)(?:bower_components|node_modules|wwwroot/libs?|vendored|_vendor)/"
    rb"|(?:^|(?:^|/)(?:public|static|assets|wwwroot|js|javascripts?|scripts|lib)/)"
    rb"(?:vendors?|third[-_]party|3rd[-_]?party)/"
    rb"|(?:^|/)(?:public|static|assets|wwwroot)/(?:[^/]+/){1,4}vendors?/.*\.(?:js|css|scss|less)\Z"
)


def is_vendored_path(path: bytes) -> bool:
    """Whether a path stands in such a folder."""
    return _FOLDERS.search(path) is not None
