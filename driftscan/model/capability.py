"""Capabilities: what a system has to do somehow, the packages that do it, and who uses which."""

from msgspec import Struct

HOME_MADE = "home-made"

# The language that a section of the catalogue is about. A standard library is a section too.
LANGUAGE_OF = {
    "pypi": "python",
    "python": "python",
    "npm": "javascript",
    "node": "javascript",
    "maven": "jvm",
    "jdk": "jvm",
    "go": "go",
    "golang": "go",
    "nuget": "csharp",
    "dotnet": "csharp",
    "packagist": "php",
    "php": "php",
    "rubygems": "ruby",
    "ruby": "ruby",
    "crates": "rust",
    "rust": "rust",
}
STANDARD = frozenset({"python", "node", "jdk", "golang", "dotnet", "php", "ruby", "rust"})


class Solution(Struct, frozen=True, kw_only=True):
    """A package, or a part of one, that does what a capability is about.

    package: as manifests name it; '*' at its end stands for any rest. imports: names as they stand
        in code, the longest that fits counts. explicit: they are written in the catalogue, so that
        other names of the package say nothing.
    family: solutions of one family are one way. purpose: only solutions for the same purpose
        compete. beside: families that it works with, '*' for all.
    """

    capability: str
    section: str
    package: str
    imports: tuple[str, ...]
    explicit: bool
    family: str
    purpose: str = ""
    beside: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """The language whose code names it."""
        return LANGUAGE_OF[self.section]


class Substitutes(Struct, frozen=True):
    """Families of one language of which a program needs one: where one is, another could stand in
    its place. does: what each does, in words that go on after their names."""

    language: str
    purpose: str
    families: frozenset[str]
    does: str


class Capability(Struct, frozen=True, kw_only=True):
    """Something that is best done in one way. tests: it is test code that does it."""

    name: str
    title: str
    about: str
    tests: bool = False
    solutions: tuple[Solution, ...] = ()
    substitutes: tuple[Substitutes, ...] = ()

    def work_of(self, language: str, purpose: str, family: str) -> str:
        """What a family does that others could do in its place, '' if it stands alone."""
        for each in self.substitutes:
            if (each.language, each.purpose) == (language, purpose) and family in each.families:
                return each.does
        return ""


class Catalogue(Struct, frozen=True):
    """All capabilities, sorted by name."""

    capabilities: tuple[Capability, ...]

    def get(self, name: str) -> Capability:
        """The capability of this name, which must be there."""
        return next(each for each in self.capabilities if each.name == name)


class Way(Struct, frozen=True, order=True):
    """One way of doing something: a family of packages of one language, or what somebody made.

    home_made: the component whose own it is, '' for a family of the catalogue.
    """

    capability: str
    purpose: str
    language: str
    family: str
    home_made: str = ""


class Use(Struct, frozen=True, order=True):
    """A file uses a solution. module: position in SystemGraph.modules. external: of the package in
    SystemGraph.externals, -1 for what is home-made. package: as the catalogue calls it, or the
    name of what is home-made. lines: evidence, ascending. why: of what is home-made, what shows it.
    """

    capability: str
    purpose: str
    language: str
    family: str
    package: str
    module: int
    external: int
    lines: tuple[int, ...]
    confidence: float = 1.0
    why: str = ""


class Uses(Struct, frozen=True):
    """Who uses what in a system, sorted. beside: of families of one language that do not compete,
    one pair for each order: (capability, language, family, other), '*' for any other."""

    found: tuple[Use, ...] = ()
    beside: frozenset[tuple[str, str, str, str]] = frozenset()

    def go_together(self, one: Way, other: Way) -> bool:
        """Whether two ways do not compete: one works with the other."""
        pairs = ((one, other), (other, one))
        return any(
            (a.capability, a.language, a.family, named) in self.beside
            for a, b in pairs
            for named in (b.family, "*")
        )


NO_USES = Uses()
