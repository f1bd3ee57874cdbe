"""Code in languages whose imports are not read: what a graph of modules says nothing of."""

from collections import Counter
from collections.abc import Mapping

from driftscan.extract.registry import EXTRACTORS
from driftscan.stages.map import Map

# Programs and scripts, pages with code in them, and what is asked of a store. Not what others are
# made from, and settings.
_LANGUAGES = frozenset(
    b"adb ads asm awk bash bas bat c cbl cc clj cljc cljs cmd coffee cpp cr cshtml cu "
    b"cxx d dart ejs el elm erb erl ex exs f90 fish fs fsx ftl gd go groovy gsp h haml hbs hh hpp "
    b"hrl hs hx hxx java jelly jl js jsp jspx jsx kt lisp lua m mjs ml mli mm mojo nim pas peb php "
    b"pl pm ps1 psm1 pug py pyx r R razor rb rkt rs s S scala scm sh slim sol sql st sv swift tcl "
    b"tf ts tsx twig v vala vb vbs vhd vm vue svelte zig zsh".split()
)


def unread_code(system: Map) -> Mapping[str, int]:
    """How many files there are of each such ending, without its dot."""
    read = {
        suffix.removeprefix(b".")
        for extractor in EXTRACTORS.values()
        if extractor.language
        for suffix in extractor.suffixes
    }
    wanted = _LANGUAGES - read
    files = system.source.list(lambda name: _ending(name) in wanted).files
    return Counter(_ending(file.path).decode() for file in files)


def _ending(path: bytes) -> bytes:
    name = path.rpartition(b"/")[2]
    return name.rpartition(b".")[2] if b"." in name else b""
