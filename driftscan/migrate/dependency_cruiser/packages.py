"""Paths in node_modules and names of Node's modules, as words for packages."""

from collections.abc import Iterable

from msgspec import Struct

from driftscan.migrate.areas.parts import ANY, END, MARKS, START, WITHIN

ALL_PACKAGES = "external:*"
DEV_PACKAGES = "external:dev"
_MODULES = "node_modules"
_NO_NAME = MARKS | set("*?,; ")


class Packages(Struct, frozen=True):
    """What some arms of an expression mean of code from outside.

    words: whole packages. inside: (path, word) of what is only a part of a package. begins:
    (path, word) where the name may go on, so that other packages are meant too. vague: paths of
    packages that no word means.
    """

    words: tuple[str, ...] = ()
    inside: tuple[tuple[str, str], ...] = ()
    begins: tuple[tuple[str, str], ...] = ()
    vague: tuple[str, ...] = ()

    @property
    def are_named(self) -> bool:
        """Whether any are meant."""
        return bool(self.whole or self.vague)

    @property
    def whole(self) -> tuple[str, ...]:
        """The words, and those for packages of which only a part is meant."""
        return tuple(dict.fromkeys((*self.words, *(word for _, word in self.inside))))


def packages_of(arms: Iterable[str]) -> Packages:
    """The packages that arms mean."""
    words: dict[str, None] = {}
    inside, begins, vague = [], [], []
    for arm in arms:
        name, rest = _name(arm)
        word = _word(name)
        if not word:
            vague.append(_shown(arm))
        elif rest != WITHIN and rest.strip(ANY + END):
            inside.append((_shown(arm), word))
        else:
            words[word] = None
            if word != ALL_PACKAGES and _goes_on(arm, name):
                begins.append((_shown(arm), word))
    return Packages(tuple(words), tuple(inside), tuple(begins), tuple(vague))


def is_package(arm: str) -> bool:
    """A path within node_modules, or the bare name of a module of Node."""
    if _MODULES in arm:
        return True
    is_whole = arm.startswith(START) and arm.endswith(END)
    name = arm.strip(START + END)
    return is_whole and bool(name) and not set(name) & MARKS and _is_name(name)


def may_mean(vague: str, word: str) -> bool:
    """Whether a path that no word means may be of a package that one does."""
    if word in (ALL_PACKAGES, DEV_PACKAGES):
        return True
    prefix = vague.rpartition(f"{_MODULES}/")[2].partition("*")[0]
    return word.removeprefix("external:").startswith(prefix)


def _is_name(name: str) -> bool:
    return name.startswith(("@", "node:")) or not set(name) & set("/.")


def _name(arm: str) -> tuple[str, str]:
    """The name of the package that an arm is about, and what follows behind its slash."""
    text = arm.partition(_MODULES)[2] if _MODULES in arm else arm
    text = text.removeprefix(END).lstrip(START + "/").removeprefix("node:")
    if not text.strip(ANY + END):
        return "", ""
    parts = text.split("/")
    size = 2 if parts[0].startswith("@") else 1
    return "/".join(parts[:size]), "/".join(parts[size:])


def _word(name: str) -> str:
    """The word for packages of a name, of all for ''; '' where no word means them."""
    name = name.removesuffix(END)
    if not name:
        return ALL_PACKAGES
    is_scope = name.startswith("@") and not name.partition("/")[2]
    is_plain = not name.startswith(".") and not set(name) & _NO_NAME
    return f"external:{name}" if is_plain and not is_scope else ""


def _goes_on(arm: str, name: str) -> bool:
    """Whether the end of the name is open, as in `node_modules/lodash`."""
    is_closed = name.endswith(END) or f"{name}/" in arm
    is_open_before = _MODULES not in arm and not arm.startswith(START)
    return not is_closed or is_open_before


def _shown(arm: str) -> str:
    plain = arm.replace(START, "").replace(END, "")
    return "".join(char if char not in MARKS else "*" for char in plain).strip("*")
