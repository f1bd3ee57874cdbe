"""Functions that others call by their name: where a program begins, where a framework lets it be
put together, and what an interface for converters asks for. They are alike in what they are for."""

import re
from collections.abc import Iterable

# `main`, `Startup`, `convert`: with nothing behind it that would say what of.
_ALONE = frozenset(
    "main bootstrap startup start setup init initialize initialise configure register convert "
    "transform map parse serialize deserialize import export".split()
)
# `create_app`, `BuildWebHost`, `configureServices`: puts together what the framework runs.
_PUTTING = frozenset(
    "create build make new get init initialize initialise setup configure register add use start "
    "run".split()
)
_PUT = frozenset(
    "app application web server host program service middleware container module dependency "
    "pipeline builder router route logging".split()
)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def are_frames(names: Iterable[str]) -> bool:
    """Whether all functions are called so."""
    return all(map(_is_frame, names))


def _is_frame(name: str) -> bool:
    if name.startswith("__"):  # a constructor's, and what else the language itself calls
        return False
    words = [word.lower() for word in _WORD.findall(name)]
    if len(words) > 1 and words[-1] == "async":
        words.pop()
    if len(words) < 2:
        return bool(words) and words[0] in _ALONE
    return words[0] in _PUTTING and all(map(_is_put, words[1:]))


def _is_put(word: str) -> bool:
    """In one or in several: `services`, `dependencies`."""
    ends = word, word.removesuffix("s"), f"{word.removesuffix('ies')}y"
    return any(each in _PUT for each in ends)
