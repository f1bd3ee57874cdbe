"""Files that hold a program's words in one human language: `lang/de/orders.php`,
`messages/pt_BR/app.php`, `i18n/zh-CN.json`."""

import re

# By ISO 639, but for those that are short for a language of programs as well (`ts`, `rs`, `ml`).
_TONGUES = rb"""
    af ar az be bg bn bs ca cs cy cz da de el en eo es et eu fa fi fr ga gd gl he hi hr hu hy id is
    it ja ka kk km ko ku lt lv mk mn ms my nb ne nl nn no oc pl pt ro ru sk sl sq sr sv sw ta te th
    tr uk ur uz vi zh
"""
_OF_ONE_TONGUE = re.compile(
    rb"(?:^|/)(?:lang|translations|messages|locales?|i18n)/(?:%b)(?:[-_]\w+)?(?:/.+)?"
    rb"\.(?:php|[cm]?[jt]s|rb|py|json|ya?ml|properties)\Z" % b"|".join(_TONGUES.split())
)


def is_translation(path: bytes) -> bool:
    """Whether a file is of one tongue, as its folder and its name tell."""
    return _OF_ONE_TONGUE.search(path) is not None
