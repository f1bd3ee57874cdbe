"""What a file declares, as texts that say what other files need to know of it, and back."""

import re
from collections.abc import Iterator

from msgspec import Struct

from driftscan.extract.rust.paths import Segments, joined, names_module
from driftscan.extract.rust.structure import Declared, Structure

_FORM = re.compile(
    r"(?P<kind>mod|use|open|made|crate|include|macro|test)(?: (?P<name>[^ ]+))?(?P<inline> \{\})?"
    r"(?P<public> \[pub\])?"
    r'(?P<test> \[test\])?(?P<macros> \[macros\])?(?: (?P<how>at|maybe) "(?P<place>[^"]*)")?'
)


class Declaration(Struct, frozen=True):
    """One thing that a file declares.

    kind: 'mod'; 'use' for a name that an import binds, or a type with a small letter; 'open' for a
    module in which globs may bring in more names, 'made' for one in which macros may define more
    modules; 'crate' for an `extern crate` (place: its name); 'include' (place: the path); 'macro';
    'test' for a file that is there for tests only.
    name: with the inline modules around. how: 'at' for `#[path]`, 'maybe' for one under cfg_attr.
    """

    kind: str
    name: Segments = ()
    inline: bool = False
    public: bool = False
    test: bool = False
    macros: bool = False
    how: str = ""
    place: str = ""

    def text(self) -> str:
        """As a line of text."""
        name = f" {joined(self.name)}" if self.name else ""
        place = f' {self.how} "{self.place}"' if self.how else ""
        flags = (
            " {}" * self.inline
            + " [pub]" * self.public
            + " [test]" * self.test
            + " [macros]" * self.macros
        )
        return f"{self.kind}{name}{flags}{place}"


def read_declaration(text: str) -> Declaration:
    """The declaration that a text says."""
    form = _FORM.fullmatch(text)
    if form is None:
        return Declaration("")
    return Declaration(
        form["kind"],
        tuple((form["name"] or "").split("::")) if form["name"] else (),
        bool(form["inline"]),
        bool(form["public"]),
        bool(form["test"]),
        bool(form["macros"]),
        form["how"] or "",
        form["place"] or "",
    )


def places_of(module: Declared) -> list[tuple[str, str]]:
    """Where a module's file is said to be: ('at' or 'maybe', path), or ('', '') for where modules
    usually are."""
    if module.marks.path:
        return [("at", module.marks.path)]
    return [("", ""), *(("maybe", path) for path in module.marks.maybe)]


def declarations_of(structure: Structure) -> tuple[str, ...]:
    """Everything that a file declares and that others may need to know; sorted."""
    found = [_module(module, *place) for module in structure.modules for place in places_of(module)]
    found += _names(structure)
    found += [Declaration("open", scope.names) for scope in structure.open if not scope.around]
    found += [Declaration("made", scope.names) for scope in structure.made if not scope.around]
    found += [
        Declaration("crate", (crate.alias or crate.name,), how="at", place=crate.name)
        for crate in structure.crates
    ]
    found += [Declaration("macro", (*scope.names, name)) for name, scope in structure.shared]
    if structure.test:
        found.append(Declaration("test"))
    return tuple(sorted({each.text() for each in found}))


def _names(structure: Structure) -> Iterator[Declaration]:
    """Names that could be those of modules but are not."""
    for each in structure.used:
        name = each.leaf.bound
        if name and names_module(name) and each.scope.around is None:
            yield Declaration("use", (*each.scope.names, name))
    for scope in (structure.top, *structure.inner):
        for name in filter(names_module, scope.types):
            yield Declaration("use", (*scope.names, name))


def _module(module: Declared, how: str, place: str) -> Declaration:
    return Declaration(
        "mod",
        (*module.scope.names, module.name),
        module.inline,
        module.public,
        module.marks.test,
        module.marks.macros,
        how,
        place,
    )
