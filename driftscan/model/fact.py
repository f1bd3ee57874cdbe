"""Facts: what one file says by itself, before anything is resolved against other files."""

from enum import IntFlag

from msgspec import Struct


class ImportContext(IntFlag):
    """Where an import statement stands; decides its kind and confidence, never its existence."""

    PLAIN = 0
    DEFERRED = 1  # inside a function: runs when called
    GUARDED = 2  # inside try: its failure may be handled
    CONDITIONAL = 4  # under if/while/match: may never run
    TYPE_ONLY = 8  # under TYPE_CHECKING: read by type checkers only
    DYNAMIC = 16  # import_module("x") or __import__("x") with a literal
    LAZY = 32  # `lazy import x` (PEP 810)
    REEXPORT = 64  # passes on what it takes: `export ... from`, `pub use`
    STATIC = 128  # names a member of a type, or a function: `import static`, `use function`
    GLOBAL = 256  # holds for every file of the project: C#'s `global using`
    INHERITS = 512  # names a type that a type of the file extends or implements
    VALUE = 1024  # of a use: stands where a value may have that name as well as a type
    REQUIRED = 2048  # by require(), which a package may answer otherwise than an import
    ERASED = (
        4096  # its names stand for types alone: a compiler leaves it out, unless told to keep it
    )
    UNUSED = 8192  # no code of the file names what it brings, at most a comment does


class ImportFact(Struct, frozen=True, array_like=True, gc=False):
    """One name that one import statement brings in.

    module: the module as written, without Python's leading dots; '' in `from . import x`.
    name: the imported name in `from m import name`, '*' for a star, '' for `import m`.
    level: number of leading dots; 0 is absolute.
    line: 1-based line where the statement begins.
    context: bits of ImportContext.
    alias: the bound name where `as` changes it, else ''.
    """

    module: str
    name: str
    level: int
    line: int
    context: int = 0
    alias: str = ""


class UseFact(Struct, frozen=True, array_like=True, gc=False):
    """A name in the code that may lead to another file without an import of its own: a type of the
    same package, a fully qualified name, a constant that is loaded when it is first used.

    name: as written, without blanks in it. lines: 1-based, ascending, each once.
    context: bits of ImportContext, of all its places together.
    """

    name: str
    lines: tuple[int, ...]
    context: int = 0


PROGRAM = "program"
"""The SettingFact by which a manifest names a program that it installs: values are its form
('console-script', 'npm-bin', 'npm-start', 'meteor-main', 'composer-bin', 'gem-executable') and its
name."""


class SettingFact(Struct, frozen=True, array_like=True, gc=False):
    """A manifest says something that only its own language understands, as `paths` in a
    tsconfig.json. name: what it speaks of. values: as written, each language knows their order."""

    name: str
    values: tuple[str, ...]
    line: int


class SourceRootFact(Struct, frozen=True, array_like=True, gc=False):
    """A manifest says that importable code starts in a directory.

    directory: relative to the manifest's own directory, '' for that directory itself.
    packages: top-level package names or glob patterns found there; empty means all.
    prefix: dotted package that the directory itself stands for ('' in the usual case;
        setup.py's package_dir={'acme.web': 'src/web'} gives prefix 'acme.web').
    """

    directory: str
    line: int
    packages: tuple[str, ...] = ()
    prefix: str = ""


class RequirementFact(Struct, frozen=True, array_like=True, gc=False):
    """A manifest asks for a distribution; name is as written.

    scope: runtime, optional or dev; 'pinned' for a line of a compiled list that stands there only
        because another distribution asks for it.
    """

    name: str
    line: int
    scope: str = "runtime"


class ProjectFact(Struct, frozen=True, array_like=True, gc=False):
    """A manifest declares the project that its directory holds; name may be ''.

    unknown: scopes of requirements that it has but does not spell out, for they are computed or
        stand elsewhere: 'runtime', 'optional'.
    """

    name: str
    line: int
    unknown: tuple[str, ...] = ()


class OwnershipFact(Struct, frozen=True, array_like=True, gc=False):
    """A line of a CODEOWNERS file that says something; what, depends on the forge that reads it."""

    text: str
    line: int


class ExportsFact(Struct, frozen=True, array_like=True, gc=False):
    """What a module says of itself in `__all__`.

    names: the literal ones, in the order of the text, each once; with those that only a branch of
        an `if` or `try` adds.
    line: 1-based line of the first statement; where part is computed, of the first such part.
    complete: False if part of it is computed, so that there may be more names, or fewer.
    """

    names: tuple[str, ...]
    line: int
    complete: bool = True


class Problem(Struct, frozen=True, array_like=True, gc=False, order=True):
    """Something in one file that could not be read.

    code: stable short name, e.g. 'syntax', 'encoding', 'too-large', 'timeout', 'crashed'.
    message: one plain sentence without the file name.
    fatal: the file as a whole was skipped; otherwise the other facts of the file stand. After
        'unfinished' the rest of the file was not read, so it does not count as checked.
    """

    code: str
    message: str
    line: int = 0
    fatal: bool = False


class SuppressionFact(Struct, frozen=True, array_like=True, gc=False):
    """A comment asks to silence the import statements beside or below it for one rule.

    rule, reason: as written. until: the last day that it holds, as in '2027-01-31', or ''.
    line: 1-based line of the comment. statements: 1-based lines where the import statements that
    it speaks of begin (their ImportFact.line), ascending; () if there is none.
    trouble: what about the comment could not be read, '' if all was; the rest is then empty.
    """

    rule: str
    reason: str
    until: str
    line: int
    statements: tuple[int, ...] = ()
    trouble: str = ""


class FileFacts(Struct, frozen=True, array_like=True, gc=False):
    """Everything one extractor found in one file.

    exports: None if it does not list any. uses: see UseFact; each name once, sorted.
    namespaces: packages or namespaces that the file says its code is in, in the order of the text.
    declarations: what other files can name of this one, each with its namespace in front.
    settings: of a manifest, see SettingFact.
    generated: the file says that a program wrote it, see extract/generated.py.
    tests: first and last lines of what in it is there for tests alone, ascending, none in another;
        () where nothing is, or all of it.
    """

    imports: tuple[ImportFact, ...] = ()
    source_roots: tuple[SourceRootFact, ...] = ()
    requirements: tuple[RequirementFact, ...] = ()
    projects: tuple[ProjectFact, ...] = ()
    problems: tuple[Problem, ...] = ()
    ownership: tuple[OwnershipFact, ...] = ()
    suppressions: tuple[SuppressionFact, ...] = ()
    exports: ExportsFact | None = None
    uses: tuple[UseFact, ...] = ()
    namespaces: tuple[str, ...] = ()
    declarations: tuple[str, ...] = ()
    settings: tuple[SettingFact, ...] = ()
    generated: bool = False
    tests: tuple[tuple[int, int], ...] = ()
