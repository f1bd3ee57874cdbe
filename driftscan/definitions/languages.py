"""Languages of files: whose definitions may use each other's, and which show something."""

_LANGUAGES = (
    frozenset((b"ts", b"tsx", b"mts", b"cts", b"js", b"jsx", b"mjs", b"cjs", b"vue", b"svelte")),
    frozenset((b"java", b"kt", b"kts")),
    frozenset((b"py", b"pyi")),
)


def language_of(path: bytes) -> frozenset[bytes]:
    """The endings of a path's language."""
    ending = path.rpartition(b".")[2].lower()
    known = (each for each in _LANGUAGES if ending in each)
    return next(known, frozenset((ending,)))


_COMPILED = frozenset((b"java", b"kt", b"kts", b"cs", b"rs"))


def is_script(path: bytes) -> bool:
    """Whether a file is of JavaScript or TypeScript."""
    return path.rpartition(b".")[2].lower() in _LANGUAGES[0]


def is_compiled(path: bytes) -> bool:
    """Whether a program of such files knows its types by name, and not by what they have: what it
    is handed it must turn into its own."""
    return path.rpartition(b".")[2].lower() in _COMPILED


# Files of what a page shows.
_SHOWING = (b".tsx", b".jsx", b".vue", b".svelte", b".component.ts")


def shows(path: bytes) -> bool:
    """Whether a file shows something on a page."""
    return path.endswith(_SHOWING)
