"""Names as the compiler knows them: keywords are none, and letters have one normal form."""

# The hard keywords of every Python since 3.7; soft ones (match, case, type, lazy) are names.
KEYWORDS = frozenset(
    "False None True and as assert async await break class continue def del elif else except "
    "finally for from global if import in is lambda nonlocal not or pass raise return try while "
    "with yield".split()
)


def identifier(word: str) -> str:
    """The word in its normal form (NFKC, as the compiler does), or '' if it is no name."""
    if word in KEYWORDS or not word.isidentifier():
        return ""
    if word.isascii():
        return word
    import unicodedata

    return unicodedata.normalize("NFKC", word)
